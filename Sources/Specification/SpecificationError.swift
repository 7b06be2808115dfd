/// What is wrong with a specification, and where.
public struct SpecificationError: Error, Equatable, CustomStringConvertible, Sendable {
  /// The file, as given.
  public var file: String
  /// The line, counted from 1; 0 if the file as a whole is meant.
  public var line: Int
  /// What was expected, and what to do.
  public var message: String

  /// Makes an error.
  public init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `file:line: message`.
  public var description: String {
    line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
  }
}
