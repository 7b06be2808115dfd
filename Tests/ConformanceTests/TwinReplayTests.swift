import Conformance
import Foundation
import Mutants
import Proofs
import Specification
import Testing

/// Models of negative twins, replayed on implementations.
@Suite struct TwinReplayTests {
  private static let root = Repository.folder.path

  /// The obligations of some groups, proved, with the models of their twins.
  private static func results(_ groups: [String]) throws -> [ProofResult] {
    let files = try groups.flatMap { group in
      try FileManager.default.contentsOfDirectory(atPath: "\(root)/proofs/obligations/\(group)").sorted()
        .map { "\(group)/\($0)" }
    }
    var run = ProofRun(
      items: files.map {
        ProofRun.Item(obligation: "\(root)/proofs/obligations/\($0)", twin: "\(root)/proofs/negative/\($0)")
      }, prover: Prover(), other: nil)
    return try run.perform { _, _ in }
  }

  private static func replay(_ implementation: Implementation, _ groups: [String]) throws -> TwinReplay.Result
  {
    try TwinReplay(
      implementation, ProofFolder(path: root + "/proofs", specification: root + "/Specs"),
      Repository.specification.get()
    ).perform(results(groups))
  }

  @Test("What breaks the system's claims, the reference does not: the models of its twins are spurious")
  func reference() throws {
    let groups = [
      "put-page", "page-refused", "map-refused", "terminates", "contract-failed", "call-vfree", "lemma",
    ]
    let result = try Self.replay(.reference, groups)
    #expect(result.real.isEmpty && result.departures.isEmpty, "\(result.real), \(result.departures)")
    #expect(result.spurious > 100)
    #expect(result.unreached.count < 10, "\(result.unreached)")
  }

  @Test(
    "What a seeded bug breaks is real, and said of the obligation that it concerns",
    arguments: [
      ("first-page-put-twice", "clause", "clause/V6.each"),
      ("descriptor-leaked", "clause", "clause/V6.range"),
      ("shortfall-not-noted", "clause", "clause/E2.number"),
    ])
  func mutant(_ name: String, _ group: String, _ obligation: String) throws {
    let mutant = try #require(Mutant(named: name))
    let result = try Self.replay(.mutant(mutant), [group])
    #expect(result.real.contains { $0.obligation == obligation }, "\(result.real)")
    #expect(!result.real.contains { $0.obligation == "clause/OK.map" })
  }

  @Test("A claim that the steps do not keep is real, too")
  func claim() throws {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/proofs"
    try FileManager.default.copyItem(atPath: Self.root + "/proofs", toPath: copy)
    let file = copy + "/system/invariants.smt2"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let noted = "(= (select putFrame k) (select (select pages cur) k)) (= (select putMapped k) 0)"
    #expect(text.contains(noted))
    try text.replacing(noted, with: "(= (select putFrame k) 0)").write(
      toFile: file, atomically: true, encoding: .utf8)
    let result = try TwinReplay(
      .reference, ProofFolder(path: copy, specification: Self.root + "/Specs"), Repository.specification.get()
    ).perform(Self.results(["put-page"]))
    #expect(result.real.map(\.obligation) == ["put-page/put-log"])
  }
}
