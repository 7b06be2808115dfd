/// The failures of one property as text, for people to read and for version control to keep.
///
/// The first line names the format and its version. Then come headings, each with its text below it, indented by two
/// spaces; and for each failure, newest first, a line with its blob and three headings:
///
///     property-failures 1
///     property
///       reversing twice changes nothing
///
///     failure pt1.AQIA.ccb5d1a7
///     found
///       random choices in run 4, seed 0x0000000000000001
///     error
///       Unexpected: the lists differ
///     value
///       [2]
///
/// Text is kept as it is, whatever characters it has; only line feeds end a line. Empty lines before a heading mean
/// nothing. A file all of whose lines end with carriage return and line feed is read as if they ended with line feeds.
public struct FailureFile: Hashable, Sendable {
  /// What every file begins with, in any version.
  static let format = "property-failures"
  /// The version of the format.
  static let version = "1"

  /// The name of the property.
  public var property: String
  /// Its failures, newest first.
  public var failures: [SavedFailure]

  /// The failures of a property, newest first.
  public init(property: String, failures: [SavedFailure]) {
    self.property = property
    self.failures = failures
  }

  /// The lines that are not text.
  private enum Heading {
    static let property = "property"
    static let failure = "failure "
    static let found = "found"
    static let error = "error"
    static let value = "value"
  }

  private static let indent = "  "
}

extension FailureFile: CustomStringConvertible {
  /// The text that `init(parsing:path:)` reads.
  public var description: String {
    var lines = ["\(Self.format) \(Self.version)"]
    func add(_ heading: String, _ text: String) {
      lines.append(heading)
      lines += text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .map { Self.indent + String(decoding: $0, as: UTF8.self) }
    }
    add(Heading.property, property)
    for failure in failures {
      lines.append("")
      lines.append("\(Heading.failure)\(failure.blob)")
      add(Heading.found, failure.origin)
      add(Heading.error, failure.error)
      add(Heading.value, failure.value)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension FailureFile {
  /// Reads a file. Linear in its length.
  ///
  /// - Parameters:
  ///   - bytes: what the file holds.
  ///   - path: where it is, for errors.
  /// - Throws: `FailureFileError` at the first line that is not as it should be.
  public init(parsing bytes: some Sequence<UInt8>, path: String) throws(FailureFileError) {
    var reader = Reader(bytes, path: path)
    try reader.readFormat()
    property = try reader.readText(Heading.property)
    failures = []
    while let line = reader.nextHeading() {
      guard line.hasPrefix(Heading.failure) else {
        throw reader.error("'\(Heading.failure)' and a replay blob, or the end of the file")
      }
      let blob: ReplayBlob
      do {
        blob = try ReplayBlob(parsing: String(line.dropFirst(Heading.failure.count)))
      } catch {
        throw reader.error("a replay blob (\(error))")
      }
      reader.advance()
      let origin = try reader.readText(Heading.found)
      let error = try reader.readText(Heading.error)
      let value = try reader.readText(Heading.value)
      failures.append(SavedFailure(blob: blob, origin: origin, error: error, value: value))
    }
  }

  /// Goes through the lines of a file.
  private struct Reader {
    let path: String
    let lines: [[UInt8]]
    /// The index of the line that is read next.
    var next = 0

    init(_ bytes: some Sequence<UInt8>, path: String) {
      self.path = path
      var lines = Array(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .map(Array.init)
      // What stands behind the last line feed is a line only if there is something.
      if lines.last == [] { lines.removeLast() }
      let carriageReturn = UInt8(ascii: "\r")
      if !lines.isEmpty, lines.allSatisfy({ $0.last == carriageReturn }) {
        lines = lines.map { Array($0.dropLast()) }
      }
      self.lines = lines
    }

    /// An error at the line that is read next.
    func error(_ expected: String) -> FailureFileError {
      let found = next < lines.count ? String(decoding: lines[next].prefix(60), as: UTF8.self) : nil
      return FailureFileError(path: path, line: next + 1, expected: expected, found: found)
    }

    mutating func advance() { next += 1 }

    mutating func readFormat() throws(FailureFileError) {
      let expected = "'\(FailureFile.format) \(FailureFile.version)'"
      guard let line = lines.first.map({ String(decoding: $0, as: UTF8.self) }) else { throw error(expected) }
      guard line == "\(FailureFile.format) \(FailureFile.version)" else {
        if line.hasPrefix("\(FailureFile.format) ") {
          throw error("\(expected), as it is the version that is known here")
        }
        throw error(expected)
      }
      advance()
    }

    /// The next line that is not empty; nil at the end.
    mutating func nextHeading() -> String? {
      while next < lines.count, lines[next].isEmpty { next += 1 }
      return next < lines.count ? String(decoding: lines[next], as: UTF8.self) : nil
    }

    /// Reads a heading and the text below it.
    mutating func readText(_ heading: String) throws(FailureFileError) -> String {
      guard nextHeading() == heading else { throw error("the line '\(heading)'") }
      advance()
      let indent = Array(FailureFile.indent.utf8)
      var text: [[UInt8]] = []
      var empty = 0
      while next < lines.count {
        let line = lines[next]
        if line.starts(with: indent) {
          // Editors take the spaces from lines that have nothing else.
          text += Array(repeating: [], count: empty)
          empty = 0
          text.append(Array(line.dropFirst(indent.count)))
        } else if line.isEmpty {
          empty += 1
        } else {
          break
        }
        next += 1
      }
      guard !text.isEmpty else {
        throw error("the text of '\(heading)', indented by \(indent.count) spaces")
      }
      guard let whole = String(validating: text.joined(separator: [UInt8(ascii: "\n")]), as: UTF8.self) else {
        throw error("text in UTF-8 before this line, below '\(heading)'")
      }
      return whole
    }
  }
}
