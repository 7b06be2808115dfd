import Exploration
import Foundation
import Induction
import Mutants
import Proofs
import ReferenceVmalloc
import Testing

/// That code does what the transition system does, and that other code does not.
@Suite struct InductionProofTests {
  private static let proof = Result {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    return InductionProof(by: try ProofFolder(path: root + "/proofs", specification: root + "/Specs"))
  }

  @Test("Each step of the reference is one of the system, on all paths, and each step of the system is met")
  func reference() throws {
    let result = try Self.proof.get().prove(.reference(SeedSteps.self))
    #expect(result.isProved, "\(result.reasons.prefix(3))")
    let met = Set(result.steps.map(\.step))
    // A claim of every step that a call does once it has a range; frames, purges and the environment are beside it.
    #expect(
      met.isSuperset(of: [
        "array-slab", "array-refused", "array-nested", "array-nested-refused", "page-got", "page-refused",
        "page-store", "pages-done", "map-page", "map-table", "map-refused", "map-done", "unmap-page",
        "retire",
        "put-page", "puts-done", "array-freed", "array-released", "descriptor-freed",
      ]))
  }

  @Test(
    "Code with a seeded bug is not the system's, and what is not is named",
    arguments: [
      ("first-page-put-twice", "loop"), ("freed-descending", "load"),
      ("array-leaked", "none"),
      ("array-freed-as-slab", "array-freed"), ("first-page-stays-mapped", "unmap-page"),
      ("descriptor-leaked", "none"), ("shortfall-one-too-few", "count"),
    ])
  func bugs(_ name: String, _ step: String) throws {
    let mutant = try #require(Mutant(named: name))
    guard case .reference(let steps) = mutant.steps else { throw CancellationError() }
    let result = try Self.proof.get().prove(.reference(steps))
    #expect(!result.isProved && result.isRefuted)
    let refuted = result.steps.filter { if case .refuted = $0.verdict { true } else { false } }
    #expect(refuted.contains { $0.step == step }, "\(refuted.map(\.step))")
  }

  @Test("A solver that gives up proves nothing, and refutes nothing")
  func givesUp() throws {
    var proof = try Self.proof.get()
    proof.limit = 1
    let result = try proof.prove(.reference(SeedSteps.self))
    #expect(!result.isProved && !result.isRefuted)
    #expect(result.reasons.contains { $0.contains("the solver gave up") })
  }
}
