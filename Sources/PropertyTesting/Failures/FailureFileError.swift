/// Why the failures of a property could not be read or written. The file is left as it was.
public struct FailureFileError: Error, Hashable, Sendable {
  /// The file.
  public var path: String
  /// The line, from 1; nil if it is not about one.
  public var line: Int?
  /// What was expected.
  public var expected: String
  /// What was found; nil at the end of the file.
  public var found: String?

  /// An error of these parts.
  public init(path: String, line: Int? = nil, expected: String, found: String? = nil) {
    self.path = path
    self.line = line
    self.expected = expected
    self.found = found
  }
}

extension FailureFileError: CustomStringConvertible {
  /// Where, what was expected, and what to do.
  public var description: String {
    let place = line.map { "\(path):\($0)" } ?? path
    let instead = found.map { "found '\($0)'" } ?? (line == nil ? "could not" : "found the end of the file")
    return "\(place): expected \(expected), \(instead). Mend the file, or move it away to begin a new one; "
      + "it was left as it is."
  }
}
