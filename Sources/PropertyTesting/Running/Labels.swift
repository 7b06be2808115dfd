/// What the runs of a campaign were like: in how many of them each label was given.
public struct Labels: Hashable, Sendable {
  /// How many runs were counted.
  public private(set) var runs = 0
  /// In how many of them each label was given at least once.
  public private(set) var counts: [String: Int] = [:]

  /// No runs.
  public init() {}

  /// Counts one run.
  public mutating func add(_ labels: Set<String>) {
    runs += 1
    for label in labels {
      counts[label, default: 0] += 1
    }
  }

  /// In how many runs `label` was given.
  public func count(of label: String) -> Int {
    counts[label, default: 0]
  }
}

extension Labels: CustomStringConvertible {
  /// A line for each label with its count and percentage, the most frequent first.
  public var description: String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($1) of \(runs) (\($1 * 100 / max(1, runs))%): \($0)" }
      .joined(separator: "\n")
  }
}
