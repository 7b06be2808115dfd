import Conformance
import Foundation
import PropertyTesting
import Specification
import Testing

/// What a verification says of the reference, and of specifications that are wrong about it.
@Suite("Verification")
struct VerificationTests {
  /// Enough runs for every clause to have something to say.
  private static let runs = 1500

  private static let sound = Result {
    try Verification([.reference], Repository.specification.get(), seed: 1, runs: runs).perform()
  }

  private func core(of specs: SpecsCopy, runs: Int = 1000) throws -> Report.Core {
    try Verification([.reference], specs.load(), seed: 1, runs: runs, solverSamples: 50).perform().core
  }

  private func evidence(_ core: Report.Core, _ id: String) throws -> Report.Evidence {
    try #require(core.clauses.first { $0.id == id }?.implementations.first)
  }

  @Test("the reference breaks nothing, and every clause it claims has something to say")
  func reference() throws {
    let result = try Self.sound.get()
    #expect(result.core.verdict == "conforms" && result.core.status == .conforms && result.core.isComplete)
    #expect(result.counterexamples.isEmpty)
    for clause in result.core.clauses where !Set(clause.profiles).isDisjoint(with: ["contract", "seed"]) {
      let evidence = try #require(clause.implementations.first)
      #expect(evidence.verdict == .passed && evidence.exercised > 0, "\(clause.id)")
    }
  }

  @Test("every finding is shown by its witnesses")
  func findings() throws {
    let findings = try Self.sound.get().core.findings
    #expect(findings.map(\.id) == ["F1", "F2", "F4", "F5", "F6", "F7", "F8", "F10", "F11"])
    for finding in findings {
      #expect(finding.state == .shown && finding.clausesAtFault.isEmpty, "\(finding.id)")
    }
  }

  @Test("the solver decided heart clauses, and agreed")
  func solver() throws {
    let core = try Self.sound.get().core
    for id in HeartClauses.all where id != "I2.seen" {
      let evidence = try evidence(core, id)
      #expect((evidence.solverDecided ?? 0) > 0 && evidence.solverUnknown == nil, "\(id)")
    }
  }

  @Test("a finding whose witness shows nothing any more is stale, and fails the verification")
  func staleFinding() throws {
    let specs = try SpecsCopy()
    // Not the second page of the area is released, but its first.
    try specs.replace("\"offset\": 4096", with: "\"offset\": 0", in: "findings/F7.json")
    let core = try core(of: specs)
    let finding = try #require(core.findings.first { $0.id == "F7" })
    #expect(finding.state == .stale && finding.clausesAtFault == ["V5"])
    #expect(core.findings.filter(\.state.isFailure).count == 1)
    #expect(core.verdict == "violated" && core.status == .violated)
  }

  @Test("what is absent is shown by a witness that runs to its end; without one nothing is known")
  func absentFinding() throws {
    func findings(_ specification: Specification) throws -> [Report.FindingEntry] {
      try Verification([.optimized], specification, seed: 1, runs: 200, solverSamples: 50).perform().core
        .findings
    }
    let all = try findings(Repository.specification.get())
    #expect(all.map(\.id) == ["F1", "F2", "F4", "F5", "F6", "F7", "F8", "F10", "F11"])
    #expect(all.allSatisfy { $0.state == .absent })
    let specs = try SpecsCopy()
    // The fuel of a run is spent before so many pages are there.
    try specs.replace(
      "\"F2.json F2-mapping.json F2-scaled.json\"", with: "\"F2.json\"",
      in: "findings/F2-page-count-wraps.smt2")
    let unknown = try findings(specs.load()).filter { $0.state != .absent }
    #expect(unknown.map(\.id) == ["F2"] && unknown.map(\.state) == [.unknown])
  }

  @Test("without its finding a fault is a violation")
  func undeclaredFinding() throws {
    let specs = try SpecsCopy()
    try specs.replace("TARGET_INTERIOR", with: "TARGET_UNKNOWN", in: "findings/F7-interior-release.smt2")
    let core = try core(of: specs)
    #expect(try evidence(core, "V5").verdict == .violated)
    #expect(core.verdict == "violated")
  }

  @Test("a clause that no run gives anything to say is vacuous, and fails the verification")
  func vacuousClause() throws {
    let specs = try SpecsCopy()
    try specs.addClause("X1", "(=> (= exitPath (w+ EXIT_RELEASE w1)) (= n w0))")
    let core = try core(of: specs)
    let evidence = try evidence(core, "X1")
    #expect(evidence.verdict == .vacuous && evidence.judged > 0 && evidence.exercised == 0)
    #expect(core.verdict == "violated")
    #expect(core.clauses.flatMap(\.implementations).filter { $0.verdict == .vacuous }.count == 1)
  }

  @Test("so is one that has something to say only where a finding declares it broken")
  func declaredBrokenEverywhere() throws {
    let specs = try SpecsCopy()
    try specs.replace(
      "(not (= targetKind TARGET_AREA))", with: "(= targetKind TARGET_INTERIOR)",
      in: "clauses/V5-free-start.smt2")
    let core = try core(of: specs)
    let evidence = try evidence(core, "V5")
    #expect(evidence.verdict == .vacuous && evidence.exercised > 0)
    #expect(core.verdict == "violated")
  }

  @Test("a clause that is false is violated, with a counterexample beside the report")
  func falseClause() throws {
    let specs = try SpecsCopy()
    try specs.addClause("X1", "(=> (= exitPath EXIT_OK) (w< n w2))")
    let specification = try specs.load()
    let result = try Verification([.reference], specification, seed: 1, runs: 300, solverSamples: 50)
      .perform()
    let evidence = try evidence(result.core, "X1")
    #expect(evidence.verdict == .violated)
    let path = try #require(evidence.counterexample)
    let example = try #require(result.counterexamples[path])
    #expect(example.clauses.first == "X1")
    let broken = CounterexampleSearch(.reference, specification).broken(by: example.workload)
    #expect(broken == [try specification.index(of: "X1")])
  }

  @Test("one that is interrupted says so, and calls nothing vacuous that it did not look for")
  func interrupted() throws {
    let verification = Verification([.reference], try Repository.specification.get(), seed: 1, runs: 100_000)
    let core = try verification.perform(isCancelled: { true }).core
    #expect(!core.isComplete && core.verdict == "unknown" && core.status == .unknown)
  }
}
