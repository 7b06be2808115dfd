import ArgumentParser
import Dispatch
import Foundation
import PropertyTesting
import Synchronization

/// Measures how well failures are shrunk.
@main
struct ShrinkQuality: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finds and shrinks the same failures from many seeds: how small they became, and what it took.",
    discussion: """
      Leaves shrinking.json. An evaluation is a value built and tried, from the first failure to the end of shrinking; \
      the search through everything smaller is not counted, but has its say in the result.
      """)

  @Option(help: "Measure only what has this in its name; may be given more than once.")
  var only: [String] = []

  @Option(help: "Seeds of each challenge, at least 1.")
  var seeds = 100

  @Option(help: "Replays of the search through everything smaller, at most; for seeded bugs at most 12000.")
  var proofBudget = 20_000

  @Option(help: "The folder to write to.", completion: .directory)
  var output = "build"

  @Flag(help: "Print the results and what each pass did.")
  var details = false

  func validate() throws {
    guard seeds >= 1 else { throw ValidationError("--seeds has to be at least 1.") }
    guard proofBudget >= 0 else { throw ValidationError("--proof-budget has to be at least 0.") }
    for name in only where !Self.all.contains(where: { $0.name.contains(name) }) {
      throw ValidationError("Nothing has '\(name)' in its name.")
    }
  }

  private static let all =
    Challenge.publicOnes + Challenge.dependent + Challenge.allocators + Challenge.seeded

  func run() throws {
    var rows: [Row] = []
    Self.say(Row.heading)
    for challenge in Self.all where only.isEmpty || only.contains(where: { challenge.name.contains($0) }) {
      let drawn = (0..<seeds).map { Seed(rawValue: 0x5EED).run($0) }
      // What shrinking takes, and what it comes to with the search through everything smaller.
      let measure = try challenge.prepare()
      let shrunk = try Self.inParallel(drawn) { try measure($0, 0) }
      let budget = min(proofBudget, challenge.proofLimit)
      let final = try Self.inParallel(drawn) { try measure($0, budget) }
      let row = Row(challenge.name, shrunk, final)
      rows.append(row)
      Self.say(row.line)
      if details { Self.explain(shrunk) }
      // All of it takes long: what is known is there.
      try write(rows)
    }
  }

  private func write(_ rows: [Row]) throws {
    let folder = URL(fileURLWithPath: output, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(rows).write(to: folder.appendingPathComponent("shrinking.json"))
  }

  /// Prints a line at once, also into a pipe.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// A sample of each seed, in their order, on all processors; times are those of the threads.
  private static func inParallel(_ seeds: [Seed], _ measure: @Sendable (Seed) throws -> Sample) throws
    -> [Sample]
  {
    let samples = Mutex<[Int: Result<Sample, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: seeds.count) { index in
      let sample = Result { try measure(seeds[index]) }
      samples.withLock { $0[index] = sample }
    }
    return try samples.withLock { $0 }.sorted { $0.key < $1.key }.map { try $0.value.get() }
  }

  private static func explain(_ samples: [Sample]) {
    let others = Dictionary(grouping: samples, by: \.result)
    for (result, samples) in others.sorted(by: { $0.value.count > $1.value.count }).prefix(5) {
      say("    \(samples.count) times \(result)")
    }
    for index in samples[0].passes.indices {
      let all = samples.map { $0.passes[index] }
      let attempts = Double(all.reduce(0) { $0 + $1.attempts }) / Double(all.count)
      let successes = Double(all.reduce(0) { $0 + $1.successes }) / Double(all.count)
      say("    \(all[0].name): \(String(format: "%.1f of %.1f", successes, attempts))")
    }
  }
}
