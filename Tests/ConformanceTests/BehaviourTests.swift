import Conformance
import Foundation
import Mutants
import Proofs
import PropertyTesting
import Specification
import Testing

/// Runs of the reference, followed by steps of the transition system.
@Suite struct BehaviourTests {
  private func follow(_ implementation: Implementation, runs: Int) throws -> BehaviourCampaign.Result {
    let root = Repository.folder.path
    return try BehaviourCampaign(
      implementation, ProofFolder(path: root + "/proofs", specification: root + "/Specs"),
      Repository.specification.get(), seed: Seed(rawValue: 3), runs: runs
    ).perform()
  }

  @Test("What the reference does, the system does: every step is taken, and every call looks the same")
  func referenceIsFollowed() throws {
    let result = try follow(.reference, runs: 64)
    #expect(result.departure == nil, "\(String(describing: result.departure))")
    #expect(result.runs + result.excused.values.reduce(0, +) == 64)
    #expect(result.runs >= 60)
    #expect(result.calls >= 400)
    #expect(result.steps.filter { $0.value == 0 }.isEmpty)
  }

  /// Each does something that the system has a statement about. What masks, nodes, messages and the choice of a range
  /// are it does not say.
  @Test(
    "A seeded bug leaves the system",
    arguments: [
      "shortfall-not-noted", "shortfall-one-too-few", "failure-returns-address", "range-leaked-without-array",
      "mapped-off-by-one", "last-page-not-mapped", "guard-omitted", "gap-one-page-too-small", "not-flushed",
      "first-page-put-twice", "array-leaked", "descriptor-leaked", "freed-before-unmapped",
      "first-page-stays-mapped", "next-area-released",
    ])
  func mutantsLeave(_ name: String) throws {
    let mutant = try #require(Mutant(named: name))
    let result = try follow(.mutant(mutant), runs: 96)
    #expect(result.departure != nil)
  }
}
