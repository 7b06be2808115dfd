import Foundation
import Proofs

/// What the proofs of `proofs/` say of clauses: that they hold of the transition system, whatever the size.
///
/// A clause is `proved (model)` if its own obligations are proved and, with them, all that its hypotheses rest on: that
/// every invariant holds at first and is kept by every step and call.
package struct ModelProofs: Sendable {
  let folder: ProofFolder
  private let assumptions: [String]

  /// The proofs of a folder, about the clauses of another.
  ///
  /// - Throws: `SpecificationError` for a file that cannot be read or is malformed.
  package init(path: String, specification: String) throws {
    folder = try ProofFolder(path: path, specification: specification)
    assumptions = try folder.assumptions()
  }

  /// Proves all obligations with Z3, and adds what that says to a report.
  ///
  /// - Throws: `SpecificationError` for a file that cannot be read or is malformed.
  package func add(to core: inout Report.Core, progress: @escaping @Sendable (Int, Int) -> Void) throws {
    let path = folder.path
    let items = try folder.presentFiles("obligations").map { file in
      let twin = path + "/" + file.replacing(/^obligations/, with: "negative")
      return ProofRun.Item(
        obligation: path + "/" + file, twin: FileManager.default.fileExists(atPath: twin) ? twin : nil)
    }
    var prover = Prover()
    prover.ledger = try Ledger(file: path + "/ledger.json")
    var run = ProofRun(items: items, prover: prover, other: nil)
    let results = try run.perform(progress: progress)
    core.note(
      results, of: folder, differences: try folder.differences(), assumptions: assumptions)
    core.conclude()
  }
}

extension Report.Core {
  /// Adds what came of the obligations: to each clause that some are of, and as a whole.
  mutating func note(
    _ results: [ProofResult], of folder: ProofFolder, differences: [String], assumptions: [String]
  ) {
    let unproved = results.filter { $0.worst != .proved }
    model = Report.Model(
      solver: "\(solver.name) \(solver.version)", obligations: results.count,
      proved: results.count - unproved.count,
      unproved: unproved.map { "\($0.id): \($0.worst)" },
      isUndecided: differences.isEmpty && unproved.allSatisfy(\.worst.isUndecided), differences: differences,
      assumptions: assumptions)
    // A clause rests on the invariants; that steps keep them, on the lemmas, too: that page arrays shrink is what lets
    // the contract be assumed, and others show what steps and calls require of those that take them.
    let base = results.filter { !["clause", "arithmetic"].contains($0.group) }
    for index in clauses.indices {
      let own = results.filter { $0.clauses.contains(clauses[index].id) }
      // What is shown of words and numbers alone is not shown of the system.
      guard own.contains(where: { $0.group == "clause" }) else { continue }
      let used = Set(own.flatMap { folder.invariants(in: $0.hypotheses) }).sorted()
      let needed = own + (used.isEmpty ? [] : base)
      clauses[index].model = Report.ModelEvidence(
        obligations: own.map(\.id), invariants: used,
        axioms: folder.axioms(in: needed.flatMap(\.hypotheses)).sorted(),
        restsOn: used.isEmpty ? 0 : base.count,
        reason: differences.first ?? needed.first { $0.worst != .proved }.map { "\($0.id): \($0.worst)" })
    }
  }
}
