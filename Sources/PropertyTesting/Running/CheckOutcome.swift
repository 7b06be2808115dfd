/// How a campaign of runs ended.
public enum CheckOutcome<Value> {
  /// All runs passed.
  case passed(CheckTally)
  /// A run failed.
  case failed(CheckFailure<Value>)
  /// Too many runs were discarded for the others to mean much. This is no pass.
  case gaveUp(CheckTally)
  /// All runs passed, but too few were of a kind that is required; or it could not be decided whether enough were. This
  /// is no pass.
  case uncovered(CheckTally)

  /// The failure, if there is one.
  public var failure: CheckFailure<Value>? {
    if case .failed(let failure) = self { failure } else { nil }
  }

  /// Whether all runs passed, and are what they are required to be.
  public var isPass: Bool {
    if case .passed = self { true } else { false }
  }

  /// What came of the runs before a failure, or of all.
  public var tally: CheckTally {
    switch self {
    case .passed(let tally), .gaveUp(let tally), .uncovered(let tally): tally
    case .failed(let failure): failure.tally
    }
  }
}

extension CheckOutcome: Sendable where Value: Sendable {}

extension CheckOutcome: CustomStringConvertible {
  /// What a person needs to know: the failure, or how many runs there were and what they were like.
  public var description: String {
    switch self {
    case .passed(let tally): "passed: \(tally)"
    case .failed(let failure): "failed: \(failure)"
    case .gaveUp(let tally):
      "gave up, as nearly all runs were discarded: build the condition into the generator instead\n\(tally)"
    case .uncovered(let tally):
      "not covered: too few runs are of a kind that is required, or it could not be decided\n\(tally)"
    }
  }

  /// Returns what came of the runs, if they passed.
  ///
  /// - Throws: `NotPassed`, if they did not.
  @discardableResult
  public func get() throws -> CheckTally {
    guard case .passed(let tally) = self else { throw NotPassed(description: description) }
    return tally
  }
}

/// Thrown by `CheckOutcome.get()`: a property did not pass.
public struct NotPassed: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, for a person.
  public var description: String
}

/// How many runs of a campaign ended in which way, and what they were like.
public struct CheckTally: Hashable, Sendable {
  /// How many worker processes died of something that did not happen again when the same run was made alone: the property
  /// depends on more than its value, or the machine failed. See `Runner.checkIsolated`.
  public var lostWorkers = 0
  /// Runs that passed.
  public var passed = 0
  /// Of those, the steps of histories.
  public var steps = 0
  /// Runs that were discarded.
  public var discarded = 0
  /// The runs, of those that passed or were discarded, that combined boundary values.
  public var boundaryRuns = 0
  /// The runs, of those that passed or were discarded, that searched near a target.
  public var targetRuns = 0
  /// Whether everything there is was tried: then a pass is a proof, for a property that depends on its value alone.
  public var isExhaustive = false
  /// The labels of the runs that passed.
  public var labels = Labels()
  /// What has to be covered, by name.
  public var covers: [String: CoverTally] = [:]
  /// The largest score of each target.
  public var scores: [String: Double] = [:]

  /// No runs.
  public init() {}
}

extension CheckTally: CustomStringConvertible {
  /// A table: how many runs there were of what, and what they were like.
  public var description: String {
    var lines = ["\(passed) runs passed, \(discarded) discarded"]
    if steps > 0 { lines[0] = "\(passed) runs of \(steps) steps passed, \(discarded) discarded" }
    if isExhaustive { lines[0] += "; these are all there are" }
    if lostWorkers > 0 {
      lines.append("flaky: workers that died of something that did not happen again: \(lostWorkers)")
    }
    if boundaryRuns > 0 { lines.append("\(boundaryRuns) runs combined boundary values") }
    if targetRuns > 0 { lines.append("\(targetRuns) runs searched near a target") }
    for (name, score) in scores.sorted(by: { $0.key < $1.key }) { lines.append("largest \(name): \(score)") }
    for (name, cover) in covers.sorted(by: { $0.key < $1.key }) { lines.append("cover \(name): \(cover)") }
    if !labels.counts.isEmpty { lines.append(labels.description) }
    return lines.joined(separator: "\n")
  }
}
