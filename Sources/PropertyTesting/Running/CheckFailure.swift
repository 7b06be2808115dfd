/// A run that failed, made as small as possible.
public struct CheckFailure<Value> {
  /// How a failure was found.
  public enum Origin: String, Hashable, Sendable {
    /// By random choices.
    case random = "random choices"
    /// By going through everything there is.
    case enumeration = "going through everything"
    /// By combining boundary values.
    case boundary = "combining boundary values"
    /// By searching near a target.
    case target = "searching near a target"
    /// By replaying a failure of an earlier campaign.
    case saved = "replaying an earlier failure"
  }

  /// The smallest value that fails.
  public var value: Value
  /// What the property threw for it.
  public var error: any Error
  /// What the generator drew for that value.
  public var recording: Recording
  /// What was drawn in the run that failed first, before it was made smaller.
  public var first: Recording
  /// How it was found, before it was made smaller.
  public var origin: Origin
  /// The seed of the run that failed. If `origin` is `random`, it makes the run again, before it was made smaller:
  /// see ``ChoiceSource/restart(replaying:then:size:)``, with the size that ``Runner/size(ofRun:)`` gives.
  ///
  /// To see the smallest value again, use ``blob``.
  public var seed: Seed
  /// The number of that run in its campaign, from 0, discarded ones counted.
  public var run: Int
  /// The runs before it.
  public var tally: CheckTally
  /// What the shrinker did.
  public var shrink: ShrinkReport
  /// Whether the smallest value failed once more when it was built again. If not, the property depends on more than its
  /// value, and nothing said of it here is sure.
  public var isReproduced: Bool
  /// Which parts of the value do not matter for the failure.
  public var explanation: Explanation

  /// The choices of the smallest value.
  public var sequence: ChoiceSequence { recording.sequence }

  /// The text that replays the smallest value.
  public var blob: ReplayBlob { ReplayBlob(sequence) }
}

extension CheckFailure: Sendable where Value: Sendable {}

extension CheckFailure: CustomStringConvertible {
  /// What a person needs: the summary, and how to see it again.
  public var description: String {
    var lines = [summary, "replay: \(blob)"]
    if error is any EndsProcess {
      lines.append(
        "a replay ends or hangs the process that makes it: for one that does not, add the blob to `saved` of a runner"
      )
      lines.append("and call `checkIsolated`.")
    }
    return lines.joined(separator: "\n")
  }

  /// The value, what is wrong with it, and how sure that is: lines of text.
  public var summary: String {
    var lines: [String] = []
    if !isReproduced {
      lines.append(
        "flaky: it failed once, and did not when the same value was tried again; the property depends on more"
      )
      lines.append(
        "than its value (time, random numbers, what earlier runs left behind), so nothing below is sure.")
    }
    let text = "\(value)"
    if text.contains("\n") {
      lines.append("counterexample:")
      lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
    } else {
      lines.append("counterexample: \(text)")
    }
    lines.append("error: \(error)")
    lines += explanation.lines
    lines.append("found by \(origin.rawValue) in run \(run + 1); \(shrink.summary)")
    return lines.joined(separator: "\n")
  }
}

extension CheckFailure.Origin {
  init(_ purpose: RunPlan.Purpose) {
    self =
      switch purpose {
      case .sample: .random
      case .enumeration: .enumeration
      case .boundary: .boundary
      case .target: .target
      case .saved: .saved
      }
  }
}
