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
    let optimized = try explore("--implementation", "optimized", "--pages", "1", "--arguments", "size")
    #expect(optimized.status == 0 && optimized.output.contains(" clauses proved to bound 1, 0 but for"))
  }

  @Test("What breaks a clause is told in words: names of masks, no node, what is refused")
  func words() throws {
    let reference = try explore("--pages", "1")
    #expect(
      reference.output.contains(
        "finding F1, by size 2199023251457, gfp 0xd2 KERNEL|HIGHMEM, no node, nothing refused: no smaller size"
      ),
      "\(reference.output)")
    #expect(reference.output.contains("no node, request 5 refused"), "\(reference.output)")
  }

  @Test("On a machine of 8 bits nothing is cut")
  func narrow() throws {
    let result = try explore(
      "--machine", "tiny8", "--pages", "64", "--arguments", "size", "--refusals", "none")
    #expect(result.status == 0 && !result.output.contains("cut"), "\(result)")
    #expect(result.output.contains("clauses proved to bound 64"))
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
      ["--start", "somewhere"], ["--start", "full"], ["--machine", "pdp11"],
      ["--implementation", "nobody"], ["--implementation", "mutant:nobody"],
    ])
  func usage(_ arguments: [String]) throws {
    let result = try Running(["explore"] + arguments).finish()
    #expect(result.status == 64 && result.errors.contains(arguments[0]))
  }
}

/// `vmverify mutants`.
@Suite("vmverify mutants") struct FindMutantsTests {
  @Test("A seeded bug is found on paths and by random runs, and how is a line of a table")
  func table() throws {
    let result = try Tool.run("mutants", "--only", "guard-omitted", "--seed", "1", "--runs", "100")
    #expect(result.status == 0, "\(result)")
    let line = try #require(result.output.split(separator: "\n").dropFirst().first).split(separator: " ")
    #expect(line.prefix(2) == ["guard-omitted", "RG4"] && line.suffix(6).first == "--pages")
    #expect(
      result.output.contains("1 seeded bugs: 1 found on paths, 1 by random runs, seed 0x0000000000000001"))
    let outcomes = try Tool.run("mutants", "--only", "guard-omitted", "--seed", "7", "--runs", "1", "--json")
    let decoded = try #require(
      JSONSerialization.jsonObject(with: Data(outcomes.output.utf8)) as? [[String: Any]])
    #expect(decoded.first?["seed"] as? String == "0x0000000000000007")
    #expect(decoded.count == 1 && (decoded[0]["questions"] as? Int).map { $0 > 10 } == true)
  }

  @Test("A name that no seeded bug has, and no runs, are told")
  func usage() throws {
    let nobody = try Tool.run("mutants", "--only", "nobody")
    #expect(nobody.status == 64 && nobody.errors.contains("no seeded bug has \"nobody\""))
    let none = try Tool.run("mutants", "--runs", "0")
    #expect(none.status == 64 && none.errors.contains("--runs is 0"))
  }
}
