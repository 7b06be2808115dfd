import ArgumentParser
import Conformance

/// The command line.
@main
struct Vmverify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vmverify",
    abstract: "Verifies allocators that map scattered page frames into contiguous virtual memory.",
    discussion: """
      Exit codes: 0 conforms; 1 violated, vacuous or a stale finding; 2 the solver gave up or failed, or \
      the run was interrupted; 64 usage; 65 a bad input file; 70 an internal error; 73 a file cannot be written.
      """,
    version: Version.current,
    subcommands: [
      Verify.self, Check.self, Replay.self, Refine.self, Prove.self, Mutate.self, Simulate.self, Explore.self,
      FindMutants.self, Inputs.self,
      ListClauses.self,
    ])
}
