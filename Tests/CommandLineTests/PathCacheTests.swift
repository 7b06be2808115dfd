import Foundation
import Testing

@Suite("vmverify verify --path-cache")
struct PathCacheTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func verify(_ cache: String, _ more: String...) throws -> Tool.Result {
    try Running(
      [
        "verify", "--implementation", "reference", "--runs", "12", "--paths", "12", "--seed", "1",
        "--path-cache", cache,
      ]
        + more
    ).finish()
  }

  /// The line that says how many paths were known and are added.
  private func counts(_ result: Tool.Result) throws -> [Int] {
    let line = try #require(
      result.output.split(separator: "\n").first { $0.hasPrefix("path cache: ") }, "\(result)")
    return line.split(separator: " ").compactMap { Int($0) }
  }

  @Test("A second run proves no path again, and says the same; another specification does not take its word")
  func kept() throws {
    let cache = folder.path + "/made/paths.json"
    let first = try verify(cache)
    let added = try counts(first)[1]
    #expect(added > 3)
    let second = try verify(cache)
    #expect(try counts(second)[1] == 0 && counts(second)[0] == added)
    let (one, other) = (try verify(cache, "--json"), try verify(folder.path + "/other.json", "--json"))
    #expect(one.output == other.output && one.status == other.status && !one.output.isEmpty)
    let specs = folder.path + "/Specs"
    try FileManager.default.copyItem(atPath: Tool.path("Specs"), toPath: specs)
    let clause = specs + "/clauses/T0-total.smt2"
    let text = try String(contentsOfFile: clause, encoding: .utf8)
    try (text + "; another one\n").write(toFile: clause, atomically: true, encoding: .utf8)
    // A link is followed.
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: specs)
    let another = try verify(cache, "--specs", link)
    #expect(try counts(another) == [0, added])
    #expect(another.output.contains("of another program or specification"))
  }

  @Test("A file that cannot be written, or has no name, is refused before anything is run")
  func unwritable() throws {
    #expect(try verify("").refuses(64, "--path-cache has no name"))
    let blocked = try verify(folder.write("file", "text") + "/paths.json")
    #expect(blocked.refuses(73, "file"), "\(blocked)")
  }

  @Test("A file that is something else is refused, and stays as it is")
  func refused() throws {
    for content in [
      "{}", "[1, 2",
      "{\"format\": \"vmverify paths 0\", \"program\": \"\", \"specification\": \"\", \"paths\": []}",
    ] {
      let file = try folder.write("some.json", content)
      let result = try verify(file)
      #expect(result.refuses(65, "some.json", "is no file of paths"), "\(result)")
      #expect(try folder.text("some.json") == content)
    }
  }
}

@Suite("vmverify inputs")
struct InputsTests {
  @Test("says arguments at boundaries, as text, as JSON and as source")
  func boundaries() throws {
    let arguments = ["inputs", "--machine", "tiny8", "--implementation", "reference"]
    let text = try Running(arguments).finish()
    #expect(text.status == 0 && text.output.hasPrefix("tiny8: "))
    #expect(text.output.contains("size 1  by 1  reference from empty"))
    let json = try Running(arguments + ["--json"]).finish()
    let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(value?.first?["machine"] as? String == "tiny8")
    #expect((value?.first?["boundaries"] as? [[String: Any]])?.isEmpty == false)
    let source = try Running(arguments + ["--source"]).finish()
    #expect(source.output.contains("package enum BoundaryValues {"))
  }

  @Test("refuses machines and implementations that there are not")
  func refusals() throws {
    #expect(try Tool.run("inputs", "--machine", "pdp11").refuses(64, "--machine is pdp11", "tiny8"))
    #expect(try Tool.run("inputs", "--implementation", "nobody").refuses(64, "--implementation is nobody"))
    #expect(try Tool.run("inputs", "--pages", "0").refuses(64, "--pages is 0"))
  }
}
