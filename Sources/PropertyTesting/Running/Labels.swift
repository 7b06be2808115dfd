/// What the runs of a campaign were like: in how many of them each label was given.
public struct Labels: Hashable, Sendable {
  /// How many runs were counted.
  public private(set) var runs = 0
  /// In how many of them each label was given at least once.
  public private(set) var counts: [String: Int] = [:]

  /// No runs.
  public init() {}

  /// Counts one run.
  public mutating func add(_ run: RunLabels) {
    runs += 1
    for label in run.labels {
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

/// The labels given in one run.
public struct RunLabels: Hashable, Sendable {
  /// The labels; a label given twice counts once.
  public private(set) var labels: Set<String> = []

  /// No labels.
  public init() {}

  /// Gives the run a label.
  public mutating func insert(_ label: String) {
    labels.insert(label)
  }

  /// Gives the run a label if `condition` holds.
  public mutating func insert(_ label: @autoclosure () -> String, if condition: Bool) {
    if condition {
      labels.insert(label())
    }
  }
}
