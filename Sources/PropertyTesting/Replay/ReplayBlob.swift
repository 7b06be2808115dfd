/// A choice sequence as a line of text, for a report to show and a command line to take back.
///
/// The form is `pt1.` *numbers* `.` *checksum*. The digit is the version of this format. The numbers are
/// those of the sequence, each in LEB128, together in base64url; the checksum is the CRC-32 of the bytes, as
/// eight lower-case hexadecimal digits. Every sequence has exactly one text, and a text with one character
/// changed is never accepted.
///
/// A blob outlives the seed it came from: it stays good when the random draws change, but not when the
/// generator draws other choices.
public struct ReplayBlob: Hashable, Sendable {
  /// What every blob begins with, in any version.
  static let prefix = "pt"
  /// The version of the format.
  static let version = "1"

  /// The numbers to replay.
  public var sequence: ChoiceSequence

  /// The blob of `sequence`.
  public init(_ sequence: ChoiceSequence) {
    self.sequence = sequence
  }

  /// Reads the text of a blob. Linear in its length.
  ///
  /// - Throws: ``ReplayBlobError``, which says what was expected.
  public init(parsing text: String) throws(ReplayBlobError) {
    guard text.hasPrefix(Self.prefix) else {
      throw .notABlob
    }
    let parts = text.dropFirst(Self.prefix.count)
      .split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count > 1 else {
      throw .truncated(missing: .version)
    }
    guard parts[0] == Self.version else {
      throw .wrongVersion(found: String(parts[0]))
    }
    let start = Self.prefix.count + Self.version.count + 1
    let bytes = try Base64URL.decode(parts[1], offset: start)
    guard parts.count == 3 else {
      throw .truncated(missing: .checksum)
    }
    let expected = try Self.checksum(parts[2], offset: start + parts[1].count + 1)
    let numbers = try LEB128.numbers(in: bytes)
    let found = CRC32.checksum(of: bytes)
    guard found == expected else {
      throw .checksumMismatch(expected: expected, found: found)
    }
    self.init(ChoiceSequence(numbers))
  }

  private static func checksum(_ text: Substring, offset: Int) throws(ReplayBlobError) -> UInt32 {
    var checksum: UInt32 = 0
    for (index, character) in text.enumerated() {
      guard index < 8 else {
        throw .tooLong(by: text.count - 8)
      }
      guard "0123456789abcdef".contains(character), let digit = character.hexDigitValue else {
        throw .badCharacter(character, offset: offset + index)
      }
      checksum = checksum << 4 | UInt32(digit)
    }
    guard text.count == 8 else {
      throw .truncated(missing: .endOfChecksum)
    }
    return checksum
  }
}

extension ReplayBlob: CustomStringConvertible {
  /// The text that `init(parsing:)` reads.
  public var description: String {
    var bytes: [UInt8] = []
    for value in sequence.values {
      LEB128.append(value, to: &bytes)
    }
    let checksum = CRC32.checksum(of: bytes).hexDigits
    return "\(Self.prefix)\(Self.version).\(Base64URL.encode(bytes)).\(checksum)"
  }
}
