package import Exploration
internal import Machine
package import Mutants
package import PropertyTesting
package import Specification
internal import SymbolicExecution

/// Looks for a seeded bug on paths, and by random runs.
package struct SeededBugSearch: Sendable {
  /// How a seeded bug was found.
  package struct Outcome: Encodable, Sendable {
    /// The bug.
    package var name: String
    /// The clause that should catch it.
    package var expected: String
    /// The scenario on whose paths it breaks a clause, in options of `explore`; nil if it does so in none that is tried.
    package var scenario: String?
    /// The clauses that it breaks there.
    package var broken: [String] = []
    /// The paths of that scenario.
    package var paths = 0
    /// The questions that the solver was asked for that scenario.
    package var questions = 0
    /// The questions for the scenarios that were tried before.
    package var questionsBefore = 0
    /// The random runs that it took until a clause was broken; nil if it took more than there were.
    package var randomRuns: Int?
    /// Where the random numbers began.
    package var seed: String
  }

  private let specification: Specification
  /// Where the random numbers begin.
  package var seed: Seed
  /// The random runs at most.
  package var runs: Int
  /// The scenarios that are tried, in order, until a clause is broken.
  package var scenarios = Self.usual

  /// A search.
  package init(_ specification: Specification, seed: Seed, runs: Int) {
    self.specification = specification
    self.seed = seed
    self.runs = runs
  }

  /// Scenarios of few pages in which every seeded bug breaks a clause, what costs little first.
  package static let usual: [ExploredScenario] = {
    func tiny(
      _ calls: ExploredScenario.Calls = .allocation, from start: ExploredScenario.Start = .empty,
      open: Set<ExploredScenario.Argument> = [.size], pages: Int
    ) -> ExploredScenario {
      ExploredScenario(calls, on: .tiny8, from: start, open: open, pages: pages, refusals: .none)
    }
    func wide(
      _ calls: ExploredScenario.Calls = .allocation, from start: ExploredScenario.Start = .empty,
      open: Set<ExploredScenario.Argument>, pages: Int = 2, _ refusals: Refusals = .none
    ) -> ExploredScenario {
      ExploredScenario(calls, from: start, open: open, pages: pages, refusals: refusals)
    }
    func wrapping(
      from start: ExploredScenario.Start = .empty, open: Set<ExploredScenario.Argument>, pages: Int,
      _ refusals: Refusals = .none
    ) -> ExploredScenario {
      ExploredScenario(on: .wrap16, from: start, open: open, pages: pages, refusals: refusals)
    }
    return [
      wide(open: [.size]), wide(open: [.size, .gfp, .node], .one),
      wide(.release, open: [.gfp]),
      wide(open: [.prot], pages: 1), wide(open: [.align], pages: 1),
      tiny(pages: 8),
      wide(from: .holes, open: [.size]), wide(from: .steps, open: [.size]),
      wide(from: .foreign, open: [.size]), wide(from: .released, open: [.align], pages: 1),
      wide(open: [.size], pages: 3, .onward), wide(open: [.size], pages: 3, .two),
      tiny(from: .released, pages: 2),
      wrapping(from: .released, open: [.size], pages: 2), wrapping(open: [.size], pages: 40),
      wrapping(open: [.size, .flags], pages: 8, .one),
      tiny(.pair, from: .full, open: [.size, .flags], pages: 2),
    ]
  }()

  /// Looks for a bug.
  ///
  /// - Throws: `SolverError`.
  package func find(_ mutant: Mutant) throws -> Outcome {
    var outcome = Outcome(name: mutant.name, expected: mutant.expected, seed: "\(seed)")
    let implementation = ExploredImplementation(mutant)
    for scenario in scenarios {
      let result = try implementation.explore(scenario, by: specification)
      let questions = result.queries + result.queriesForSmallest
      guard result.isViolated else {
        outcome.questionsBefore += questions
        continue
      }
      outcome.scenario = scenario.options
      outcome.broken = result.clauses.filter { $0.verdict == .violated }.map(\.id)
      outcome.paths = result.paths
      outcome.questions = questions
      break
    }
    var campaign = Campaign(.mutant(mutant), specification, seed: seed, runs: runs)
    campaign.stopsAtFirst = true
    outcome.randomRuns = try campaign.perform().firstViolations.values.map { $0.run + 1 }.min()
    return outcome
  }
}
