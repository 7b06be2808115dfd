internal import PropertyTesting
internal import SMT

/// Proves variants of obligations, to see whether an answer depends on names or order.
package struct StabilityRun: Sendable {
  /// The obligations, paths to open.
  package var files: [String]
  /// How many variants of each.
  package var variants: Int
  /// Z3.
  package var prover = Prover()
  /// A second opinion; nil for none.
  package var other: OtherSolver?

  /// What came of an obligation.
  package struct Outcome: Sendable {
    package var id: String
    /// The most steps that Z3 took, and the least.
    package var most: UInt64 = 0
    package var least = UInt64.max
    /// The answers that were not as expected, each with the seed of its variant.
    package var flips: [String] = []
  }

  /// A run.
  package init(files: [String], variants: Int, other: OtherSolver?) {
    self.files = files
    self.variants = variants
    self.other = other
  }

  /// Proves them all, the files as they are and their variants.
  ///
  /// - Throws: `SpecificationError`, `SolverError`, `ParseError`.
  package func perform(progress: @Sendable (Int, Int) -> Void) throws -> [Outcome] {
    try Workers.map(files, progress: progress) { file in
      let original = try ObligationFile(text: Files.text(file), file: file)
      let texts =
        try [original]
        + (1...max(1, variants)).prefix(variants).map {
          try original.variant(Seed(rawValue: UInt64($0)))
        }
      let expected: Satisfiability = original.expectsContradiction ? .unsatisfiable : .satisfiable
      var outcome = Outcome(id: original.id)
      for (seed, text) in texts.enumerated() {
        let answer = try prover.check(text, seed: UInt32(seed))
        if answer.satisfiability != expected {
          outcome.flips.append("Z3, variant \(seed): \(answer.satisfiability)")
        }
        guard let steps = answer.steps else { continue }
        outcome.most = max(outcome.most, steps)
        outcome.least = min(outcome.least, steps)
      }
      let said: OtherSolver.Answer = original.expectsContradiction ? .unsat : .sat
      for (seed, answer) in (other?.check(texts.map(\.text)) ?? []).enumerated() where answer != said {
        outcome.flips.append("\(other?.name ?? ""), variant \(seed): \(answer)")
      }
      return outcome
    }
  }
}
