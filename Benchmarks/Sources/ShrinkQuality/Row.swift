import Foundation

/// What a challenge came to: a line of the table, and an object of the file.
struct Row: Codable {
  /// The challenge.
  var challenge: String
  /// The share of seeds that ended at the known smallest counterexample, of histories at one of the
  /// least length; 0 where that is not known.
  var minimal: Double
  /// That length, of seeded bugs; nil if it is not known.
  var leastLength: Int?
  /// The longest history that a seed ended at.
  var longest: Int?
  /// Different results.
  var distinct: Int
  /// Values built and tried while shrinking, on average.
  var evaluations: Double
  /// Candidates with too few choices for a value, on average.
  var overruns: Double
  /// Processor time of shrinking, on average.
  var cpuMilliseconds: Double
  /// Choices of the first failure, on average.
  var firstFailureSize: Double
  /// The share of seeds whose result is proved to be the smallest.
  var proved: Double
  /// Processor time of shrinking and of the search through everything smaller, on average.
  var cpuMillisecondsWithProof: Double

  /// - Parameters:
  ///   - shrunk: a sample of each seed, without the search through everything smaller.
  ///   - final: the same, with it.
  init(_ name: String, _ shrunk: [Sample], _ final: [Sample]) {
    func mean(_ samples: [Sample], _ value: (Sample) -> Double) -> Double {
      (samples.reduce(0) { $0 + value($1) } / Double(samples.count) * 1000).rounded() / 1000
    }
    challenge = name
    minimal = mean(final) { $0.isMinimal ? 1 : 0 }
    leastLength = final.first?.least
    longest = final.compactMap(\.length).max()
    distinct = Set(final.map(\.result)).count
    evaluations = mean(shrunk) { Double($0.evaluations) }
    overruns = mean(shrunk) { Double($0.overruns) }
    cpuMilliseconds = mean(shrunk, \.milliseconds)
    firstFailureSize = mean(shrunk) { Double($0.firstFailureSize) }
    proved = mean(final) { $0.isProved ? 1 : 0 }
    cpuMillisecondsWithProof = mean(final, \.milliseconds)
  }

  private static let columns = [30, 8, 9, 12, 8, 7, 11, 30, 30, 30, 30]

  private static func line(_ cells: [String]) -> String {
    zip(cells, columns).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }
      .joined(separator: " ")
  }

  static let heading = line(
    ["challenge", "minimal", "distinct", "evaluations", "cpu ms", "proved", "first size"] + Peers.names)

  /// The line of the table, beside what others take.
  var line: String {
    let own = [
      challenge, String(format: "%.0f%%", minimal * 100), "\(distinct)", String(format: "%.1f", evaluations),
      String(format: "%.3f", cpuMilliseconds), String(format: "%.0f%%", proved * 100),
      String(format: "%.0f", firstFailureSize),
    ]
    return Row.line(own + (Peers.of[challenge] ?? [:]).inOrder)
  }
}

extension [String: String] {
  fileprivate var inOrder: [String] { Peers.names.map { self[$0] ?? "" } }
}
