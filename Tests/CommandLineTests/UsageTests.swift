import Foundation
import Testing

@Suite("Usage")
struct UsageTests {
  @Test("help, of the program and of each command", arguments: [[], ["verify"], ["check"], ["replay"]])
  func help(command: [String]) throws {
    let result = try Running(command + ["--help"]).finish()
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output.contains("USAGE: vmverify" + command.map { " " + $0 }.joined()))
    if command.isEmpty { #expect(result.output.contains("Exit codes: 0 conforms")) }
  }

  @Test("the version")
  func version() throws {
    let result = try Tool.run("--version")
    #expect(result.status == 0)
    #expect(result.output.split(separator: ".").count == 3)
  }

  @Test("no runs show nothing: they are refused", arguments: ["0", "-1"])
  func noRuns(count: String) throws {
    let result = try Running(["verify", "--runs=" + count]).finish()
    #expect(result.refuses(64, "--runs", count, "at least 1"), "\(result)")
  }

  @Test("arguments that make no sense")
  func nonsense() throws {
    for arguments in [
      ["verify", "--runs", "many"], ["verify", "--nonsense"], ["check"], ["replay"], ["conquer"],
      ["replay", "x.json", "--events", "few"],
    ] {
      let result = try Running(arguments).finish()
      #expect(result.status == 64 && result.output.isEmpty, "\(arguments) \(result)")
      #expect(result.errors.contains("Usage: vmverify"))
    }
  }

  @Test("an implementation that does not exist: those that do are named")
  func implementation() throws {
    for name in ["wishful", "mutant:", "mutant:wishful", "Reference"] {
      let result = try Tool.run("verify", "--runs", "1", "--implementation", name)
      #expect(result.refuses(64, "\"\(name)\"", "reference", "mutant:node-ignored"), "\(result)")
    }
    let witness = Tool.path("Specs/findings/F4.json")
    let replay = try Tool.run("replay", witness, "--implementation", "wishful")
    #expect(replay.refuses(64, "\"wishful\"", "mutant:node-ignored"), "\(replay)")
  }

  @Test("a seed that is no number of 64 bits")
  func seed() throws {
    for seed in ["lucky", "0x", "0x10000000000000000", "18446744073709551616", "1.5", ""] {
      let result = try Tool.run("verify", "--runs", "1", "--seed", seed)
      #expect(result.refuses(64, "--seed", "\"\(seed)\""), "\(result)")
    }
    for seed in ["0", "0xffffffffffffffff", "18446744073709551615"] {
      let result = try Tool.run("verify", "--runs", "1", "--seed", seed)
      #expect(result.status < 2, "\(result)")
    }
  }

  @Test("a folder that no report can be written to, said before any run is made")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("file", "")
    for (place, why) in [
      (file + "/report", "file is not a folder"), (file, "file is not a folder"),
      ("/proc/x", "No such file or directory"),
    ] {
      let result = try Tool.run("verify", "--runs", "100000000", "--report", place)
      #expect(result.refuses(73, place, why, "cannot be written", "--report"), "\(result)")
    }
  }

  @Test("no folder, and fewer than no events")
  func emptyArguments() throws {
    let witness = Tool.path("Specs/findings/F4.json")
    for (arguments, option) in [
      (["verify", "--runs", "1", "--report", ""], "--report"),
      (["verify", "--runs", "1", "--specs", ""], "--specs"),
      (["replay", witness, "--specs", ""], "--specs"), (["replay", witness, "--events=-1"], "--events"),
    ] {
      let result = try Running(arguments).finish()
      #expect(result.refuses(64, option), "\(result)")
    }
    #expect(try Tool.run("replay", witness, "--events", "0").status == 0)
  }

  @Test("the specification is found from where the program lies, also when it was found through PATH")
  func throughPath() throws {
    let executable = try #require(Tool.executable)
    let folder = try TemporaryFolder()
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "exec vmverify replay \"$0\"", Tool.path("Specs/findings/F4.json")]
    shell.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    shell.environment = ["PATH": executable.deletingLastPathComponent().path]
    shell.standardOutput = FileHandle.nullDevice
    shell.standardError = try folder.create("errors")
    try shell.run()
    shell.waitUntilExit()
    let errors = try folder.text("errors")
    #expect(shell.terminationStatus == 0, "\(errors)")
  }
}
