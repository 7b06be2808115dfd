internal import SMT
internal import Specification

/// Obligations with one hypothesis left out, one after the other: each has to be lost then.
package struct HypothesisDeletions: Sendable {
  /// The obligations' files.
  private let files: [String]
  private let prover = Prover()

  /// What became of one.
  package struct Outcome: Sendable {
    /// The obligation.
    package var obligation: String
    /// The hypothesis.
    package var hypothesis: String
    /// Whether what is left has a model.
    package var isLost: Bool
  }

  /// Of the obligations of a folder of proofs.
  ///
  /// - Throws: `SpecificationError`.
  package init(proofs: String, specification: String) throws {
    files = try ProofFolder(path: proofs, specification: specification).presentFiles("obligations").map {
      proofs + "/" + $0
    }
  }

  /// Leaves out each hypothesis of each obligation.
  ///
  /// - Parameter only: only those whose name, `OBLIGATION without HYPOTHESIS`, has this in it; empty for all.
  /// - Throws: `SpecificationError`, `SolverError`.
  package func outcomes(only: String, progress: @Sendable (Int, Int) -> Void) throws -> [Outcome] {
    try Workers.map(files, progress: progress) { file -> [Outcome] in
      let obligation = try ObligationFile(text: Files.text(file), file: file)
      guard obligation.expectsContradiction else { return [] }
      let names = obligation.names.filter {
        $0 != "goal" && (only.isEmpty || "\(obligation.id) without \($0)".contains(only))
      }
      guard !names.isEmpty else { return [] }
      let session = try prover.session(for: obligation)
      return try names.map { name in
        let answer = try session.check(obligation, omitting: name, needsCore: false)
        return Outcome(
          obligation: obligation.id, hypothesis: name, isLost: answer.satisfiability == .satisfiable)
      }
    }.flatMap { $0 }
  }
}
