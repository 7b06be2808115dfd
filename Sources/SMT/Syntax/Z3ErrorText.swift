/// A fault as Z3's parser words it, with the place in the text it was given.
struct Z3Fault: Hashable {
  /// From 1; 0 where Z3 names no place.
  var line: Int
  /// From 0, in bytes.
  var column: Int
  /// The message without the place.
  var message: String
}

/// Reads the text that Z3's SMT-LIB parser leaves behind: `(error "line 3 column 10: unknown constant foo")`
/// for each fault, and other lines that are none.
///
/// A message may contain line breaks, and quotes, which are escaped with a backslash (or doubled).
func faults(inErrorText text: String) -> [Z3Fault] {
  let opening = Array("(error \"".utf8)
  var rest = Array(text.utf8)[...]
  var found: [Z3Fault] = []
  while !rest.isEmpty {
    guard rest.starts(with: opening) else {
      rest = rest.dropFirst()
      continue
    }
    rest = rest.dropFirst(opening.count)
    var message: [UInt8] = []
    while let byte = rest.popFirst() {
      let escapes = byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"")
      if escapes, rest.first == UInt8(ascii: "\""), !endsMessage(byte, rest) {
        message.append(UInt8(ascii: "\""))
        rest = rest.dropFirst()
      } else if byte == UInt8(ascii: "\"") {
        break
      } else {
        message.append(byte)
      }
    }
    found.append(fault(fromMessage: String(decoding: message, as: UTF8.self)))
  }
  return found
}

/// Whether a backslash is the message's own last byte: the quote after it is followed by `)` and the line's end.
private func endsMessage(_ byte: UInt8, _ rest: ArraySlice<UInt8>) -> Bool {
  byte == UInt8(ascii: "\\") && rest.dropFirst().elementsEqual(")\n".utf8)
}

/// Takes the place off a message.
private func fault(fromMessage message: String) -> Z3Fault {
  let words = message.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
  guard words.count == 5, words[0] == "line", words[2] == "column", let line = Int(words[1]),
    let column = Int(words[3].dropLast()), words[3].hasSuffix(":")
  else { return Z3Fault(line: 0, column: 0, message: message) }
  return Z3Fault(line: line, column: column, message: trimmed(words[4]))
}

private func trimmed(_ text: Substring) -> String {
  var text = text
  while let last = text.last, last.isWhitespace { text.removeLast() }
  return String(text)
}
