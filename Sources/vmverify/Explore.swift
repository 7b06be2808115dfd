import ArgumentParser
import Conformance
import Exploration
import Foundation
import Machine
import SMT
import Specification
import SymbolicExecution

struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Judge an allocator by its clauses on every path of some calls, up to a number of pages.",
    discussion: """
      Some calls (an allocation, the release of what it got, a purge; two allocations; or an allocation and releases of any \
      address and of what it got) are carried out, on a machine in some state, on words that know how they depend on the \
      inputs: the arguments that are named, all frames and nodes, and the requests that are refused. A node is one that \
      there is, or none, an alignment a power of two. Memory does not run out: what is not refused is granted, whatever the \
      mask, blocks of pages too; frames that were given back before the calls are not given again. For each way that this \
      can go a solver is asked whether inputs that go it break a clause. Ways through more pages than the bound are cut, \
      and counted. Exits with 1 if a clause is broken and no finding explains it, with 2 if something was not decided.
      """)

  @Option(
    help: ArgumentHelp(
      "What to judge: reference, optimized, or mutant:NAME for a seeded bug.", valueName: "name"))
  var implementation = "reference"

  @Option(
    help: ArgumentHelp(
      "Which calls: allocation, pair for two of them, or release for one of any address.", valueName: "which")
  )
  var calls = "allocation"

  @Option(
    help: ArgumentHelp(
      "The machine: x86_64, or another one, \(Geometry.all.dropFirst().map(\.name).joined(separator: ", ")).",
      valueName: "name"))
  var machine = Geometry.x86_64.name

  @Option(
    help: ArgumentHelp(
      "What is there when they begin: nothing if empty, areas with holes of two pages or of growing size between "
        + "them if holes or steps, areas with page tables of their own if apart, no room but holes if full (a small "
        + "window), ranges of areas that are gone if released, a page that somebody else has if foreign.",
      valueName: "state"))
  var start = "empty"

  @Option(help: "Pages that are followed at most.")
  var pages = 8

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The arguments of the allocation that have any value: size, align, gfp, node, prot, flags.",
      valueName: "argument"))
  var arguments: [String] = ["size", "gfp", "node"]

  @Option(
    help: ArgumentHelp(
      "Which requests are refused: none, one, two, or all of them onward from one.", valueName: "which"))
  var refusals = "one"

  @Flag(help: "Print the results as JSON.")
  var json = false

  @OptionGroup var specs: SpecificationOption

  func run() throws {
    FreedMemory.keep()
    try reportingErrors {
      let specification = try specs.load()
      let scenario = try self.scenario()
      guard let judged = ExploredImplementation(named: implementation) else {
        throw UsageError(
          description:
            "--implementation is \(implementation); expected reference, optimized, or mutant:NAME for a "
            + "seeded bug")
      }
      let began = ContinuousClock.now
      let progress = ProgressLine(isQuiet: json)
      let result = try judged.explore(scenario, by: specification) { progress.update("paths", $0, 0) }
      progress.clear()
      let seconds = (ContinuousClock.now - began) / .seconds(1)
      try Terminal.out(
        json
          ? String(decoding: try ReportWriter.encode(result), as: UTF8.self)
          : text(result, seconds, scenario).joined(separator: "\n"))
      return result.isViolated ? .violated : result.isDecided ? .conforms : .unknown
    }
  }

  private func scenario() throws -> ExploredScenario {
    guard pages > 0 else { throw UsageError(description: "--pages is \(pages); expected at least 1") }
    let open = try arguments.map { name in
      guard let argument = ExploredScenario.Argument(rawValue: name) else {
        throw UsageError(
          description: "--arguments has \(name); expected size, align, gfp, node, prot or flags")
      }
      return argument
    }
    guard let refusals = Refusals(rawValue: refusals) else {
      throw UsageError(description: "--refusals is \(refusals); expected none, one, two or onward")
    }
    guard let calls = ExploredScenario.Calls(rawValue: calls) else {
      throw UsageError(description: "--calls is \(calls); expected allocation, pair or release")
    }
    guard let start = ExploredScenario.Start(rawValue: start) else {
      throw UsageError(
        description: "--start is \(start); expected one of "
          + ExploredScenario.Start.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard let geometry = Geometry.all.first(where: { $0.name == machine }) else {
      throw UsageError(
        description: "--machine is \(machine); expected "
          + Geometry.all.map(\.name).joined(separator: ", "))
    }
    guard start.fits(geometry) else {
      throw UsageError(description: "--start \(start.rawValue) does not fit the window of \(machine)")
    }
    return ExploredScenario(
      calls, on: geometry, from: start, open: Set(open), pages: pages, refusals: refusals)
  }

  private func text(_ witness: ClauseVerdict.Witness, _ scenario: ExploredScenario) -> String {
    let cause = witness.finding.map { "finding \($0)" } ?? "no finding explains it"
    let measure = witness.smallest.map {
      witness.isProvedSmallest
        ? ": no smaller \($0) does it on the paths that were followed"
        : ": whether a smaller \($0) does it is not decided"
    }
    return "\(cause), by "
      + InputsText.text(witness.inputs, wordBits: scenario.geometry.wordBits, refusals: scenario.refusals)
      + (measure ?? "")
  }

  private func text(_ result: ExplorationResult, _ seconds: Double, _ scenario: ExploredScenario) -> [String]
  {
    var lines: [String] = []
    for clause in result.clauses {
      for (finding, count) in clause.excused.sorted(by: { $0.key < $1.key }) {
        lines.append("\(clause.id): broken on \(count) paths where finding \(finding) says so")
      }
      for (reason, count) in clause.unknown.sorted(by: { $0.key < $1.key }) {
        lines.append("\(clause.id): not decided on \(count) paths: \(reason)")
      }
      if clause.violated > 0 { lines.append("\(clause.id): violated on \(clause.violated) paths") }
      lines += clause.witnesses.map { "  \(text($0, scenario))" }
    }
    lines += result.undecided.map { "not decided: \($0)" } + result.diverged.map { "diverged: \($0)" }
    lines += result.unfollowed.sorted { $0.key < $1.key }.map {
      "\($0.value) paths are not followed: \($0.key)"
    }
    for (reason, count) in result.cut.sorted(by: { $0.key < $1.key }) {
      lines.append("\(count) paths are cut: \(reason)")
    }
    func clauses(_ verdict: ClauseVerdict.Verdict) -> [String] {
      result.clauses.filter { $0.verdict == verdict }.map(\.id)
    }
    let silent = clauses(.notExercised)
    lines.append(
      "\(silent.count) clauses have nothing to say on these paths: \(silent.joined(separator: " "))")
    if !result.isDecided {
      lines.append("paths are missing or not decided: nothing is proved")
    }
    lines.append(
      "\(result.paths) paths: \(clauses(.proved).count) clauses proved to bound \(pages), "
        + "\(clauses(.provedButForFindings).count) but for findings, "
        + "\(result.queries + result.queriesForSmallest) questions to the solver, \(result.recalled) known answers, "
        + "\(seconds.formatted(.number.precision(.fractionLength(1)))) s")
    return lines
  }
}
