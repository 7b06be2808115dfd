/// The characters that the formats are made of.
enum Ascii {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let hash = UInt8(ascii: "#")
  static let dash = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let colon = UInt8(ascii: ":")
  static let equals = UInt8(ascii: "=")
  static let underscore = UInt8(ascii: "_")
  static let bar = UInt8(ascii: "|")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let hexPrefix = Array("0x".utf8)

  /// The value of a decimal digit.
  static func decimalDigit(_ byte: UInt8) -> UInt64? {
    byte >= 48 && byte <= 57 ? UInt64(byte) - 48 : nil
  }

  /// The value of a hexadecimal digit.
  static func hexadecimalDigit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 48...57: UInt64(byte) - 48
    case 65...70: UInt64(byte) - 55
    case 97...102: UInt64(byte) - 87
    default: nil
    }
  }

  /// Whether a byte can be in the name of a trace event.
  static func isNameByte(_ byte: UInt8) -> Bool {
    byte == underscore || decimalDigit(byte) != nil || (byte | 0x20 >= 97 && byte | 0x20 <= 122)
  }
}
