/// Why an SMT-LIB text was refused: every fault found, in the order of the text.
public struct ParseError: Error, Hashable, Sendable {
  /// Which of the two texts a place is in.
  public enum Text: Hashable, Sendable {
    /// The text put before the user's.
    case prelude
    /// The user's text.
    case script
  }

  /// One fault and its place.
  public struct Diagnostic: Hashable, Sendable {
    /// The text that has the fault.
    public let text: Text
    /// The line in that text, from 1.
    public let line: Int
    /// The column in bytes, from 1; where Z3 found the fault it is the end of the faulty word or later.
    public let column: Int
    /// What is wrong, in one or several lines.
    public let message: String
  }

  /// The name of the user's text, for display.
  public let file: String?
  /// The faults; at least one.
  public let diagnostics: [Diagnostic]
}

extension ParseError: CustomStringConvertible {
  /// A line `file:line:column: message` a fault.
  public var description: String {
    let lines = diagnostics.map { diagnostic in
      let name = diagnostic.text == .prelude ? "<prelude>" : file ?? "<script>"
      return "\(name):\(diagnostic.line):\(diagnostic.column): \(diagnostic.message)"
    }
    return lines.joined(separator: "\n")
  }
}
