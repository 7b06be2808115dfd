import Conformance
import Foundation
import PropertyTesting
import Testing

/// The column of the model: what is proved of the transition system, beside what implementations passed.
@Suite("The model's column")
struct ModelProofsTests {
  private static let proofs = Repository.folder.appendingPathComponent("proofs").path
  private static let specs = Repository.folder.appendingPathComponent("Specs").path

  /// A report of a few runs, with the proofs of a folder.
  private func report(proofs: String) throws -> Report {
    var core = try Verification(
      [.reference], Repository.specification.get(), seed: 1, runs: 20, solverSamples: 1
    ).perform().core
    try ModelProofs(path: proofs, specification: Self.specs).add(to: &core) { _, _ in }
    return Report(core: core, about: Report.About(started: "", seconds: 0, processors: 1, command: []))
  }

  @Test("the heart clauses are proved of the model, and no implementation borrows that")
  func heart() throws {
    let report = try report(proofs: Self.proofs)
    let model = try #require(report.core.model)
    #expect(model.isProved && model.obligations > 1250 && model.assumptions.count >= 10)
    for id in HeartClauses.all {
      let clause = try #require(report.core.clauses.first { $0.id == id })
      let evidence = try #require(clause.model, "\(id)")
      #expect(evidence.verdict == "proved (model)" && !evidence.obligations.isEmpty, "\(id)")
      #expect(clause.implementations.allSatisfy { $0.verdict != .proved }, "\(id)")
    }
    let injective = try #require(report.core.clauses.first { $0.id == "I1" }?.model)
    #expect(injective.invariants.contains("remembered") && injective.restsOn > 900)
    // The mask of a request is nothing that the system has.
    #expect(report.core.clauses.first { $0.id == "P4" }?.model == nil)
    #expect(HTMLReport(report).text.contains("<th>model</th><th>reference</th>"))
    #expect(TextSummary(report.core).text.contains("among them 12 of the 12 heart clauses"))
    let decoded = try JSONDecoder().decode(Report.self, from: JSONEncoder().encode(report))
    #expect(decoded.core.model?.proved == model.proved)
  }

  @Test("of code is proved what it claims, but for what it does otherwise than the system")
  func code() throws {
    var core = try Verification(
      [.optimized], Repository.specification.get(), seed: 1, runs: 20, solverSamples: 1
    ).perform().core
    let proofs = try ModelProofs(path: Self.proofs, specification: Self.specs)
    try proofs.add(to: &core) { _, _ in }
    try proofs.addCode(to: &core) { _, _ in }
    let code = try #require(core.code?.first)
    #expect(code.implementation == "optimized" && code.isProved, "\(code.reasons)")
    // It notes its count once, asks for more, and reads one entry for a huge leaf.
    // What is decided before it has a range is not followed.
    #expect(
      Set(code.leftOut) == ["A1", "A3.read", "A8", "RG4.listed", "T1", "OK.guard", "RG0", "RG4"])
    func evidence(_ id: String) throws -> Report.Evidence? {
      try #require(core.clauses.first { $0.id == id }).implementations.first
    }
    for id in HeartClauses.all where id != "D2" { #expect(try evidence(id)?.isProved == true, "\(id)") }
    for id in code.leftOut { #expect(try evidence(id)?.isProved == nil, "\(id)") }
    // The exact depth is claimed of the seed alone, and rests on how large its page arrays in the slab are.
    let depth = try #require(core.clauses.first { $0.id == "D2" })
    #expect(depth.implementations.isEmpty && depth.model?.axioms.contains("slab-seed") == true)
    #expect(core.clauses.first { $0.id == "D2.bound" }?.model?.axioms.contains("slab-seed") == false)
    #expect(TextSummary(core).text.contains("among them 11 of the 11 heart clauses that it claims"))
  }

  @Test(
    "an obligation that is not what the system says, and is false, is not proved, nor is what rests on it")
  func altered() throws {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/proofs"
    try FileManager.default.copyItem(atPath: Self.proofs, toPath: copy)
    let file = copy + "/obligations/page-got/stored.smt2"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let free = "(= (select owner page.next) FREE)"
    #expect(text.contains(free))
    try text.replacing(free, with: "true").write(toFile: file, atomically: true, encoding: .utf8)
    let core = try report(proofs: copy).core
    let model = try #require(core.model)
    #expect(!model.isProved && model.unproved.count == 1 && model.differences.count == 1)
    #expect(core.verdict == "violated")
    #expect(core.clauses.first { $0.id == "I1" }?.model?.verdict == "not proved")
    #expect(TextSummary(core).text.contains("not proved  page-got/stored"))
  }
}
