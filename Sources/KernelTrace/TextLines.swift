/// Cuts a text into lines, and refuses what is no text.
struct TextLines {
  /// Longer lines are in no format that is read here.
  static let longest = 4096

  /// The reading position; its line is the current one.
  var cursor: LineCursor
  /// The number of the current line, from 1.
  private(set) var number = 0
  /// The name of the file, for errors.
  let file: String

  private var next = 0

  /// The lines of `bytes`.
  init(_ bytes: ContiguousArray<UInt8>, file: String) {
    cursor = LineCursor(bytes)
    self.file = file
  }

  /// Moves on to the next line, without its line ending; false at the end of the text.
  mutating func advance() throws(TraceError) -> Bool {
    let count = cursor.bytes.count
    guard next < count else { return false }
    number += 1
    cursor.at = next
    var end = next
    var ascii = true
    while end < count, cursor.bytes[end] != Ascii.newline {
      let byte = cursor.bytes[end]
      if byte == 0 { throw notText("a NUL byte") }
      if byte >= 0x80 { ascii = false }
      end += 1
      if end - next > Self.longest {
        throw TraceError(
          .tooLarge, file: file, line: number, problem: "the line is longer than \(Self.longest) bytes",
          advice: "give an ftrace text file or a copy of /proc/vmallocinfo")
      }
    }
    if !ascii, String(validating: cursor.bytes[next..<end], as: UTF8.self) == nil {
      throw notText("bytes that are not UTF-8")
    }
    next = end + 1
    while end > cursor.at, isBlank(cursor.bytes[end - 1]) { end -= 1 }
    cursor.end = end
    return true
  }

  /// An error about the current line, with its beginning quoted: what a terminal would obey is replaced.
  func malformed(_ problem: String, _ advice: String, from start: Int? = nil) -> TraceError {
    let from = min(start ?? cursor.at, cursor.end)
    let text = String(decoding: cursor.bytes[from..<cursor.end].prefix(80), as: UTF8.self)
    let quote = String(String.UnicodeScalarView(text.unicodeScalars.map(Self.printable)))
    return TraceError(
      .malformed, file: file, line: number, problem: "\(problem) in \"\(quote)\"", advice: advice)
  }

  /// A character, or the mark of what cannot be shown in place of one that controls the output.
  private static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
    default: scalar
    }
  }

  private func notText(_ what: String) -> TraceError {
    TraceError(
      .notText, file: file, line: number, problem: "the line has \(what)",
      advice: "give an ftrace text file (gzipped or not; trace.dat and raw buffers are not text) "
        + "or a copy of /proc/vmallocinfo")
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == Ascii.space || byte == Ascii.tab || byte == Ascii.carriageReturn
  }
}
