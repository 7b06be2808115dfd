import ArgumentParser
import Conformance
import KernelTrace
import Properties
import PropertyTesting

struct Refine: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Step an implementation and the reference through the same histories, and compare their states.",
    discussion: """
      After every command both representation invariants hold, both states are what the commands so far make of \
      them, and what one grants the other grants unless its environment refused it something. Addresses and frames \
      are the implementations' choice.
      """)

  @Option(
    help: ArgumentHelp("What to compare: optimized, or a mutant of it.", valueName: "name"))
  var implementation = "optimized"

  @Option(help: "Random histories.")
  var runs = 20_000

  @Option(help: "Where the random numbers begin, decimal or 0x-hexadecimal; drawn and printed if not given.")
  var seed: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Recordings of a real kernel whose requests are made instead of random ones.", valueName: "trace"))
  var trace: [String] = []

  @Option(
    help: ArgumentHelp(
      "Choices, as a mismatch prints them: that one history is made again.", valueName: "blob"))
  var choices: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    try reportingErrors {
      guard runs > 0 else {
        throw UsageError(description: "--runs is \(runs); expected at least 1, because no run shows nothing")
      }
      var campaign = RefinementCampaign(try chosen(), seed: try SeedOption.parse(seed), runs: runs)
      if let choices { campaign.histories.append(try Refine.history(choices)) }
      for path in trace { campaign.histories.append(Workload(requestsOf: try Recording.load(path: path))) }
      let interruption = Interruption.listen()
      let progress = ProgressLine(isQuiet: json)
      let name = implementation
      let total = campaign.histories.isEmpty ? runs : campaign.histories.count
      guard
        let result = campaign.perform(
          isCancelled: { interruption.isCancelled },
          progress: { progress.update(name, $0, total) })
      else {
        throw UsageError(
          description: "--implementation: \(implementation) cannot be compared with the reference; expected "
            + "optimized or a mutant of it")
      }
      progress.clear()
      try Terminal.out(
        json ? String(decoding: try ReportWriter.encode(result), as: UTF8.self) : Refine.text(result))
      if result.mismatches > 0 { return .violated }
      return interruption.isCancelled || result.commands == 0 ? .unknown : .conforms
    }
  }

  private static func text(_ result: RefinementCampaign.Result) -> String {
    var lines = [
      "\(result.implementation) beside the reference: \(result.runs) histories, \(result.commands) commands, "
        + "\(result.areas) areas compared, \(result.cut) cut short\(result.seed.isEmpty ? "" : ", seed \(result.seed)")"
    ]
    if let first = result.first { lines += MismatchText.lines(first, of: result.implementation) }
    lines.append(
      result.mismatches == 0 ? "refinement holds" : "refinement fails in \(result.mismatches) histories")
    return lines.joined(separator: "\n")
  }

  private static func history(_ choices: String) throws -> Workload {
    let blob: ReplayBlob
    do {
      blob = try ReplayBlob(parsing: choices)
    } catch {
      throw UsageError(description: "--choices: \(error); expected what a mismatch printed, whole")
    }
    guard let workload = Workload(choices: blob.sequence) else {
      throw UsageError(
        description: "--choices: these draw no history; another vmverify may have printed them")
    }
    return workload
  }

  private func chosen() throws -> Implementation {
    guard let found = Implementation(named: implementation) else {
      throw UsageError(
        description: "--implementation: there is no \"\(implementation)\"; expected one of "
          + Implementation.names.joined(separator: ", "))
    }
    return found
  }
}
