/// Bytes as text that survives file names, addresses and shells: RFC 4648, section 5, without padding.
enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The text of `bytes`.
  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 4 + 2) / 3)
    var bits: UInt32 = 0
    var width: UInt32 = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      width += 8
      while width >= 6 {
        width -= 6
        text.append(alphabet[Int(bits >> width & 0x3F)])
      }
    }
    if width > 0 {
      text.append(alphabet[Int(bits << (6 - width) & 0x3F)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of `text`.
  ///
  /// - Parameters:
  ///   - text: the characters to read.
  ///   - offset: where the text stands in the whole, for errors.
  /// - Throws: `ReplayBlobError.badCharacter`; `.truncated` if the length is impossible; `.malformed` if the
  ///   unused bits of the last character are set.
  static func decode(_ text: Substring, offset: Int) throws(ReplayBlobError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3 / 4)
    var bits: UInt32 = 0
    var width: UInt32 = 0
    var position = offset
    for character in text {
      guard let ascii = character.asciiValue, let six = value(of: ascii) else {
        throw .badCharacter(character, offset: position)
      }
      position += 1
      bits = bits << 6 | six
      width += 6
      if width >= 8 {
        width -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> width))
      }
    }
    guard width < 6 else {
      throw .truncated(missing: .endOfByte)
    }
    guard bits & (1 << width - 1) == 0 else {
      throw .malformed(.unusedBitsSet)
    }
    return bytes
  }

  private static func value(of ascii: UInt8) -> UInt32? {
    switch ascii {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(ascii - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(ascii - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(ascii - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
