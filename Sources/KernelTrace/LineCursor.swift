/// A reading position in one line of a text, on bytes.
///
/// It never reads outside the line, and no number overflows: a parser built on it cannot trap.
struct LineCursor {
  /// The whole text.
  let bytes: ContiguousArray<UInt8>
  /// The next byte to read.
  var at = 0
  /// The end of the line.
  var end = 0

  /// A cursor on an empty line at the start of `bytes`.
  init(_ bytes: ContiguousArray<UInt8>) {
    self.bytes = bytes
  }

  /// The next byte, or 0 at the end of the line.
  var peek: UInt8 { at < end ? bytes[at] : 0 }

  /// Whether the line is used up.
  var isAtEnd: Bool { at >= end }

  /// Passes over spaces and tabs.
  mutating func skipSpaces() {
    while at < end, bytes[at] == Ascii.space || bytes[at] == Ascii.tab { at += 1 }
  }

  /// Passes over everything up to the next space.
  mutating func skipWord() {
    while at < end, bytes[at] != Ascii.space { at += 1 }
  }

  /// Passes over `text` if it comes next.
  mutating func take(_ text: [UInt8]) -> Bool {
    guard end - at >= text.count else { return false }
    for k in text.indices where bytes[at + k] != text[k] { return false }
    at += text.count
    return true
  }

  /// Passes over one byte if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard at < end, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// Moves behind the next word that begins with `key`; fields come in the order of the format.
  mutating func seek(_ key: [UInt8]) -> Bool {
    while true {
      skipSpaces()
      if isAtEnd { return false }
      if take(key) { return true }
      skipWord()
    }
  }

  /// A decimal number: at least one digit, and at most `UInt64.max`.
  mutating func decimal() -> UInt64? {
    let start = at
    var value: UInt64 = 0
    while at < end, let digit = Ascii.decimalDigit(bytes[at]) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = sum
      at += 1
    }
    return at > start ? value : nil
  }

  /// The digits of a hexadecimal number of at most 64 bits.
  mutating func hexadecimal() -> UInt64? {
    let start = at
    var value: UInt64 = 0
    while at < end, let digit = Ascii.hexadecimalDigit(bytes[at]) {
      if value >> 60 != 0 { return nil }
      value = value << 4 | digit
      at += 1
    }
    return at > start ? value : nil
  }

  /// A number as the kernel prints it, decimal or with 0x, up to the end of its word.
  mutating func number() -> UInt64? {
    let value = take(Ascii.hexPrefix) ? hexadecimal() : decimal()
    return isAtEnd || peek == Ascii.space ? value : nil
  }

  /// The number behind the next word that begins with `key`.
  mutating func number(after key: [UInt8]) -> UInt64? {
    seek(key) ? number() : nil
  }
}
