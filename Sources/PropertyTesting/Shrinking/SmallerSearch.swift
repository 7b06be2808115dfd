/// Looks for a failure among everything that is smaller than a recording, in the order of the numbers.
///
/// A generator is replayed with every choice sequence there is that is no longer: see `Enumeration`. A replay that wants
/// more choices is given up, and all sequences that begin with the same numbers with it. Numbers are first tried up to
/// the largest in the recording: what a shrinker misses is mostly another shape with the same numbers. Then all are
/// tried, as far as the budget goes. Where there are too many, shorter histories are drawn at random in between.
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

  /// Looks for a history that has nothing in common with the best but its length, or little.
  ///
  /// What a shrinker ends with can be another failure than the smallest one, with no way down from one to the other.
  /// Short histories are so few that chance finds most of those that fail, long before all have been tried.
  private mutating func simplerHistory(
    than best: Recording, _ judge: (inout ChoiceSource) throws -> Trial
  ) throws -> Recording? {
    guard !best.steps.isEmpty else { return nil }
    var source = ChoiceSource(replaying: [], choiceLimit: best.choices.count)
    // A history without steps begins in the simplest way.
    source.restart(then: .zeros)
    source.stepLimit = 0
    replays += 1
    _ = try judge(&source)
    let simplest = Self.start(of: source.recording)
    return try historyWithOneChange(to: best, beginning: simplest, &source, judge)
      ?? randomHistory(below: best, simplest, &source, judge)
  }

  /// The largest number that a choice is changed to on trial.
  private static let mostChanged: UInt64 = 7

  /// Has the best history begin in the simplest way, and changes one choice of its steps: what made it fail before may
  /// come about otherwise.
  private mutating func historyWithOneChange(
    to best: Recording, beginning simplest: ChoiceSequence, _ source: inout ChoiceSource,
    _ judge: (inout ChoiceSource) throws -> Trial
  ) throws -> Recording? {
    let start = Self.start(of: best)
    guard simplest < start else { return nil }
    let sequence = best.sequence
    let last = replays + (budget - replays) / 4
    for index in start.count..<sequence.count {
      let choice = best.choices[index]
      for value in 0...min(choice.limit, Self.mostChanged) where value != choice.value {
        guard replays < last else { return nil }
        var candidate = ChoiceSequence(simplest.values + sequence.values[start.count...])
        candidate[simplest.count + index - start.count] = value
        source.restart(replaying: candidate, then: .zeros)
        source.stepLimit = best.steps.count
        replays += 1
        let trial = try judge(&source)
        if trial == .failed, !source.hasOverrun, source.recording.sequence < sequence {
          return source.recording
        }
      }
    }
    return nil
  }

  /// Draws random histories of no more choices, in turn: some that go on from what is drawn before the first step of the
  /// best, with fewer steps; some of their own; some that begin in the simplest way; and some that consist of parts of
  /// the best and of the one drawn last. Half of them ignore the weights of the generator: the simplest way to fail may
  /// lead through something rare.
  private mutating func randomHistory(
    below best: Recording, _ simplest: ChoiceSequence, _ source: inout ChoiceSource,
    _ judge: (inout ChoiceSource) throws -> Trial
  ) throws -> Recording? {
    let sequence = best.sequence
    let seed = Seed(rawValue: sequence.fingerprint)
    let last = replays + (budget - replays) / 4 * 3
    var other = best
    while replays < last {
      let kind = best.steps.count > 1 ? replays % 4 : replays % 2 + 2
      let beginning: ChoiceSequence =
        switch kind {
        case 0: Self.start(of: best)
        case 1: Self.crossing(best, other, simplest, seed.run(replays))
        case 2: simplest
        default: []
        }
      source.restart(replaying: beginning, then: .random(seed.run(replays)))
      source.isFlat = replays % 8 < 4
      source.stepLimit = kind == 0 ? best.steps.count - 1 : best.steps.count
      replays += 1
      let trial = try judge(&source)
      if trial == .failed, !source.hasOverrun, source.recording.sequence < sequence {
        return source.recording
      }
      if kind != 1 { other = source.recording }
    }
    return nil
  }

  /// What is drawn before the first step.
  private static func start(of history: Recording) -> ChoiceSequence {
    let isLeft = history.choices.last.map { $0.kind == .more && $0.value == 0 } ?? false
    let end = history.steps.first?.range.lowerBound ?? (history.choices.count - (isLeft ? 1 : 0))
    return ChoiceSequence(history.choices[..<end].lazy.map(\.value))
  }

  /// What begins like one of two histories, or in the simplest way, and goes on with steps of both, in their order.
  private static func crossing(
    _ one: Recording, _ other: Recording, _ simplest: ChoiceSequence, _ seed: Seed
  ) -> ChoiceSequence {
    var random = Xoshiro256(seed: seed)
    let starts = [simplest, start(of: one), start(of: other)]
    var result = starts[Int(random.uniform(upTo: 2))]
    for index in 0..<max(one.steps.count, other.steps.count) {
      // Mostly a step of one of them, sometimes of both or none.
      let chosen = [[one], [other], [one], [other], [one, other], []][Int(random.uniform(upTo: 5))]
      for parent in chosen where index < parent.steps.count {
        result.values.append(contentsOf: parent.choices[parent.steps[index].range].lazy.map(\.value))
      }
    }
    return result
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
