import ArgumentParser
import Conformance
import Foundation
import Proofs
import SMT
import Specification

struct Prove: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prove the obligations of the transition system, for every size.",
    discussion: """
      Each obligation is a closed SMT-LIB 2 file that any solver can read. It is proved if the negation of what it \
      claims contradicts its hypotheses; if the hypotheses alone do not contradict each other; and if its negative \
      twin, which lacks one of them, has a model. A proof is about the system in proofs/system, not about an \
      implementation.

      Without paths everything in the folder of the proofs is proved, after a look whether its files are what the \
      system says; runs of the reference are followed by steps of the system, and calls like those of the twins' models \
      are made on the reference.
      """)

  enum Solver: String, ExpressibleByArgument, CaseIterable {
    case z3
    case cvc5
    case all
  }

  @Argument(help: ArgumentHelp("Obligations to prove: files or folders.", valueName: "path"))
  var paths: [String] = []

  @Option(help: "Who proves: z3, in this process; cvc5, found on PATH; or both.")
  var solver = Solver.all

  @Option(help: ArgumentHelp("The folder of the proofs.", valueName: "folder"))
  var proofs = "proofs"

  @OptionGroup var specs: SpecificationOption

  @Flag(
    help: "Write the obligations anew from the system first, looking for hypotheses where some are missing.")
  var regenerate = false

  @Option(
    help: ArgumentHelp(
      "A file that keeps what was proved: what has not changed since is not proved again.", valueName: "file")
  )
  var cache: String?

  @Option(
    help: ArgumentHelp(
      "Also refute obligations about bit-vectors as clauses, by cadical, found on PATH, and check its proofs; clauses "
        + "and proofs are kept in that folder.", valueName: "folder"))
  var certificates: String?

  @Flag(
    help: "Prove what has not changed, too, and ask cvc5 about every negative twin, not about one in 16 only."
  )
  var all = false

  @Option(
    help: ArgumentHelp(
      "Prove that many variants of each obligation, with other names and in another order, and write the work they "
        + "took to the ledger.", valueName: "variants"))
  var stability: Int?

  @Option(
    help: ArgumentHelp(
      "Follow that many random runs of the reference with steps of the system, if no paths are named; 0 for none, and no "
        + "calls like those of the twins' models either.",
      valueName: "runs"))
  var behaviours = 64

  @Option(help: ArgumentHelp("Where the random numbers of those runs begin.", valueName: "seed"))
  var seed: String?

  @Flag(help: "Print the results as JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print a line for every obligation.")
  var verbose = false

  func run() throws {
    FreedMemory.keep()
    try reportingErrors {
      if regenerate, try !regenerated() { return .violated }
      let start = ContinuousClock.now
      let other = solver == .z3 ? nil : OtherSolver(named: "cvc5")
      if solver == .cvc5, other == nil {
        throw SolverError.call("cvc5", message: "there is no cvc5 on PATH; install it: apt install cvc5")
      }
      if let stability {
        guard solver == .z3 || other != nil else {
          throw SolverError.call(
            "cvc5",
            message: "there is no cvc5 on PATH; install it (apt install cvc5), or measure --solver z3 alone")
        }
        return try measure(variants: stability, other)
      }
      let folder = paths.isEmpty ? try ProofFolder(path: proofs, specification: specs.path()) : nil
      let differences = try folder?.differences() ?? []
      let items = try self.items()
      let progress = ProgressLine(isQuiet: json)
      var prover = Prover()
      prover.ledger = try Ledger(file: proofs + "/ledger.json")
      var run = ProofRun(items: items, prover: solver == .cvc5 ? nil : prover, other: other)
      run.asksAllTwins = all
      run.asksAgain = all
      let cadical = certificates.flatMap { _ in SATSolver() }
      if let certificates { try makeFolder(certificates) }
      if let cadical, let certificates { run.certifier = Certifier(solver: cadical, folder: certificates) }
      run.cache = try cache.map { try ProofCache(file: $0) }
      let results = try run.perform { progress.update("obligations", $0, $1) }
      try keep(run.cache)
      let proving = (ContinuousClock.now - start) / .seconds(1)
      let followed = try folder.flatMap { try follow($0, progress) }
      let twins = try folder.flatMap { try replay(results, $0, progress) }
      progress.clear()
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      var summary = ProofSummary(
        results: results, differences: differences, z3: solver == .cvc5 ? nil : Prover.version, other: other,
        behaviours: followed, twins: twins)
      if solver == .all, other == nil {
        summary.missing.append(
          "unknown: cvc5 is not on PATH, no second solver was asked (apt install cvc5, or --solver z3)")
      }
      if certificates != nil {
        summary.cadical = cadical?.version
        if cadical == nil {
          summary.missing.append(
            "unknown: cadical is not on PATH, no certificates were made (apt install cadical)")
        }
      }
      try Terminal.out(
        json
          ? String(decoding: try ReportWriter.encode(summary), as: UTF8.self)
          : summary.text(isVerbose: verbose, proofs: proving, all: seconds))
      return summary.status
    }
  }

  private func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputError(
        path: path, reason: error.localizedDescription, advice: "expected a folder to write to")
    }
    guard FileManager.default.isWritableFile(atPath: path) else {
      throw OutputError(path: path, reason: "cannot be written to", advice: "check its permissions")
    }
  }

  /// Writes what was proved to the file that keeps it.
  private func keep(_ proved: ProofCache?) throws {
    guard let cache, let proved else { return }
    do {
      let file = URL(fileURLWithPath: cache)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try proved.data.write(to: file, options: .atomic)
    } catch {
      throw OutputError(path: cache, reason: error.localizedDescription, advice: "check its permissions")
    }
  }

  /// Runs of the reference, followed by steps of the system; nil if none are wanted.
  private func follow(_ folder: ProofFolder, _ progress: ProgressLine) throws -> BehaviourSummary? {
    guard behaviours > 0 else { return nil }
    let campaign = BehaviourCampaign(
      .reference, folder, try Specification(folder: specs.path()), seed: try SeedOption.parse(seed),
      runs: behaviours)
    return BehaviourSummary(
      try campaign.perform { progress.update("behaviours", $0, behaviours) }, seed: campaign.seed,
      asked: behaviours)
  }

  /// The models of negative twins, replayed on the reference; nil if no runs are wanted.
  private func replay(_ results: [ProofResult], _ folder: ProofFolder, _ progress: ProgressLine) throws
    -> TwinSummary?
  {
    guard behaviours > 0 else { return nil }
    return TwinSummary(
      try TwinReplay(.reference, folder, try Specification(folder: specs.path())).perform(results) {
        progress.update("twins", $0, $1)
      })
  }

  /// Whether every obligation has hypotheses.
  private func regenerated() throws -> Bool {
    let progress = ProgressLine(isQuiet: json)
    let outcome = try Regeneration(folder: ProofFolder(path: proofs, specification: specs.path())).perform {
      progress.update("hypotheses", $0, $1)
    }
    progress.clear()
    for id in outcome.unproved { Terminal.error("\(id): does not follow from the facts that were tried") }
    Terminal.error(
      "\(outcome.obligations) obligations; hypotheses looked for \(outcome.searched.count) times, "
        + "\(outcome.changed.count) files changed")
    return outcome.unproved.isEmpty
  }

  /// Whether answers depend on names or order; the work is noted in the ledger if everything was proved.
  private func measure(variants: Int, _ other: OtherSolver?) throws -> ExitStatus {
    guard variants > 0 else {
      throw UsageError(description: "--stability is \(variants); expected how many variants, 10 say")
    }
    let progress = ProgressLine(isQuiet: json)
    let outcomes = try StabilityRun(files: items().map(\.obligation), variants: variants, other: other)
      .perform { progress.update("obligations", $0, $1) }
    progress.clear()
    let flipped = outcomes.filter { !$0.flips.isEmpty }
    for outcome in flipped { Terminal.error("\(outcome.id): \(outcome.flips.joined(separator: "; "))") }
    let widest = outcomes.max { Double($0.most) / Double($0.least) < Double($1.most) / Double($1.least) }
    try Terminal.out(
      "\(outcomes.count) obligations, \(variants) variants of each, Z3 \(Prover.version) and "
        + "\(other.map { "\($0.name) \($0.version)" } ?? "no other solver"): \(flipped.count) depend on names or order"
    )
    if let widest, widest.least > 0 {
      try Terminal.out(
        "widest: \(widest.id), \(widest.least) to \(widest.most) steps of Z3 \(Prover.version)")
    }
    guard flipped.isEmpty, paths.isEmpty else { return flipped.isEmpty ? .conforms : .unknown }
    var ledger = try Ledger(file: proofs + "/ledger.json")
    ledger.note(
      Dictionary(uniqueKeysWithValues: outcomes.map { ($0.id, $0.most) }), solver: Prover.version)
    let file = proofs + "/ledger.json"
    do {
      try Data(ledger.text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw OutputError(path: file, reason: error.localizedDescription, advice: "check its permissions")
    }
    return .conforms
  }

  private func items() throws -> [ProofRun.Item] {
    let folder = proofs + "/obligations/"
    var files: [String] = []
    for path in paths.isEmpty ? [proofs + "/obligations"] : paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw InputError(
          file: path, problem: "does not exist", advice: "expected an obligation, or a folder of obligations")
      }
      if isFolder.boolValue {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        files += names.filter { $0.hasSuffix(".smt2") }.sorted().map { path + "/" + $0 }
      } else {
        files.append(path)
      }
    }
    guard !files.isEmpty else {
      throw UsageError(
        description: "there is no obligation to prove: expected .smt2 files in \(proofs)/obligations")
    }
    return files.map { file in
      let twin = proofs + "/negative/" + file.dropFirst(folder.count)
      let hasTwin = file.hasPrefix(folder) && FileManager.default.fileExists(atPath: twin)
      return ProofRun.Item(obligation: file, twin: hasTwin ? twin : nil)
    }
  }
}
