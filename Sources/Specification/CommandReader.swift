/// Reads the commands of an SMT-LIB 2 text that Z3's parser drops: `set-info`, and names of declarations.
///
/// The formulas themselves are left to Z3. What is read here is only cut into commands, with their lines.
package struct CommandReader {
  /// A token or a parenthesised list. A quoted symbol keeps its bars.
  package enum Form: Hashable, Sendable {
    case symbol(String)
    case string(String)
    case list([Form])

    package var symbol: String? {
      if case .symbol(let name) = self { return name }
      return nil
    }

    package var list: [Form]? {
      if case .list(let forms) = self { return forms }
      return nil
    }
  }

  /// A top-level command and the line it starts on.
  package struct Command: Sendable {
    package var form: [Form]
    package var line: Int
  }

  private let file: String
  private let text: [UInt8]
  private var position = 0
  private var line = 1

  /// Lists nested deeper than this are refused, not followed.
  private static let deepest = 200

  private init(_ text: String, file: String) {
    self.text = Array(text.utf8)
    self.file = file
  }

  /// The commands of a text.
  ///
  /// - Throws: `SpecificationError` at the line of an unbalanced parenthesis or an open string.
  package static func commands(in text: String, file: String) throws(SpecificationError) -> [Command] {
    var reader = CommandReader(text, file: file)
    var commands: [Command] = []
    while let byte = reader.peek() {
      let line = reader.line
      guard byte == UInt8(ascii: "(") else {
        throw reader.error("expected a command in parentheses, such as (assert ...)")
      }
      guard case .list(let form) = try reader.form(depth: 0) else { continue }
      commands.append(Command(form: form, line: line))
    }
    return commands
  }

  private func error(_ message: String) -> SpecificationError {
    SpecificationError(file: file, line: line, message: message)
  }

  /// The next byte that is neither blank nor comment.
  private mutating func peek() -> UInt8? {
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: ";") {
        while position < text.count, text[position] != UInt8(ascii: "\n") { position += 1 }
      } else if byte == UInt8(ascii: "\n") {
        line += 1
        position += 1
      } else if byte <= UInt8(ascii: " ") {
        position += 1
      } else {
        return byte
      }
    }
    return nil
  }

  private mutating func form(depth: Int) throws(SpecificationError) -> Form {
    guard let byte = peek() else { throw error("the text ends within a command: a ) is missing") }
    guard depth < CommandReader.deepest else { throw error("the parentheses are nested too deeply") }
    switch byte {
    case UInt8(ascii: "("):
      position += 1
      var forms: [Form] = []
      while true {
        guard let next = peek() else { throw error("the text ends within a command: a ) is missing") }
        if next == UInt8(ascii: ")") { break }
        forms.append(try form(depth: depth + 1))
      }
      position += 1
      return .list(forms)
    case UInt8(ascii: ")"): throw error("there is a ) too many")
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "|"): return .symbol(try quotedSymbol())
    default:
      let start = position
      while position < text.count, text[position] > UInt8(ascii: " "),
        !"()\";|".utf8.contains(text[position])
      {
        position += 1
      }
      return .symbol(String(decoding: text[start..<position], as: UTF8.self))
    }
  }

  /// A symbol between bars, which belong to it here.
  private mutating func quotedSymbol() throws(SpecificationError) -> String {
    let (opened, start) = (line, position)
    position += 1
    while position < text.count {
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte == UInt8(ascii: "|") { return String(decoding: text[start..<position], as: UTF8.self) }
    }
    throw SpecificationError(file: file, line: opened, message: "a | is opened here and never closed")
  }

  /// A string; a quote within it is doubled.
  private mutating func string() throws(SpecificationError) -> String {
    let opened = line
    var bytes: [UInt8] = []
    position += 1
    while position < text.count {
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte == UInt8(ascii: "\"") {
        guard position < text.count, text[position] == byte else {
          return String(decoding: bytes, as: UTF8.self)
        }
        position += 1
      }
      bytes.append(byte)
    }
    throw SpecificationError(file: file, line: opened, message: "a string is opened here and never closed")
  }
}
