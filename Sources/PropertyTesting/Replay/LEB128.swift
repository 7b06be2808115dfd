/// Numbers in as few bytes as they need: seven bits a byte, lowest first, the top bit set on all but the
/// last.
enum LEB128 {
  /// Appends `value` to `bytes`.
  static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Reads all numbers of `bytes`.
  ///
  /// - Throws: `ReplayBlobError.truncated` if the last number does not end, `.malformed` if a number has more
  ///   than 64 bits or more bytes than it needs.
  static func numbers(in bytes: [UInt8]) throws(ReplayBlobError) -> ContiguousArray<UInt64> {
    var numbers: ContiguousArray<UInt64> = []
    var value: UInt64 = 0
    var shift: UInt64 = 0
    for byte in bytes {
      let bits = UInt64(byte & 0x7F)
      guard shift < 63 || (shift == 63 && bits <= 1) else {
        throw .malformed(.numberTooLarge)
      }
      value |= bits << shift
      if byte & 0x80 != 0 {
        shift += 7
      } else if byte == 0 && shift > 0 {
        throw .malformed(.numberNotShortest)
      } else {
        numbers.append(value)
        value = 0
        shift = 0
      }
    }
    guard shift == 0 else {
      throw .truncated(missing: .endOfNumber)
    }
    return numbers
  }
}
