/// Looks for a failure among everything that is smaller than a recording, in the order of the numbers.
///
/// A generator is replayed with every choice sequence there is that is no longer: see `Enumeration`. A replay that wants
/// more choices is given up, and all sequences that begin with the same numbers with it. Numbers are first tried up to
/// the largest in the recording: what a shrinker misses is mostly another shape with the same numbers. Then all are
/// tried, as far as the budget goes. Where there are too many, other histories are looked for in between: see
/// `simplerHistory`.
struct SmallerSearch {
  /// What the search came to.
  enum Result {
    /// Nothing smaller fails.
    case proved
    /// A smaller recording that fails.
    case found(Recording)
    /// Something was not tried.
    case unknown
  }

  /// The most replays.
  var budget: Int
  /// How many were made.
  var replays = 0

  init(budget: Int) { self.budget = budget }

  /// Searches everything smaller than `best`.
  ///
  /// - Throws: what `judge` throws.
  mutating func search(
    below best: Recording, _ judge: (inout ChoiceSource) throws -> Trial
  ) throws -> Result {
    let numbers = best.choices.lazy.filter { $0.kind == .number }.map(\.value)
    var walk = Walk(upTo: max(1, numbers.max() ?? 0))
    // What is small is gone through first.
    if let result = try go(&walk, below: best, until: replays + (budget - replays) / 8, judge) {
      return result
    }
    if let simpler = try simplerHistory(than: best, judge) { return .found(simpler) }
    if let result = try go(&walk, below: best, until: budget, judge) { return result }
    walk = Walk(upTo: .max)
    return try go(&walk, below: best, until: budget, judge) ?? .unknown
  }

  /// A way through everything smaller.
  private struct Walk {
    /// The largest number to try.
    let cap: UInt64
    /// How the next sequence begins; nil if there is none.
    var prefix: ChoiceSequence? = []
    /// Whether nothing was left out so far.
    var isComplete = true

    init(upTo cap: UInt64) { self.cap = cap }
  }

  /// Goes on with a walk until there were so many replays; nil if it did not come to its end, or was not complete.
  private mutating func go(
    _ walk: inout Walk, below best: Recording, until last: Int, _ judge: (inout ChoiceSource) throws -> Trial
  ) throws -> Result? {
    let sequence = best.sequence
    var source = ChoiceSource(replaying: [], choiceLimit: best.choices.count)
    while let prefix = walk.prefix, replays < last {
      replays += 1
      source.restart(replaying: prefix, then: .zeros)
      let trial = try judge(&source)
      if trial == .failed, !source.hasOverrun, source.recording.sequence < sequence {
        return .found(source.recording)
      }
      if source.hasGivenUp, trial != .discarded { walk.isComplete = false }
      // A history that is replayed need not say that it ends.
      let choices = source.choicesToVary
      if trial == .failed, !source.hasOverrun, let last = source.recording.choices.last, last.kind == .more,
        last.value == 0
      {
        let shorter = ChoiceSequence(source.recording.sequence.values.dropLast())
        if shorter < sequence {
          source.restart(replaying: shorter, then: .overrun)
          if try judge(&source) == .failed, !source.hasOverrun { return .found(source.recording) }
        }
      }
      let next = Enumeration.next(after: choices, upTo: walk.cap)
      if !next.isComplete { walk.isComplete = false }
      walk.prefix = next.prefix
    }
    return walk.prefix == nil && walk.isComplete ? .proved : nil
  }
}
