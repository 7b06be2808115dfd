import Conformance
import KernelTrace
import Machine
import Properties
import PropertyTesting
import Testing

/// The optimised implementation does what the reference does, up to the choice of frames and addresses.
@Suite("Refinement")
struct RefinementTests {
  private func outcome(
    _ name: String, runs: Int = 1000, seed: Seed = 1
  ) throws -> RefinementCampaign.Result {
    let implementation = try #require(Implementation(named: name))
    return try #require(RefinementCampaign(implementation, seed: seed, runs: runs).perform())
  }

  @Test("holds on random histories")
  func holds() throws {
    let result = try outcome("optimized")
    #expect(result.mismatches == 0 && result.first == nil && result.cut > 0 && result.cut < result.runs / 4)
    #expect(result.runs > 900 && result.commands > 5 * result.runs && result.areas > result.commands)
  }

  @Test(
    "each of these bugs shows in the states",
    arguments: [
      "opt-fit-page-too-small", "opt-fit-wraps", "opt-short-mapping-ignored", "opt-decay-loses-ranges",
      "opt-pooled-one-too-large", "opt-huge-over-single-pages",
    ])
  func mutants(name: String) throws {
    let result = try outcome("mutant:" + name)
    let first = try #require(result.first)
    #expect(result.mismatches > 0)
    // What is reported is small, and shows the same again.
    let blob = try ReplayBlob(parsing: try #require(first.choices))
    var source = ChoiceSource(replaying: blob.sequence)
    #expect(Workload.generate(&source) == first.workload)
    #expect(first.workload.commands.count <= 12 && first.step == first.workload.commands.count)
    #expect(WorkloadText.lines(first.workload).contains { $0.hasPrefix("step \(first.step): ") })
    let refine = try #require(Implementation(named: "mutant:" + name)?.refine)
    #expect(refine(first.workload).mismatch == first.problem)
    #expect(Implementation.optimized.refine?(first.workload).mismatch == nil)
  }

  @Test(
    "what each part of the comparison is for",
    arguments: [
      ("opt-half-the-memory", "the first refuses what the second grants"),
      ("opt-single-pages-kept", "areas are live instead of"),
      ("opt-nested-array-to-slab", "the first halts: badSlabFree"),
      ("opt-last-page-kept", "frames are held"),
      ("opt-bulk-counted-short", "frames are held"),
      ("opt-last-translation-stays", "pages are mapped"),
    ])
  func comparison(name: String, message: String) throws {
    // A bug shows in more than one part: which one is first depends on the histories.
    var problems: [String] = []
    for seed in 1...4 as ClosedRange<UInt64> where !problems.contains(where: { $0.contains(message) }) {
      problems.append(try #require(try outcome("mutant:" + name, seed: Seed(rawValue: seed)).first).problem)
    }
    #expect(problems.contains { $0.contains(message) }, "\(problems)")
  }

  /// Somebody's put-off release of an address that no area has yet, but one that is made before it is carried out.
  @Test("a stray release that is put off hits no area that is made later", arguments: [1, 40])
  func strayRelease(pages: UInt64) throws {
    var workload = Workload(geometry: Geometry.x86_64.name)
    workload.commands = [
      .vfree(Command.Release(allocation: nil, offset: pages * 4096, inInterrupt: true)),
      .vmalloc(Command.Allocation(size: 100 * 4096, gfp: 0xD2)), .deferredWork,
    ]
    let refine = try #require(Implementation.optimized.refine)
    let refinement = refine(workload)
    #expect(refinement.mismatch == nil && refinement.commands == 3)
  }

  @Test("one command on one area is counted as such")
  func counts() throws {
    var workload = Workload(geometry: Geometry.tiny8.name)
    workload.commands = [.vmalloc(Command.Allocation(size: 4 * 9, gfp: 0xD2))]
    let refine = try #require(Implementation.optimized.refine)
    let refinement = refine(workload)
    #expect(refinement.mismatch == nil && refinement.commands == 1 && refinement.areas == 1)
  }

  @Test("the same seed, the same result; another seed, others")
  func reproducible() throws {
    func result(_ seed: Seed) throws -> RefinementCampaign.Result {
      try #require(RefinementCampaign(.optimized, seed: seed, runs: 300).perform())
    }
    let (first, again, other) = try (result(5), result(5), result(6))
    #expect(first.commands == again.commands && first.areas == again.areas)
    #expect(first.areas != other.areas)
  }

  @Test("a verification tells it, and fails where it does")
  func verification() throws {
    let specification = try Repository.specification.get()
    let sound = try Verification([.optimized], specification, seed: 1, runs: 400, solverSamples: 50).perform()
      .core
    #expect(sound.implementations[0].refinement?.mismatches == 0)
    #expect(TextSummary(sound).text.contains("refinement holds"))
    let mutant = try #require(Implementation(named: "mutant:opt-fit-page-too-small"))
    let core = try Verification([mutant], specification, seed: 1, runs: 400, solverSamples: 50).perform().core
    #expect((core.implementations[0].refinement?.mismatches ?? 0) > 0 && core.verdict == "violated")
    #expect(TextSummary(core).text.contains("refinement FAILS"))
    let first = try #require(core.implementations[0].refinement?.first)
    let again = "again: vmverify refine --implementation mutant:opt-fit-page-too-small --choices pt1."
    #expect(TextSummary(core).text.contains("run \(first.run), shrunk, step \(first.step): "))
    #expect(TextSummary(core).text.contains(again))
  }

  @Test(
    "the requests of recordings, made to both, have equal outcomes",
    arguments: ["killed-creators", "map-churn", "pagemap-probe"])
  func recordings(name: String) throws {
    let recording = try Recording.load(path: Repository.recording(name))
    let workload = Workload(requestsOf: recording)
    let areas = workload.commands.count { if case .vmalloc = $0 { true } else { false } }
    #expect(areas == recording.summary.areas && workload.commands.count > areas)
    var campaign = RefinementCampaign(.optimized, seed: 1, runs: 1)
    campaign.histories = [workload]
    let result = try #require(campaign.perform())
    #expect(result.mismatches == 0 && result.commands == workload.commands.count)
  }

  @Test("the reference is not compared with itself")
  func reference() throws {
    #expect(RefinementCampaign(.reference, seed: 1, runs: 10).perform() == nil)
  }
}
