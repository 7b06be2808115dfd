import ArgumentParser
import Conformance
import Foundation

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Judge an implementation by every clause it claims, under random runs, and recordings beside it.",
    discussion: """
      Random workloads with injected failures run on the implementation; every clause judges every call, and \
      Z3 decides the heart clauses on a sample. Counterexamples are shrunk and written beside the report. \
      `--implementation` takes reference, optimized, all, or mutant:NAME for a seeded bug.
      """)

  @Option(help: ArgumentHelp("What to judge.", valueName: "name"))
  var implementation = "all"

  @Option(help: "Random runs.")
  var runs = 20_000

  @Option(
    help: ArgumentHelp(
      "Runs of each implementation, about, whose paths are judged for every input that goes them; 0 for none.",
      discussion: "One in 80 if not given, 250 at most.", valueName: "runs"))
  var paths: Int?

  @Option(
    help: ArgumentHelp(
      "A file of paths that are proved: those of the same program and specification are not proved again, others are left out.",
      discussion: "What is proved is added. Whoever can write to it can say what is proved.",
      valueName: "file"))
  var pathCache: String?

  @Option(help: "Where the random numbers begin, decimal or 0x-hexadecimal; drawn and printed if not given.")
  var seed: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Recordings of a real kernel to judge as well.", valueName: "trace"))
  var trace: [String] = []

  @Option(help: ArgumentHelp("The folder that the report goes to.", valueName: "folder"))
  var report: String?

  @Option(
    help: ArgumentHelp(
      "Prove the obligations in that folder, too, and say which clauses hold of the transition system.",
      valueName: "folder"))
  var proofs: String?

  @Flag(help: "Print the reproducible core of the report as JSON.")
  var json = false

  @Flag(help: "Print the verdict only.")
  var quiet = false

  @OptionGroup var specs: SpecificationOption

  func run() throws {
    try reportingErrors {
      let started = Date()
      let writer = try report.map { try ReportWriter(folder: $0) }
      var verification = Verification(
        try implementations(), try specs.load(), seed: try SeedOption.parse(seed), runs: try positiveRuns(),
        recordings: trace, generalized: try generalized())
      let cache = try pathCache.map { try PathCacheFile($0, specs: specs.path()) }
      verification.pathCache = cache?.paths
      let model = try proofs.map { try ModelProofs(path: $0, specification: specs.path()) }
      let interruption = Interruption.listen()
      let progress = ProgressLine(isQuiet: quiet)
      var result = try verification.perform(
        isCancelled: { interruption.isCancelled }, progress: { progress.update($0, $1, $2) })
      if let model, !interruption.isCancelled {
        try model.add(to: &result.core) { progress.update("obligations", $0, $1) }
        try model.addCode(to: &result.core) { progress.update("obligations of the code", $0, $1) }
      }
      progress.clear()
      var about = Report.About(
        started: started.ISO8601Format(), seconds: Date().timeIntervalSince(started),
        processors: ProcessInfo.processInfo.activeProcessorCount, command: CommandLine.arguments)
      (about.pathsKnown, about.pathsAdded) = (cache?.counts.known, cache?.counts.added)
      try writer?.write(result, about)
      try cache?.write()
      if json {
        try Terminal.out(String(decoding: ReportWriter.encode(result.core), as: UTF8.self))
      } else {
        // The seed is needed to repeat what failed, so it is said even here.
        try Terminal.out(
          quiet
            ? "verdict: \(result.core.verdict), seed \(result.core.seed)"
            : TextSummary(result.core, in: writer?.folder).text)
        if let cache, !quiet {
          try Terminal.out(
            "path cache: \(cache.counts.known) paths were known, \(cache.counts.added) are added"
              + (cache.isOfAnother ? "; those of another program or specification are left out" : ""))
        }
        if let writer, !quiet { try Terminal.out("report: \(writer.folder)/index.html") }
        if writer == nil, !quiet, !result.counterexamples.isEmpty {
          try Terminal.out("counterexamples: --report FOLDER writes them")
        }
      }
      return result.core.status
    }
  }

  private func positiveRuns() throws -> Int {
    guard runs > 0 else {
      throw UsageError(description: "--runs is \(runs); expected at least 1, because no run shows nothing")
    }
    return runs
  }

  private func generalized() throws -> Int {
    guard let paths else { return min(250, runs / 80) }
    guard paths >= 0 else {
      throw UsageError(description: "--paths is \(paths); expected a number of runs, or 0 for none")
    }
    return paths
  }

  private func implementations() throws -> [Implementation] {
    if implementation == "all" { return Implementation.all }
    guard let found = Implementation(named: implementation) else {
      throw UsageError(
        description: "--implementation: there is no \"\(implementation)\"; expected all or one of "
          + Implementation.names.joined(separator: ", "))
    }
    return [found]
  }
}
