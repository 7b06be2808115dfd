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
      ["--implementation", "optimized"], ["--implementation", "nobody"],
    ])
  func usage(_ arguments: [String]) throws {
    let result = try Running(["explore"] + arguments).finish()
    #expect(result.status == 64 && result.errors.contains(arguments[0]))
  }
}
