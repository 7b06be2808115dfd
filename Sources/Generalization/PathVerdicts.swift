internal import Exploration

/// What is shown of the clauses for every input of a path.
struct PathVerdicts: Sendable {
  /// The clauses that inputs of it give something to say.
  var exercised: Set<String> = []
  /// The clauses that inputs of it break and that no finding explains.
  var violated: Set<String> = []
  /// The clauses that are not decided, each with a reason.
  var unknown: [String: String] = [:]

  /// What the notes of a path say.
  init(_ notes: PathNotes) {
    for (clause, note) in notes.all {
      switch note {
      case .exercised: exercised.insert(clause)
      case .excused: break
      case .violated: violated.insert(clause)
      case .unknown(let reason): unknown[clause] = reason
      }
    }
  }

  /// Whether no input of it breaks a clause, but where findings say so.
  var isProved: Bool { violated.isEmpty && unknown.isEmpty }
}
