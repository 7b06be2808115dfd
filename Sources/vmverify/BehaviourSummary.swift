import Conformance
import Proofs
import PropertyTesting

/// What became of runs of the reference that steps of the system were to follow.
struct BehaviourSummary: Encodable {
  /// Runs that were followed to their end, their events, and the calls whose end was compared.
  var runs: Int
  var events: Int
  var calls: Int
  /// How often each step was taken.
  var steps: [String: Int]
  /// Runs that leave the system where a finding says that numbers wrap, by the finding.
  var excused: [String: Int]
  /// The seed of the runs.
  var seed: String
  /// What a run does that the system does not, nil if there is none.
  var departure: String?
  private var asked: Int

  private enum CodingKeys: String, CodingKey { case runs, events, calls, steps, excused, seed, departure }

  /// - Parameter asked: the runs that were asked for.
  init(_ result: BehaviourCampaign.Result, seed: Seed, asked: Int) {
    self.asked = asked
    runs = result.runs
    events = result.events
    calls = result.calls
    steps = result.steps
    excused = result.excused
    self.seed = "\(seed)"
    departure = result.departure.map { found in
      let step = found.departure.step.isEmpty ? "" : "step \(found.departure.step): "
      return "run \(found.run), event \(found.departure.event): \(step)\(found.departure.message)"
    }
  }

  /// Whether runs were followed, nine of ten to their end, and none left the system but where numbers wrap.
  var isFollowed: Bool {
    departure == nil && runs > 0 && excused.values.reduce(0, +) * 10 <= asked
  }

  /// The lines of a summary.
  var lines: [String] {
    var lines: [String] = []
    if let departure {
      lines.append("the reference does what the system does not: \(departure)")
      lines.append("again: vmverify prove --seed \(seed) --behaviours \(asked)")
    }
    for (finding, count) in excused.sorted(by: { $0.key < $1.key }) {
      lines.append("\(count) runs leave the system where numbers wrap: finding \(finding)")
    }
    let unused = steps.filter { $0.value == 0 }.keys.sorted()
    lines.append(
      "\(runs) runs of the reference \(departure == nil ? "are" : "were") behaviours of the system: \(events) events, \(calls) calls, "
        + "\(steps.values.reduce(0, +)) steps of \(steps.count - unused.count) kinds"
        + (unused.isEmpty ? "" : " (none of \(unused.joined(separator: ", ")))") + "; seed \(seed)")
    return lines
  }
}
