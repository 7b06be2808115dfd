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
    let first = try Tool.run("verify", "--runs", "300", "--seed", "1", "--json")
    let second = try Tool.run("verify", "--runs", "300", "--seed", "0x1", "--json")
    let other = try Tool.run("verify", "--runs", "300", "--seed", "2", "--json")
    #expect(first.output == second.output)
    #expect(first.output != other.output)
    #expect(first.errors.isEmpty)
    #expect(try core(first)["seed"] as? String == "0x0000000000000001")
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

  @Test("quiet says the verdict only")
  func quiet() throws {
    let result = try Tool.run("verify", "--runs", "50", "--seed", "1", "--quiet")
    #expect(result.output.hasPrefix("verdict: ") && result.output.split(separator: "\n").count == 1)
  }

  @Test("the reference conforms")
  func conforms() throws {
    let result = try Tool.run("verify", "--runs", "3000", "--seed", "1")
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

  /// Waits until the program has taken over the interrupt signal, as the kernel knows it.
  private func awaitListening(_ process: Process) throws {
    for _ in 0..<600 {
      let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
      let ignored = status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") }?.split(separator: "\t")
        .last
      if let ignored, let mask = UInt64(ignored, radix: 16), mask & 2 != 0 {
        Thread.sleep(forTimeInterval: 1)
        return
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
    Issue.record("the program never listened")
  }
}
