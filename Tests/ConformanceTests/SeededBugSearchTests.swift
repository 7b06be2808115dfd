import Conformance
import Exploration
import Mutants
import PropertyTesting
import Testing

/// Seeded bugs on paths, beside random runs.
@Suite("The search for seeded bugs") struct SeededBugSearchTests {
  private func search() throws -> SeededBugSearch {
    SeededBugSearch(try Repository.specification.get(), seed: 1, runs: 400)
  }

  @Test("a bug is found in the first scenario that shows it, and questions before are counted apart")
  func found() throws {
    let mutant = try #require(Mutant(named: "protection-ignored"))
    let outcome = try search().find(mutant)
    #expect(outcome.scenario == "--pages 1 --arguments prot --refusals none")
    #expect(outcome.broken.contains("P5") && outcome.paths > 0)
    #expect(outcome.questions > 0 && outcome.questionsBefore > outcome.questions)
    #expect(try #require(outcome.randomRuns) > 1)
  }

  @Test("where no scenario shows it, it is not found on paths; nor by random runs if they are too few")
  func missed() throws {
    let mutant = try #require(Mutant(named: "protection-ignored"))
    var search = try search()
    search.scenarios = [SeededBugSearch.usual[0]]
    search.runs = 1
    let outcome = try search.find(mutant)
    #expect(outcome.scenario == nil && outcome.broken.isEmpty && outcome.randomRuns == nil)
    #expect(outcome.questionsBefore > 0)
  }
}
