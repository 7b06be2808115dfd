/// What a shrink found, and what it took.
public struct ShrinkReport: Sendable {
  /// Why a shrink ended.
  public enum Ending: String, Hashable, Sendable {
    /// No pass makes the result smaller.
    case fixpoint
    /// The evaluations allowed were used up; a smaller result may exist within reach.
    case budget
    /// The sequence to begin with was not interesting: the failure does not depend on the choices alone.
    case notReproduced
  }

  /// The smallest interesting recording found; empty if the failure was not reproduced.
  public var smallest: Recording
  /// How often the predicate was evaluated, the first time included.
  public var evaluations: Int
  /// Candidates that were not evaluated because they had been before.
  public var cacheHits: Int
  /// What each pass did, in the order of the passes.
  public var passes: [PassStatistics]
  /// Why the shrink ended.
  public var ending: Ending
}

/// What one pass of the shrinker did, over all its turns.
public struct PassStatistics: Hashable, Sendable {
  /// The name of the pass.
  public var name: String
  /// How often it had the predicate evaluated.
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
