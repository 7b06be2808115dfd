package import Properties

/// What random runs showed of paths.
package struct GeneralizationResult: Sendable {
  /// Inputs that break a clause, found by the solver on a path that a random run went.
  package struct Broken: Sendable {
    /// The clause, by its id.
    package var clause: String
    /// The number of the run.
    package var run: Int
    /// The run with those inputs.
    package var workload: Workload
  }

  /// A run on the way to a path that no run so far went.
  package struct Turned: Sendable {
    /// The number of the run that it parts from.
    package var run: Int
    /// That run, with other arguments.
    package var workload: Workload
    /// The comparison by which they part, with the outcome that no run has had there.
    package var comparison: String
    /// Whether it does go there: what else it meets may be another environment.
    package var goesThere: Bool
  }

  /// Runs that were looked at.
  package internal(set) var cases = 0
  /// The paths that they went.
  package private(set) var paths = 0
  /// Those on which no input breaks a clause, but where findings say so.
  package private(set) var proved = 0
  /// Runs that went one of those.
  package private(set) var casesOnProved = 0
  /// Runs whose path was not followed, by the reason.
  package internal(set) var notFollowed: [String: Int] = [:]
  /// Paths with inputs that give a clause something to say, on which no input breaks it but where findings say so, by its id.
  package private(set) var provedOf: [String: Int] = [:]
  /// Why clauses are not decided, with the number of paths.
  package private(set) var unknown: [String: Int] = [:]
  /// Comparisons whose other outcome was not looked for, or not decided.
  package internal(set) var turnsLeft = 0
  /// Inputs that break clauses.
  package internal(set) var broken: [Broken] = []

  /// Notes a case on a path.
  mutating func note(_ verdicts: PathVerdicts, isNew: Bool) {
    if verdicts.isProved { casesOnProved += 1 }
    guard isNew else { return }
    paths += 1
    if verdicts.isProved { proved += 1 }
    for (clause, reason) in verdicts.unknown { unknown["\(clause): \(reason)", default: 0] += 1 }
    for clause in verdicts.exercised
    where !verdicts.violated.contains(clause) && verdicts.unknown[clause] == nil {
      provedOf[clause, default: 0] += 1
    }
  }
}
