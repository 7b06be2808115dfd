import Foundation
import Testing

/// Solvers that are missing, are killed or say nonsense: none of that is a proof.
@Suite struct ProveTests {
  private static let obligation = "proofs/obligations/arithmetic/F1-holds-8.smt2"

  /// Proves one obligation with the programs of a folder.
  private func prove(_ options: String..., in folder: TemporaryFolder) throws -> Tool.Result {
    try Running(["prove", Self.obligation] + options, path: folder.path).finish()
  }

  /// A folder with a program that calls itself cvc5, and does something else when it is asked.
  private func folder(_ answer: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "cvc5", "#!/bin/sh\nif [ \"$1\" = --version ]; then echo cvc5 version 1.0.3; else \(answer); fi\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return folder
  }

  @Test(
    "A second solver or a maker of certificates that is not there ends in unknown, unless it is not asked for"
  )
  func missing() throws {
    let folder = try TemporaryFolder()
    let both = try prove(in: folder)
    #expect(both.status == 2 && both.output.contains("unknown: cvc5 is not on PATH"))
    let certified = try prove("--solver", "z3", "--certificates", folder.path + "/kept", in: folder)
    #expect(certified.status == 2 && certified.output.contains("unknown: cadical is not on PATH"))
    #expect(try prove("--solver", "cvc5", in: folder).status == 2)
    #expect(try prove("--solver", "z3", in: folder).status == 0)
  }

  @Test(
    "A second solver that is killed, fails, is silent or says nonsense ends in an error, one that gives up in unknown",
    arguments: ["kill -9 $$", "exit 3", "true", "echo proved", "echo unknown"])
  func wrong(_ answer: String) throws {
    let result = try prove(in: folder(answer))
    #expect(
      result.status == 2 && result.output.contains(": \(answer == "echo unknown" ? "unknown" : "error")"))
  }

  @Test("A second solver that refutes what Z3 proves makes the proof refuted")
  func refuted() throws {
    let result = try prove(in: folder("echo sat"))
    #expect(result.status == 1 && result.output.contains("refuted"))
  }
}
