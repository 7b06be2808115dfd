/// Which parts of a counterexample could be anything: it fails whatever stands there.
///
/// A part is found by trying other values in its place, one part at a time. All are tried where there are few; else it is
/// likely, and not sure, that every value fails.
public struct Explanation: Sendable {
  /// A part that could be anything.
  public struct Part: Hashable, Sendable {
    /// The index of its choice in the recording.
    public var choice: Int
    /// What stands there, as it is shown; empty if it cannot be told from the text of the value.
    public var text: String
    /// The text of the value before that part.
    public var before: String
    /// Some of what may stand there as well, as it is shown.
    public var others: [String]
    /// How many other values were tried.
    public var tried: Int
    /// Whether all other values were tried.
    public var isWhole: Bool
  }

  /// The parts, in the order of their choices.
  public var parts: [Part] = []
  /// Whether the parts were seen to be anything all at the same time; false if there are fewer than two.
  public var isJoint = false
  /// How many combinations of other values were tried for that.
  public var combinations = 0
  /// How many runs it took.
  public var evaluations = 0

  /// Nothing is known.
  public init() {}

  /// A line for each part.
  var lines: [String] {
    var lines = parts.map { part in
      // What stands before it on its own line, and not too much of that.
      let before = part.before.split(separator: "\n", omittingEmptySubsequences: false).last?.suffix(24) ?? ""
      let place =
        part.text.isEmpty
        ? "choice \(part.choice + 1)" : before.isEmpty ? "'\(part.text)'" : "'\(part.text)' after '\(before)'"
      let others =
        part.others.isEmpty ? "" : ", such as " + part.others.map { "'\($0)'" }.joined(separator: ", ")
      let line =
        "could be anything: \(place)\(others)" + (part.isWhole ? "" : " (\(part.tried) others tried)")
      return line.split(separator: "\n").joined(separator: "\\n")
    }
    if isJoint {
      lines.append("these could be anything at the same time (\(combinations) combinations tried)")
    }
    return lines
  }
}
