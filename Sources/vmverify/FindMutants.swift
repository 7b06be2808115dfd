import ArgumentParser
import Conformance
import Foundation
import Mutants
import PropertyTesting
import SMT

struct FindMutants: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutants",
    abstract: "Look for every seeded bug on the paths of small scenarios, and by random runs.",
    discussion: """
      Each seeded bug is explored in a list of scenarios until it breaks a clause that no finding explains: with the \
      questions that the solver was asked there, those asked in scenarios before, and the random runs that it takes until \
      a clause is broken. `explore --implementation mutant:NAME` with the options in the table shows it. Exits with 1 if \
      one is not found on paths.
      """)

  @OptionGroup var specs: SpecificationOption

  @Option(help: "Where the random numbers begin, decimal or 0x-hexadecimal; drawn and printed if not given.")
  var seed: String?

  @Option(help: "Random runs at most.")
  var runs = 20_000

  @Option(help: ArgumentHelp("Only bugs with this in their name.", valueName: "text"))
  var only = ""

  @Flag(help: "Print the results as JSON.")
  var json = false

  func run() throws {
    FreedMemory.keep()
    try reportingErrors {
      guard runs > 0 else { throw UsageError(description: "--runs is \(runs); expected at least 1") }
      let mutants = Mutant.all.filter { only.isEmpty || $0.name.contains(only) }
      guard !mutants.isEmpty else {
        throw UsageError(description: "--only: no seeded bug has \"\(only)\" in its name")
      }
      let seed = try SeedOption.parse(seed)
      let search = SeededBugSearch(try specs.load(), seed: seed, runs: runs)
      let progress = ProgressLine(isQuiet: json)
      var outcomes: [SeededBugSearch.Outcome] = []
      for (number, mutant) in mutants.enumerated() {
        progress.update("seeded bugs", number, mutants.count)
        outcomes.append(try search.find(mutant))
      }
      progress.clear()
      if json {
        try Terminal.out(String(decoding: try ReportWriter.encode(outcomes), as: UTF8.self))
      } else {
        try Terminal.out(text(outcomes, seed).joined(separator: "\n"))
      }
      return outcomes.allSatisfy { $0.scenario != nil } ? .conforms : .violated
    }
  }

  private func text(_ outcomes: [SeededBugSearch.Outcome], _ seed: Seed) -> [String] {
    let rows =
      [["seeded bug", "breaks", "paths", "questions", "before", "random runs", "explore with"]]
      + outcomes.map { outcome in
        let clause = outcome.broken.contains(outcome.expected) ? outcome.expected : outcome.broken.first
        return [
          outcome.name, clause ?? "-", "\(outcome.paths)", "\(outcome.questions)",
          "\(outcome.questionsBefore)", outcome.randomRuns.map { "\($0)" } ?? "more than \(runs)",
          outcome.scenario ?? "not found",
        ]
      }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ")
        .trimmingCharacters(in: .whitespaces)
    }
    let found = outcomes.count { $0.scenario != nil }
    let byRandom = outcomes.count { $0.randomRuns != nil }
    return lines + [
      "\(outcomes.count) seeded bugs: \(found) found on paths, \(byRandom) by random runs, "
        + "seed \(seed)"
    ]
  }
}
