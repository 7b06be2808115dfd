/// What a shrink found, and what it took.
public struct ShrinkReport: Sendable {
  /// Why a shrink ended.
  public enum Ending: String, Hashable, Sendable {
    /// No pass makes the result smaller.
    case fixpoint
    /// The evaluations allowed were used up; a smaller result may exist within reach.
    case budget
    /// Everything smaller was tried, and nothing of it fails: this is the smallest there is.
    case smallest
  }

  /// The smallest failing recording found.
  public var smallest: Recording
  /// How often a value was built and tried.
  public var evaluations: Int
  /// Candidates that had too few choices for a value.
  public var overruns: Int
  /// Candidates that drew what another one had drawn before, and were not tried again.
  public var repetitions = 0
  /// Replays of the search through everything smaller.
  public var enumerated = 0
  /// Candidates that were not evaluated because they had been before.
  public var cacheHits: Int
  /// What each pass did, in the order of the passes.
  public var passes: [PassStatistics]
  /// Why the shrink ended.
  public var ending: Ending
  /// Each step down, if they were asked for.
  public var log: [ShrinkStep] = []

  /// How small the result is known to be, and what it took, in a line.
  public var summary: String {
    let effort = "after \(evaluations) tries"
    switch ending {
    case .smallest: return "smallest, proved: \(effort) and \(enumerated) to rule out everything smaller"
    case .fixpoint: return "smallest found \(effort)"
    case .budget: return "smallest found \(effort), which were all that were allowed"
    }
  }
}

/// One step down of a shrink.
public struct ShrinkStep: Hashable, Sendable {
  /// The pass that took it.
  public var pass: String
  /// How many values had been tried by then.
  public var evaluations: Int
  /// How many choices were left.
  public var choices: Int
  /// What was left, as a blob replays it.
  public var sequence: ChoiceSequence
}

extension ShrinkStep: CustomStringConvertible {
  /// The numbers on one line, and the blob.
  public var description: String {
    "try \(evaluations), \(pass): \(choices) choices, \(ReplayBlob(sequence))"
  }
}

/// What one pass of the shrinker did, over all its turns.
public struct PassStatistics: Hashable, Sendable {
  /// The name of the pass.
  public var name: String
  /// How many candidates it had replayed.
  public var attempts = 0
  /// How many of the attempts made the result smaller.
  public var successes = 0
  /// How many choices shorter it made the result.
  public var choicesRemoved = 0
}

extension PassStatistics: CustomStringConvertible {
  /// The numbers on one line.
  public var description: String {
    "\(name): \(successes) of \(attempts) attempts, \(choicesRemoved) choices removed"
  }
}
