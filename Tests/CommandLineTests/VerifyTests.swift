import Foundation
import Testing

@Suite("vmverify verify")
struct VerifyTests {
  private func core(_ result: Tool.Result) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(value as? [String: Any])
  }

  @Test("a seed gives the same JSON twice, byte for byte, and nothing else on standard output")
  func reproducible() throws {
    let first = try Tool.run("verify", "--runs", "100", "--seed", "1", "--json")
    let second = try Tool.run("verify", "--runs", "100", "--seed", "0x1", "--json")
    let other = try Tool.run("verify", "--runs", "100", "--seed", "2", "--json")
    #expect(first.output == second.output)
    #expect(first.output != other.output)
    #expect(first.errors.isEmpty)
    #expect(try core(first)["seed"] as? String == "0x0000000000000001")
    #expect(try core(first)["schema"] as? Int == 1)
    #expect(try core(first)["isComplete"] as? Bool == true)
    #expect(first.status == (try core(first)["verdict"] as? String == "conforms" ? 0 : 1))
  }

  @Test("into a pipe goes nothing but text")
  func plainText() throws {
    let trace = Tool.path("Traces/linux-6.18-map-churn.trace.gz")
    for arguments in [
      ["verify", "--runs", "50", "--seed", "1", "--trace", trace], ["check", "--clauses", trace],
      ["replay", Tool.path("Specs/findings/F1-area.json")],
    ] {
      let result = try Running(arguments).finish()
      #expect(!result.output.isEmpty && result.errors.isEmpty)
      let controls = result.output.unicodeScalars.filter { $0.value < 32 && $0 != "\n" }
      #expect(controls.isEmpty)
    }
  }

  @Test("quiet says the verdict and the seed only")
  func quiet() throws {
    let result = try Tool.run("verify", "--runs", "50", "--seed", "1", "--quiet")
    #expect(result.output.hasPrefix("verdict: ") && result.output.split(separator: "\n").count == 1)
  }

  @Test("a seeded bug: exit 1, a report, a counterexample that replays on it and not on the reference")
  func mutant() throws {
    let folder = try TemporaryFolder()
    let result = try Tool.run(
      "verify", "--implementation", "mutant:mapped-to-first", "--runs", "200", "--seed", "1", "--report",
      folder.path + "/report")
    #expect(result.status == 1)
    #expect(result.output.contains("violated  I2"))
    #expect(result.output.contains("report: \(folder.path)/report/index.html"))
    let report = try folder.text("report/report.json")
    #expect(report.contains("\"verdict\" : \"violated\""))
    #expect(try folder.text("report/index.html").hasPrefix("<!doctype html>"))
    // One file may stand for several clauses; the line after the clause's says which is its own.
    let lines = result.output.split(separator: "\n").drop { !$0.contains("violated  I2 ") }
    let line = try #require(lines.first { $0.contains("counterexample: ") })
    let path = try #require(line.split(separator: " ").last.map(String.init))
    let replay = try Tool.run("replay", path)
    #expect(replay.status == 1, "\(replay)")
    #expect(replay.output.contains("breaks I2") && replay.output.contains("memory map:"))
    let healthy = try Tool.run("replay", path, "--implementation", "reference")
    #expect(healthy.status == 0, "\(healthy)")
    #expect(healthy.output.contains("\nevery clause holds\n"))
    #expect(healthy.output.contains("expected I2: not broken by reference"))

    // A later report into the same folder shows its own counterexamples only; other files stay.
    _ = try folder.write("report/counterexamples/notes.json", "{\"kind\": \"shopping list\"}")
    _ = try folder.write("report/counterexamples/notes.txt", "vmverify counterexample")
    _ = try Tool.run("verify", "--runs", "10", "--seed", "1", "--report", folder.path + "/report")
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/report/counterexamples")
    #expect(left.sorted() == ["notes.json", "notes.txt"])
  }

  @Test("the reference conforms")
  func conforms() throws {
    let result = try Tool.run("verify", "--runs", "1200", "--seed", "2")
    #expect(result.status == 0, "\(result)")
    #expect(result.output.hasSuffix("verdict: conforms\n"))
  }

  @Test("the witnesses of the findings replay with exit 0, each naming its finding")
  func witnesses() throws {
    let folder = Tool.path("Specs/findings")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
    #expect(names.count >= 10)
    for name in names {
      let result = try Tool.run("replay", folder + "/" + name, "--events", "20")
      let finding = name.prefix { $0 != "-" && $0 != "." }
      #expect(result.status == 0, "\(name)")
      #expect(result.output.contains("(finding \(finding))"), "\(name)")
    }
  }

  @Test("Ctrl-C leaves a partial report that says so")
  func interruption() throws {
    let folder = try TemporaryFolder()
    let running = try Running([
      "verify", "--runs", "100000000", "--seed", "1", "--json", "--report", folder.path + "/report",
    ])
    try awaitListening(running.process)
    running.process.interrupt()
    let result = try running.finish()
    #expect(result.status == 2 && result.reason == .exit)
    #expect(result.errors.contains("partial"))
    let core = try core(result)
    #expect(core["isComplete"] as? Bool == false)
    #expect(core["verdict"] as? String == "unknown")
    #expect(try folder.text("report/index.html").contains("Interrupted"))
    #expect(try folder.text("report/report.json").contains("\"isComplete\" : false"))
  }

  @Test("Ctrl-C on a seeded bug: what was found stays found")
  func interruptedMutant() throws {
    let running = try Running([
      "verify", "--runs", "100000000", "--seed", "1", "--implementation", "mutant:mapped-to-first", "--json",
    ])
    try awaitListening(running.process)
    Thread.sleep(forTimeInterval: 2)
    running.process.interrupt()
    let result = try running.finish()
    let core = try core(result)
    #expect(core["isComplete"] as? Bool == false)
    #expect(core["verdict"] as? String == "violated" && result.status == 1)
  }

  /// Waits until the program has taken over the interrupt signal: until it is blocked in it.
  private func awaitListening(_ process: Process) throws {
    for _ in 0..<600 {
      let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
      let blocked = status.split(separator: "\n").first { $0.hasPrefix("SigBlk:") }
      if let mask = blocked?.split(separator: "\t").last.flatMap({ UInt64($0, radix: 16) }), mask & 2 != 0 {
        // Some blocks of runs are to be done by then.
        Thread.sleep(forTimeInterval: 1)
        return
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
    Issue.record("the program never listened")
  }
}
