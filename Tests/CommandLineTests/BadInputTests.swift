import Foundation
import Testing

@Suite("Input that is no good")
struct BadInputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("a recording that does not exist, or is a folder")
  func missing() throws {
    let missing = try Tool.run("check", folder.path + "/nowhere.trace")
    #expect(missing.refuses(65, "nowhere.trace", "no such file"), "\(missing)")
    let directory = try Tool.run("check", folder.path)
    #expect(directory.refuses(65, "directory"), "\(directory)")
  }

  @Test("an empty recording")
  func empty() throws {
    let result = try Tool.run("check", folder.write("empty.trace", ""))
    #expect(result.refuses(65, "empty.trace", "empty"), "\(result)")
  }

  @Test("a recording whose compression ends early, or is damaged")
  func truncated() throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: Tool.path("Traces/linux-6.18-map-churn.trace.gz")))
    let half = try Tool.run("check", folder.write("half.gz", whole.prefix(whole.count / 2)))
    #expect(half.refuses(65, "half.gz"), "\(half)")
    var damaged = whole
    damaged[whole.count / 2] ^= 0xFF
    let result = try Tool.run("check", folder.write("damaged.gz", damaged))
    #expect(result.refuses(65, "damaged.gz"), "\(result)")
    #expect(try Tool.run("check", folder.write("whole.gz", whole)).status == 0)
  }

  @Test("bytes that are no text")
  func junk() throws {
    let junk = Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ 3) })
    let result = try Tool.run("check", folder.write("junk.trace", junk))
    #expect(result.refuses(65, "junk.trace"), "\(result)")
  }

  @Test("a recording with lost events, by its header or by a line")
  func lostEvents() throws {
    let line =
      "  task-1  [000] .....  100.000000: purge_vmap_area_lazy: start=0x1000 end=0x2000 num_purged=1\n"
    let complete = "# tracer: nop\n# entries-in-buffer/entries-written: 1/1   #P:2\n" + line
    #expect(try Tool.run("check", folder.write("complete.trace", complete)).status == 0)
    let header = complete.replacing("1/1", with: "1/9")
    let byHeader = try Tool.run("check", folder.write("header.trace", header))
    #expect(byHeader.refuses(65, "header.trace:2", "kept"), "\(byHeader)")
    let byLine = try Tool.run(
      "check", folder.write("line.trace", complete + "CPU:1 [LOST 23 EVENTS]\n" + line))
    #expect(byLine.refuses(65, "line.trace:4", "lost"), "\(byLine)")
  }

  @Test("a clause with a syntax error, with its line")
  func syntaxError() throws {
    let specs = try folder.copySpecs()
    let clause = "clauses/OK-full-full.smt2"
    let text = try folder.text("Specs/" + clause).replacing("(= obtained n)", with: "(= obtained n")
    _ = try folder.write("Specs/" + clause, text)
    let trace = Tool.path("Traces/linux-6.18-map-churn.trace.gz")
    for arguments in [["verify", "--runs", "1"], ["check", trace]] {
      let result = try Running(arguments + ["--specs", specs]).finish()
      #expect(result.refuses(65, clause + ":"), "\(result)")
    }
  }

  @Test("a clause with a symbol that the vocabulary does not declare, with its line")
  func undeclaredSymbol() throws {
    let specs = try folder.copySpecs()
    let clause = "clauses/OK-full-full.smt2"
    let text = try folder.text("Specs/" + clause).replacing("(= obtained n)", with: "(= obtained wishes)")
    _ = try folder.write("Specs/" + clause, text)
    let line = try #require(text.split(separator: "\n").firstIndex { $0.contains("wishes") })
    let result = try Tool.run("verify", "--runs", "1", "--specs", specs)
    #expect(result.refuses(65, "\(clause):\(line + 1): ", "wishes"), "\(result)")
  }

  @Test("no specification where one is said to be")
  func noSpecification() throws {
    let result = try Tool.run("verify", "--runs", "1", "--specs", folder.path)
    #expect(result.refuses(65, "prelude-bv.smt2", "--specs"), "\(result)")
  }

  @Test("a witness that is gone")
  func noWitness() throws {
    let specs = try folder.copySpecs()
    try FileManager.default.removeItem(atPath: specs + "/findings/F7.json")
    let result = try Tool.run("verify", "--runs", "10", "--seed", "1", "--specs", specs)
    #expect(result.refuses(65, "findings/F7.json", "does not exist"), "\(result)")
  }

  @Test("a counterexample of another version, of another kind, or no JSON")
  func counterexamples() throws {
    let witness = try String(contentsOfFile: Tool.path("Specs/findings/F4.json"), encoding: .utf8)
    let version = witness.replacing("\"version\": 1", with: "\"version\": 2")
    let other = try Tool.run("replay", folder.write("other.json", version))
    #expect(other.refuses(65, "other.json", "version 2", "version 1"), "\(other)")
    let kind = witness.replacing("vmverify counterexample", with: "shopping list")
    let list = try Tool.run("replay", folder.write("list.json", kind))
    #expect(list.refuses(65, "list.json", "shopping list"), "\(list)")
    for text in ["", "{", "[]", "{}", String(repeating: "[", count: 100_000)] {
      let result = try Tool.run("replay", folder.write("text.json", text))
      #expect(result.refuses(65, "text.json"), "\(result)")
    }
    let missing = try Tool.run("replay", folder.path + "/nowhere.json")
    #expect(missing.refuses(65, "nowhere.json", "does not exist"), "\(missing)")
  }
}
