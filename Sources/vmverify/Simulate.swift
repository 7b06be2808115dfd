import ArgumentParser
import Conformance
import Exploration
import Foundation
import Induction
import Proofs
import SMT
import Specification

struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Prove that an implementation does what the transition system does, whatever the number of pages.",
    discussion: """
      The implementation runs on a machine on which each loop is gone through once, from any state in which it can be at its \
      head, and a call for a page array is taken for its contract. On every path each operation has to be what a step of \
      the system in proofs/system says, and at the head of a loop the implementation has to have what the system has: \
      obligations for the solver, in integers. It begins where an area has its range, or is to be released; the search for a \
      range, sizes and guard pages, masks, and numbers of 2^29 pages and more are not part of it. With what `prove` shows of the system this makes the \
      clauses proved of the implementation: `verify --proofs proofs` says which. If a step is none of the system's, small \
      scenarios are explored until a clause of the heart is broken. Exits with 1 if an obligation is refuted, with 2 if \
      one is not decided, or if the code cannot be followed.
      """)

  @Option(
    help: ArgumentHelp(
      "What to follow: reference, optimized, or mutant:NAME for a seeded bug.", valueName: "name"))
  var implementation = "reference"

  @Option(help: ArgumentHelp("The folder of the proofs.", valueName: "folder"))
  var proofs = "proofs"

  @Option(
    help: ArgumentHelp(
      "Write the obligations into a folder, as SMT-LIB 2 files for other solvers.", valueName: "folder"))
  var obligations: String?

  @Option(help: ArgumentHelp("What to follow: allocation, release, or all.", valueName: "which"))
  var calls = "all"

  @Flag(help: "Print the results as JSON.")
  var json = false

  @OptionGroup var specs: SpecificationOption

  /// The results, as JSON.
  private struct Results: Encodable {
    var proof: Report.CodeProof
    /// The obligations of each step of the system.
    var steps: [String: Int]
    /// Clauses of the heart that are broken, each with the options of `explore` that show it; nil if the code is proved.
    var broken: [String: String]?
  }

  func run() throws {
    FreedMemory.keep()
    try reportingErrors {
      let folder = try ProofFolder(path: proofs, specification: specs.path())
      guard let judged = ExploredImplementation(named: implementation) else {
        throw UsageError(
          description:
            "--implementation is \(implementation); expected reference, optimized, or mutant:NAME for a "
            + "seeded bug")
      }
      let progress = ProgressLine(isQuiet: json)
      let began = ContinuousClock.now
      guard ["allocation", "release", "all"].contains(calls) else {
        throw UsageError(description: "--calls is \(calls); expected allocation, release or all")
      }
      var proof = InductionProof(by: folder)
      proof.followsAllocations = calls != "release"
      proof.followsReleases = calls != "allocation"
      let result = try proof.prove(judged.steps) {
        progress.update("obligations", $0, $1)
      }
      if let obligations { try write(result, to: obligations) }
      let broken = result.isRefuted ? try brokenClauses(of: judged, progress) : nil
      progress.clear()
      let seconds = (ContinuousClock.now - began) / .seconds(1)
      let results = Results(
        proof: Report.CodeProof(implementation, result),
        steps: result.steps.reduce(into: [:]) { $0[$1.step, default: 0] += 1 }, broken: broken)
      try Terminal.out(
        json
          ? String(decoding: try ReportWriter.encode(results), as: UTF8.self)
          : text(results, result, seconds).joined(separator: "\n"))
      return result.isProved ? .conforms : result.isRefuted ? .violated : .unknown
    }
  }

  private func write(_ result: InductionResult, to folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (number, step) in result.steps.enumerated() {
        try step.text.write(
          toFile: "\(folder)/\(step.step)-\(number + 1).smt2", atomically: true, encoding: .utf8)
      }
    } catch {
      throw OutputError(
        path: folder, reason: error.localizedDescription, advice: "choose another folder with --obligations")
    }
  }

  /// The clauses of the heart that are broken in the first scenario in which some are.
  private func brokenClauses(
    of judged: ExploredImplementation, _ progress: ProgressLine
  ) throws -> [String: String] {
    let specification = try specs.load()
    for (number, scenario) in SeededBugSearch.usual.enumerated() {
      progress.update("scenarios", number + 1, SeededBugSearch.usual.count)
      let result = try judged.explore(scenario, by: specification)
      let broken = result.clauses.filter { $0.violated > 0 && HeartClauses.all.contains($0.id) }
      if !broken.isEmpty {
        return Dictionary(uniqueKeysWithValues: broken.map { ($0.id, scenario.options) })
      }
    }
    return [:]
  }

  private func text(_ results: Results, _ result: InductionResult, _ seconds: Double) -> [String] {
    var lines = ["\(implementation), by the steps of the system:"]
    for (step, count) in results.steps.sorted(by: { $0.key < $1.key }) {
      let proved = result.steps.count { $0.step == step && $0.verdict == .proved }
      let name = step.padding(toLength: 22, withPad: " ", startingAt: 0)
      lines.append("  \(name) \(proved) of \(count) obligations proved")
    }
    lines += result.reasons.prefix(12).map { "not proved: \($0)" }
    if result.reasons.count > 12 { lines.append("and \(result.reasons.count - 12) more") }
    for step in result.steps {
      guard case .refuted(_, let inputs) = step.verdict, !inputs.isEmpty else { continue }
      let words = inputs.sorted { $0.key < $1.key }.map { "\($0) = \($1)" }
      lines.append("for instance: " + words.joined(separator: ", "))
      break
    }
    if let broken = results.broken {
      lines += broken.sorted { $0.key < $1.key }.map {
        "\($0): violated; see explore --implementation \(implementation) \($1)"
      }
      if broken.isEmpty { lines.append("no clause of the heart is broken in small scenarios") }
    }
    let subject = calls == "all" ? "" : " of its \(calls)s"
    let verdict =
      result.isProved
      ? "each step\(subject) from the range on is one of the system"
      : "\(implementation) is not proved to do what the system does"
    lines.append(
      "\(result.paths) paths, \(result.steps.count) obligations, "
        + "\(seconds.formatted(.number.precision(.fractionLength(1)))) s: \(verdict)")
    return lines
  }
}
