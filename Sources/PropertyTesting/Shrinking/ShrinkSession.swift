/// One shrink under way: the best recording so far, and the only door through which a pass can improve on it.
public struct ShrinkSession {
  /// A client's judgement of a candidate: builds a value from the source, which replays it, and tries it.
  public typealias Judge = (inout ChoiceSource) throws -> Trial

  /// Thrown when no evaluation is left; unwinds the passes.
  struct BudgetExhausted: Error {}

  /// The smallest failing recording so far.
  public private(set) var best: Recording
  /// The numbers of `best`.
  public private(set) var sequence: ChoiceSequence
  /// How often a value was tried.
  private(set) var evaluations = 0
  /// How many candidates had too few choices for a value: there was nothing to try.
  private(set) var overruns = 0
  /// How many candidates drew what another one had drawn before: there was nothing to try either.
  private(set) var repetitions = 0
  /// How many candidates were found in the cache.
  private(set) var cacheHits = 0
  /// What the current pass has done.
  var statistics = PassStatistics(name: "")
  /// Whether a lower choice was seen to change how many choices follow, and nothing is known that follows suit:
  /// then it is worth while to delete choices that belong to nothing known.
  var hasLooseStructure = false

  /// Whether each step down is noted.
  var keepsLog = false
  /// The steps down, if they are noted.
  private(set) var log: [ShrinkStep] = []

  /// Choices that are known to say how many siblings follow. They may have moved since: a hint.
  var governors: Set<Int> = []
  /// Of candidates that removed a sibling: whether the others were replayed as they were.
  var keepsSiblings: [UInt64: Bool] = [:]

  private let budget: Int
  private let judge: Judge
  private var source: ChoiceSource
  /// What the replay of every candidate showed, by its fingerprint.
  private var seen: [UInt64: Replay] = [:]

  /// Begins with a failing recording, which is not evaluated again.
  init(_ recording: Recording, budget: Int, choiceLimit: Int, judge: @escaping Judge) {
    best = recording
    sequence = recording.sequence
    self.budget = budget
    self.judge = judge
    source = ChoiceSource(replaying: [], choiceLimit: choiceLimit)
    seen = [sequence.fingerprint: Replay(hasOverrun: false, unused: 0)]
    source.drawn = [sequence.fingerprint]
  }

  /// Makes `candidate` the best, if it is smaller and fails. Every step of every pass goes through here.
  ///
  /// A candidate that is not smaller than the best, or was evaluated before, costs nothing. What becomes the
  /// best is the *recorded* sequence, and only if that is smaller, so the best never grows.
  ///
  /// - Returns: whether the candidate led to a smaller best.
  /// - Throws: what the judge throws; or an error that a pass must let through, when the budget is used up.
  public mutating func consider(_ candidate: ChoiceSequence) throws -> Bool {
    try consider(candidate, fingerprint: candidate.fingerprint) { recording in
      ReplayOrigin(recording, candidate: candidate)
    }
  }

  /// Makes what is left of the best without some of its choices the best, if it fails.
  ///
  /// - Parameters:
  ///   - removed: the choices to leave out, in order and apart.
  ///   - changed: the index of a choice that is changed, nil for none.
  ///   - value: what it is changed to.
  mutating func consider(
    without removed: [Range<Int>], changing changed: Int? = nil, to value: UInt64 = 0
  ) throws -> Bool {
    var base = sequence
    if let changed { base[changed] = value }
    // The same numbers can be left in more than one way, and steps that name objects tell which.
    var fingerprint = base.fingerprint
    for range in removed {
      fingerprint = SplitMix64.mix(fingerprint ^ UInt64(range.lowerBound) << 32 ^ UInt64(range.upperBound))
    }
    return try consider(base.removing(removed), fingerprint: fingerprint) {
      ReplayOrigin($0, without: removed, changing: changed)
    }
  }

  private mutating func consider(
    _ candidate: ChoiceSequence, fingerprint: UInt64, origin: (Recording) -> ReplayOrigin
  ) throws -> Bool {
    replay = nil
    isFresh = false
    guard candidate < sequence else { return false }
    replay = seen[fingerprint]
    guard replay == nil else {
      cacheHits += 1
      return false
    }
    guard evaluations + overruns + repetitions < budget else { throw BudgetExhausted() }
    statistics.attempts += 1
    source.restart(replaying: candidate, then: .overrun)
    if !best.steps.isEmpty { source.origin = origin(best) }
    let trial = try judge(&source)
    count()
    replay = Replay(hasOverrun: source.hasOverrun, unused: candidate.count - source.recording.choices.count)
    isFresh = true
    seen[fingerprint] = replay
    guard trial == .failed, !source.hasOverrun else { return false }
    let recorded = source.recording.sequence
    guard recorded < sequence else { return false }
    statistics.successes += 1
    statistics.choicesRemoved += sequence.count - recorded.count
    if recorded.count < candidate.count {
      seen[recorded.fingerprint] = Replay(hasOverrun: false, unused: 0)
    }
    swap(&best, &source.recording)
    sequence = recorded
    if keepsLog {
      log.append(
        ShrinkStep(
          pass: statistics.name, evaluations: evaluations, choices: recorded.count, sequence: recorded))
    }
    return true
  }

  /// Counts the candidate that the source has replayed.
  private mutating func count() {
    if source.hasOverrun {
      overruns += 1
    } else if source.isRepetition {
      repetitions += 1
    } else {
      evaluations += 1
      source.drawn.insert(source.recording.fingerprint)
    }
  }

  /// Makes a smaller failing recording, found otherwise, the best.
  mutating func accept(_ recording: Recording) {
    best = recording
    sequence = recording.sequence
    seen[sequence.fingerprint] = Replay(hasOverrun: false, unused: 0)
  }

  /// What the replay of the candidate considered last showed of the structure.
  struct Replay {
    /// Whether more choices were wanted than there were.
    var hasOverrun: Bool
    /// Choices at the end that nobody wanted.
    var unused: Int
  }

  /// Of the candidate considered last; nil if it was not smaller than the best.
  private(set) var replay: Replay?
  /// Whether the candidate considered last was replayed, and not looked up.
  private(set) var isFresh = false
  /// What the last replay recorded; valid if `isFresh`, and the candidate was not accepted.
  var replayed: Recording { source.recording }
}

extension ChoiceSequence {
  /// A number that two different sequences have in common with a probability of about 2^-64.
  var fingerprint: UInt64 { values.fingerprint }
}

extension Recording {
  /// That of its sequence.
  var fingerprint: UInt64 { choices.lazy.map(\.value).fingerprint }
}

extension Collection<UInt64> {
  fileprivate var fingerprint: UInt64 {
    reduce(UInt64(count)) { SplitMix64.mix(($0 ^ $1) &+ SplitMix64.increment) }
  }
}
