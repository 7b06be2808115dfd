import Foundation
import Testing

/// `vmverify simulate`.
@Suite("vmverify simulate") struct SimulateTests {
  private func simulate(_ arguments: String...) throws -> Tool.Result {
    try Running(["simulate"] + arguments).finish()
  }

  @Test("Of a seeded bug it says which step is not the system's, and which clause that breaks")
  func bug() throws {
    let result = try simulate("--implementation", "mutant:first-page-stays-mapped")
    #expect(result.status == 1, "\(result)")
    #expect(result.output.contains("pages are passed (unmap-page): not so: unmapped"))
    #expect(result.output.contains("is not proved to do what the system does"))
  }

  @Test("What cannot be followed is not proved, and no bug either")
  func notFollowed() throws {
    // It gives up a number, for which no machine can stand.
    let result = try simulate("--implementation", "mutant:opt-pooled-one-too-large", "--json")
    #expect(result.status == 2, "\(result)")
    #expect(result.output.contains("a value is given up") && !result.output.contains("\"broken\""))
  }

  @Test("An unknown implementation, and proofs that are not there, are told")
  func badInput() throws {
    let unknown = try simulate("--implementation", "mutant:none-such")
    #expect(unknown.status == 64 && unknown.errors.contains("expected reference, optimized, or mutant:NAME"))
    let missing = try simulate("--proofs", "/nonexistent")
    #expect(missing.status == 65 && missing.errors.contains("/nonexistent/system/state.smt2"), "\(missing)")
  }
}
