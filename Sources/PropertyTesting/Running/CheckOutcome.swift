/// How a campaign of runs ended.
public enum CheckOutcome<Value> {
  /// All runs passed.
  case passed(CheckTally)
  /// A run failed.
  case failed(CheckFailure<Value>)
  /// Too many runs were discarded for the others to mean much. This is no pass.
  case gaveUp(CheckTally)

  /// The failure, if there is one.
  public var failure: CheckFailure<Value>? {
    if case .failed(let failure) = self { failure } else { nil }
  }
}

/// How many runs of a campaign ended in which way, and what they were like.
public struct CheckTally: Hashable, Sendable {
  /// Runs that passed.
  public var passed = 0
  /// Runs that were discarded.
  public var discarded = 0
  /// The labels of the runs that passed.
  public var labels = Labels()

  /// No runs.
  public init() {}
}

/// A run that failed, made as small as possible.
public struct CheckFailure<Value> {
  /// The smallest value that fails.
  public var value: Value
  /// What the property threw for it.
  public var error: any Error
  /// What its generator drew.
  public var recording: Recording
  /// The seed of the run that failed, before it was made smaller.
  public var seed: Seed
  /// The number of that run in its campaign, from 0, discarded ones counted. 0 for a replay.
  public var run: Int
  /// The runs before it.
  public var tally: CheckTally
  /// What the shrinker did.
  public var shrink: ShrinkReport
  /// Whether the smallest value failed once more when it was built again. If not, the property depends on more than its
  /// value, and nothing said of it here is sure.
  public var isReproduced: Bool

  /// The choices of the smallest value.
  public var sequence: ChoiceSequence { recording.sequence }

  /// The text that replays the smallest value.
  public var blob: ReplayBlob { ReplayBlob(sequence) }
}
