import Foundation
import Testing

@Suite("vmverify check")
struct CheckTests {
  private let traces = ["killed-creators", "map-churn", "pagemap-probe"].map {
    Tool.path("Traces/linux-6.18-\($0).trace.gz")
  }

  @Test("the recordings conform; their partial failures are told")
  func conforming() throws {
    let result = try Running(["check"] + traces).finish()
    #expect(result.status == 0 && result.errors.isEmpty)
    for (line, obtained) in [(1223, 5389), (12217, 4966), (22366, 5073)] {
      #expect(result.output.contains("line \(line): partial failure at i = \(obtained) of 6144"))
    }
    #expect(result.output.hasSuffix("verdict: conforms\n"))
  }

  @Test("a tampered one is violated, with the clause and the line")
  func tampered() throws {
    let folder = try TemporaryFolder()
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tool.arguments = ["gzip", "-dc", traces[0]]
    let file = try folder.create("tampered.trace")
    tool.standardOutput = file
    try tool.run()
    tool.waitUntilExit()
    var lines = try folder.text("tampered.trace").split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines[7000].contains("mm_page_free"))
    lines.remove(at: 7000)
    let path = try folder.write("tampered.trace", lines.joined(separator: "\n"))
    let result = try Tool.run("check", path)
    #expect(result.status == 1)
    #expect(result.output.contains("tampered.trace: violated"))
    #expect(result.output.contains("violated  E2.count"))
    #expect(result.output.contains("line 1223\n"))
  }

  @Test("JSON and nothing else; every clause on request")
  func formats() throws {
    let json = try Tool.run("check", "--json", traces[2])
    let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(value?["verdict"] as? String == "conforms" && value?["schema"] as? Int == 1)
    let listed = try Tool.run("check", "--clauses", traces[2])
    #expect(listed.output.contains("passed  OK.map"))
    #expect(listed.output.contains("not-observable  A3"))
    #expect(listed.output.contains("not-exercised  E2.count"))
  }

  @Test("a file that cannot be read keeps nothing of the others from being said to be bad")
  func oneBad() throws {
    let result = try Tool.run("check", traces[1], "/nowhere.trace")
    #expect(result.refuses(65, "/nowhere.trace"), "\(result)")
  }
}
