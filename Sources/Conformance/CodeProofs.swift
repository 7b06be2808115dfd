internal import Exploration
package import Induction
internal import Proofs

// What is proved of the code of implementations: that it does what the transition system does.

extension ModelProofs {
  /// Proves of each implementation in a report, as far as its code can be followed, that it does what the system does; with
  /// what was proved of the system that says which clauses are proved of the implementation.
  ///
  /// - Throws: `SolverError`.
  package func addCode(
    to core: inout Report.Core, progress: @escaping @Sendable (Int, Int) -> Void
  ) throws {
    var proofs: [Report.CodeProof] = []
    for name in core.implementations.map(\.name) {
      // What comes before an area has its range is not followed: seeded bugs in it would not be noticed.
      guard [Implementation.reference, .optimized].map(\.name).contains(name),
        let steps = ExploredImplementation(named: name)?.steps
      else { continue }
      let result = try InductionProof(by: folder).prove(steps, progress: progress)
      let otherwise = folder.system.clauses(speakingOf: result.unfollowed)
      var proof = Report.CodeProof(name, result)
      proof.leftOut = core.clauses.filter { clause in
        guard let model = clause.model, clause.implementations.contains(where: { $0.name == name }) else {
          return false
        }
        return otherwise.contains(clause.id) || !result.broken.isDisjoint(with: model.axioms)
      }.map(\.id)
      proofs.append(proof)
    }
    core.note(proofs)
  }
}

extension Report.CodeProof {
  /// What came of the proof of an implementation.
  package init(_ implementation: String, _ result: InductionResult) {
    self.init(
      implementation: implementation, paths: result.paths, obligations: result.steps.count,
      proved: result.steps.count { $0.verdict == .proved }, reasons: result.reasons, leftOut: [])
  }
}

extension Report.Core {
  /// Adds what was proved of code.
  mutating func note(_ proofs: [Report.CodeProof]) {
    code = proofs
    for proof in proofs {
      for clause in clauses.indices {
        guard let evidence = clauses[clause].model, !proof.leftOut.contains(clauses[clause].id) else {
          continue
        }
        let isProved = evidence.reason == nil && proof.isProved
        for place in clauses[clause].implementations.indices
        where clauses[clause].implementations[place].name == proof.implementation {
          clauses[clause].implementations[place].isProved = isProved
        }
      }
    }
  }
}
