import Foundation
import Testing

/// `vmverify explore`.
@Suite("vmverify explore") struct ExploreTests {
  private func explore(_ arguments: String...) throws -> Tool.Result {
    try Running(["explore"] + arguments).finish()
  }

  @Test("The reference conforms, a seeded bug is violated, what is not followed is unknown")
  func outcomes() throws {
    let reference = try explore("--pages", "1", "--arguments", "size")
    #expect(reference.status == 0 && reference.output.contains("clauses proved to bound 1"))
    #expect(
      reference.output.contains("A2: broken on") && reference.output.contains("where finding F1 says so"))
    let mutant = try explore(
      "--implementation", "mutant:guard-omitted", "--pages", "1", "--arguments", "size")
    #expect(mutant.status == 1 && mutant.output.contains("RG4: violated on"))
    let blocks = try explore("--implementation", "mutant:block-tried-first", "--pages", "1")
    #expect(
      blocks.status == 2 && blocks.output.contains("paths are not followed: a block of pages is asked for"))
  }

  @Test("On two threads, in another process, the same comes out, byte for byte")
  func deterministic() throws {
    let results = try (0..<2).map { _ in try explore("--pages", "2", "--json").output }
    #expect(results[0] == results[1] && results[0].utf8.count > 5000)
  }

  @Test("A start that is not reached is no start")
  func unreachedStart() throws {
    let result = try explore(
      "--implementation", "mutant:aligned-down", "--start", "holes", "--pages", "1", "--arguments", "gfp")
    #expect(result.status == 2 && result.output.contains("what is to be there at the start is not"))
  }

  @Test("As JSON, each clause says how many paths gave it something to say")
  func json() throws {
    let result = try explore("--pages", "1", "--arguments", "size", "--json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let clauses = try #require(object["clauses"] as? [[String: Any]])
    let injective = try #require(clauses.first { $0["id"] as? String == "I1" })
    #expect(try #require(injective["exercised"] as? Int) > 0 && injective["violated"] as? Int == 0)
    #expect(try #require(object["paths"] as? Int) > 10)
  }

  @Test(
    "What is no argument is told",
    arguments: [
      ["--pages", "0"], ["--arguments", "weight"], ["--refusals", "some"], ["--calls", "none"],
      ["--start", "somewhere"],
      ["--implementation", "optimized"], ["--implementation", "nobody"],
    ])
  func usage(_ arguments: [String]) throws {
    let result = try Running(["explore"] + arguments).finish()
    #expect(result.status == 64 && result.errors.contains(arguments[0]))
  }
}
