import Foundation
import Testing

/// Changes of the specification, and what notices them, from the command line.
@Suite("vmverify mutate")
struct MutateTests {
  /// A folder with the repository's proofs and a file of explanations.
  private func proofs(explaining lines: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Tool.path("proofs"), toPath: folder.path + "/proofs")
    try lines.write(toFile: folder.path + "/proofs/survivors.txt", atomically: true, encoding: .utf8)
    return folder
  }

  @Test("a statement left out and an operator changed are noticed, by an obligation with its name")
  func noticed() throws {
    let result = try Tool.run("mutate", "--only", "steps/frame-taken", "--verbose")
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains("steps/frame-taken.smt2 was-free: left out: frame-taken/"))
    #expect(result.output.contains("steps/frame-taken.smt2 now-others: store dropped: frame-taken/"))
    #expect(result.output.contains(" noticed, 0 survive and are explained, 0 are not"))
  }

  @Test("an explanation of a change that is noticed fails, as does one that explains nothing")
  func staleExplanation() throws {
    let folder = try proofs(
      explaining: "# why\nsteps/frame-taken.smt2 was-free: left out => nobody needs it\n")
    let stale = try Tool.run(
      "mutate", "--only", "steps/frame-taken", "--proofs", folder.path + "/proofs", "--specs",
      Tool.path("Specs"))
    #expect(stale.status == 1)
    #expect(
      stale.output.contains("explained as a survivor, and is none: steps/frame-taken.smt2 was-free: left out")
    )
    let malformed = try proofs(explaining: "because\n")
    let refused = try Tool.run(
      "mutate", "--only", "steps/frame-taken", "--proofs", malformed.path + "/proofs", "--specs",
      Tool.path("Specs"))
    #expect(refused.refuses(65, "survivors.txt:1", "expected NAME => reason"), "\(refused)")
  }

  @Test("a name that no change has is refused")
  func noSuchChange() throws {
    let result = try Tool.run("mutate", "--only", "steps/no-such-step")
    #expect(result.refuses(64, "--only", "no change has"), "\(result)")
  }
}
