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

  // Allocations have many paths: `make verify` follows them, and .ci/run looks whether they are proved.
  @Test("Each step of a release by the reference is one of the system, on all paths, and each step is met")
  func reference() throws {
    var proof = try Self.proof.get()
    proof.followsAllocations = false
    let result = try proof.prove(.reference(SeedSteps.self))
    #expect(result.isProved, "\(result.reasons.prefix(3))")
    #expect(
      Set(result.steps.map(\.step)).isSuperset(of: [
        "unmap-page", "retire", "load", "put-page", "puts-done", "array-freed", "array-released",
        "descriptor-freed", "return",
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
