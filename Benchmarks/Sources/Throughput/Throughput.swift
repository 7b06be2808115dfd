import ArgumentParser
import PropertyTesting
import Timing

/// Measures how many commands a second are drawn, run and checked where nothing fails.
@main
struct Throughput: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Runs passing histories of up to 50 commands on the benchmark allocator: commands a second and core.",
    discussion: """
      For counts of instructions, and whose they are: valgrind --tool=callgrind with --samples 1 --histories 2000.
      """)

  @Option(help: "How often to measure, at least 1.")
  var samples = 9

  @Option(help: "Histories of a sample, at least 1.")
  var histories = 100_000

  func validate() throws {
    guard samples >= 1, histories >= 1 else { throw ValidationError("Both numbers have to be at least 1.") }
  }

  func run() throws {
    var rates: [Double] = []
    for sample in 0..<samples {
      let begun = Stopwatch.now()
      let outcome = try Runner(seed: Seed(rawValue: UInt64(sample)), runs: histories).check { _ in
        BenchmarkMachine()
      }
      let seconds = Double(Stopwatch.now() - begun) / 1e9
      guard outcome.isPass else { throw ValidationError("A history failed: \(outcome)") }
      rates.append(Double(outcome.tally.steps) / seconds / 1e6)
    }
    rates.sort()
    let shown = [rates[0], rates[rates.count / 2], rates[rates.count - 1]].map {
      "\(($0 * 100).rounded() / 100)"
    }
    print(
      "million commands a second (least / median / most of \(samples)): \(shown.joined(separator: " / "))")
  }
}
