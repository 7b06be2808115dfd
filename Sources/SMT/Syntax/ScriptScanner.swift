/// A first look at an SMT-LIB text, before Z3's parser: parentheses that match, and commands that may stand
/// in a text whose assertions are asked for.
///
/// Z3's parser silently loses assertions at `pop`, `reset` and `exit`, reads other files at `include`, and sets
/// options of the whole process at `set-option`; these are refused here, so that what `parse` answers is what
/// the text says. Options that concern the answers of a solver only are blanked out.
struct ScriptScanner {
  /// A fault, its line and column from 1.
  struct Fault: Hashable {
    var line: Int
    var column: Int
    var message: String
  }

  /// The faults, in the order of the text.
  private(set) var faults: [Fault] = []

  private let text: [UInt8]
  private var bytes: ArraySlice<UInt8>
  private var line = 1
  private var column = 1
  private var open: [(line: Int, column: Int)] = []
  private var options: [Range<Int>] = []
  private var option: Int?
  private var hasExited = false

  /// Scans a text. O(length).
  init(_ text: String) {
    self.text = Array(text.utf8)
    bytes = self.text[...]
    scan()
  }

  /// The text with blanks for the options, every other byte in its place.
  var accepted: String {
    var result = text
    for index in options.joined() where result[index] != UInt8(ascii: "\n") {
      result[index] = UInt8(ascii: " ")
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The commands that declare, define, assert or only ask.
  private static let commands: Set<String> = [
    "assert", "check-sat", "declare-const", "declare-datatype", "declare-datatypes", "declare-fun",
    "declare-sort", "define-const", "define-fun", "define-fun-rec", "define-funs-rec", "define-sort", "echo",
    "exit", "get-assertions", "get-assignment", "get-info", "get-model", "get-option", "get-proof",
    "get-unsat-assumptions", "get-unsat-core", "get-value", "set-info", "set-logic", "set-option",
  ]

  private mutating func scan() {
    while let byte = bytes.first {
      switch byte {
      case UInt8(ascii: ";"): skip { $0 != UInt8(ascii: "\n") }
      case UInt8(ascii: "\""): quoted("string")
      case UInt8(ascii: "|"): quoted("quoted symbol")
      case UInt8(ascii: "("): opening()
      case UInt8(ascii: ")"): closing()
      case 0:
        fault("a zero byte")
        advance()
      default: advance()
      }
    }
    if let unclosed = open.last {
      faults.append(
        Fault(line: unclosed.line, column: unclosed.column, message: "this parenthesis is never closed"))
    }
  }

  private mutating func closing() {
    if open.popLast() == nil { fault("a closing parenthesis without an opening one") }
    advance()
    if open.isEmpty, let start = option {
      options.append(start..<bytes.startIndex)
      option = nil
    }
  }

  private mutating func opening() {
    let place = (line: line, column: column)
    let start = bytes.startIndex
    advance()
    open.append(place)
    guard open.count == 1 else { return }
    skip { $0 <= UInt8(ascii: " ") }
    let name = word()
    if hasExited {
      faults.append(Fault(line: place.line, column: place.column, message: "a command after (exit)"))
    } else if name == "exit" {
      hasExited = true
    } else if name == "set-option" {
      skip { $0 <= UInt8(ascii: " ") }
      let name = word()
      if name.hasPrefix(":produce-") || name == ":print-success" {
        option = start
      } else {
        faults.append(
          Fault(line: place.line, column: place.column, message: "the option \(name) is not accepted"))
      }
    } else if !Self.commands.contains(name) {
      faults.append(
        Fault(line: place.line, column: place.column, message: "the command \(name) is not accepted"))
    }
  }

  /// The symbol or keyword at the front, which it skips.
  private mutating func word() -> String {
    let delimiters = Set("()\";|".utf8)
    let word = bytes.prefix { $0 > UInt8(ascii: " ") && !delimiters.contains($0) }
    skip { $0 > UInt8(ascii: " ") && !delimiters.contains($0) }
    return String(decoding: word, as: UTF8.self)
  }

  /// Skips what the byte at the front quotes. A doubled quote in a string is two strings to this scanner.
  private mutating func quoted(_ what: String) {
    let (start, quote) = ((line, column), bytes.first)
    advance()
    skip { $0 != quote && $0 != 0 }
    if bytes.first == quote {
      advance()
    } else if bytes.isEmpty {
      faults.append(Fault(line: start.0, column: start.1, message: "this \(what) is never closed"))
    }
  }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while let byte = bytes.first, condition(byte) { advance() }
  }

  private mutating func advance() {
    guard let byte = bytes.popFirst() else { return }
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else {
      column += 1
    }
  }

  private mutating func fault(_ message: String) {
    faults.append(Fault(line: line, column: column, message: message))
  }
}
