/// Why a recording could not be read: which file and line, what was expected there, and what to do.
public struct TraceError: Error, Equatable, Sendable {
  /// What sort of trouble it is.
  public enum Kind: String, Sendable {
    /// The file is missing, a directory, or may not be read.
    case unreadable
    /// There is nothing in it.
    case empty
    /// It is not text.
    case notText
    /// It is compressed and cannot be decompressed.
    case compression
    /// It, or one of its lines, is longer than any recording should be.
    case tooLarge
    /// The kernel dropped events: a recording with holes cannot be judged.
    case lostEvents
    /// A line, or a field of it, is not what the format says.
    case malformed
  }

  /// What sort of trouble it is.
  public var kind: Kind
  /// The file, as it was named by the caller.
  public var file: String
  /// The line it is about, counted from 1, or `nil` if it is about the whole file.
  public var line: Int?
  /// What is wrong.
  public var problem: String
  /// What was expected, or what to do about it.
  public var advice: String

  /// Makes an error.
  public init(_ kind: Kind, file: String, line: Int? = nil, problem: String, advice: String) {
    self.kind = kind
    self.file = file
    self.line = line
    self.problem = problem
    self.advice = advice
  }
}

extension TraceError: CustomStringConvertible {
  /// `FILE:LINE: problem; advice`.
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(problem); \(advice)"
  }
}
