import Foundation
import Testing

@Suite("Output that cannot be written")
struct OutputTests {
  private static let commands: [[String]] = [
    ["specification"], ["verify", "--runs", "20", "--seed", "1"],
    ["verify", "--runs", "20", "--seed", "1", "--json"],
    ["verify", "--runs", "20", "--seed", "1", "--quiet"],
    ["check", "--clauses", Tool.path("Traces/linux-6.18-map-churn.trace.gz")],
    ["replay", Tool.path("Specs/findings/F7.json")],
  ]

  @Test("to a full device: exit 73, and what to do")
  func full() throws {
    for arguments in Self.commands {
      let device = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let result = try Running(arguments, output: device).finish()
      #expect(result.refuses(73, "standard output", "cannot be written", "No space left"), "\(result)")
    }
  }

  @Test("to a pipe that nobody reads: the signal, and not a word")
  func closed() throws {
    for arguments in Self.commands {
      let pipe = Pipe()
      try pipe.fileHandleForReading.close()
      let result = try Running(arguments, output: pipe.fileHandleForWriting).finish()
      #expect(result.reason == .uncaughtSignal && result.status == SIGPIPE, "\(result)")
      #expect(result.errors.isEmpty, "\(result)")
    }
  }

  @Test("where it can be written, it is, and the exit code is another one")
  func open() throws {
    for arguments in Self.commands {
      let result = try Running(arguments).finish()
      #expect(result.reason == .exit && result.status < 2 && !result.output.isEmpty, "\(result)")
    }
  }
}
