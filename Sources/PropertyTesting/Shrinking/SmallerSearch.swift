/// Looks for a failure among everything that is smaller than a recording, in the order of the numbers.
///
/// A generator is replayed with every choice sequence there is that is no longer: see `Enumeration`. A replay that wants
/// more choices is given up, and all sequences that begin with the same numbers with it. Numbers are first tried up to
/// the largest in the recording: what a shrinker misses is mostly another shape with the same numbers. Then all are
/// tried, as far as the budget goes.
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
  private(set) var replays = 0

  init(budget: Int) { self.budget = budget }

  /// Searches everything smaller than `best`.
  ///
  /// - Throws: what `judge` throws.
  mutating func search(
    below best: Recording, _ judge: (inout ChoiceSource) throws -> Trial
  ) throws -> Result {
    if let shorter = try shorterHistory(than: best, judge) { return .found(shorter) }
    let numbers = best.choices.lazy.filter { $0.kind == .number }.map(\.value)
    let capped = try search(below: best, upTo: max(1, numbers.max() ?? 0), judge)
    if case .unknown = capped { return try search(below: best, upTo: .max, judge) }
    return capped
  }

  /// Draws random histories of fewer choices: half of them go on from what is drawn before the first step of the best, with
  /// fewer steps; the others are of their own, with as many steps at most.
  ///
  /// What a shrinker ends with can be another failure than the smallest one, with no way down from one to the other.
  /// Short histories are so few that chance finds most of those that fail, long before all have been tried.
  private mutating func shorterHistory(
    than best: Recording, _ judge: (inout ChoiceSource) throws -> Trial
  ) throws -> Recording? {
    guard let first = best.steps.first else { return nil }
    let sequence = best.sequence
    let seed = Seed(rawValue: sequence.fingerprint)
    let start = ChoiceSequence(sequence.values[..<first.range.lowerBound])
    var source = ChoiceSource(replaying: [], choiceLimit: best.choices.count)
    let last = replays + (budget - replays) / 2
    while replays < last {
      let goesOn = replays % 2 == 0 && best.steps.count > 1
      source.restart(replaying: goesOn ? start : [], then: .random(seed.run(replays)))
      source.stepLimit = goesOn ? best.steps.count - 1 : best.steps.count
      replays += 1
      let trial = try judge(&source)
      if trial == .failed, !source.hasOverrun, source.recording.sequence < sequence {
        return source.recording
      }
    }
    return nil
  }

  /// Searches with numbers up to `cap`.
  private mutating func search(
    below best: Recording, upTo cap: UInt64, _ judge: (inout ChoiceSource) throws -> Trial
  ) throws -> Result {
    let sequence = best.sequence
    var source = ChoiceSource(replaying: [], choiceLimit: best.choices.count)
    var prefix: ChoiceSequence = []
    var isComplete = true
    while replays < budget {
      replays += 1
      source.restart(replaying: prefix, then: .zeros)
      let trial = try judge(&source)
      if trial == .failed, !source.hasOverrun, source.recording.sequence < sequence {
        return .found(source.recording)
      }
      if source.hasGivenUp, trial != .discarded { isComplete = false }
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
      let next = Enumeration.next(after: choices, upTo: cap)
      if !next.isComplete { isComplete = false }
      guard let next = next.prefix else { return isComplete ? .proved : .unknown }
      prefix = next
    }
    return .unknown
  }
}
