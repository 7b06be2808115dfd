/// Why a text is not a replay blob.
public enum ReplayBlobError: Error, Hashable, Sendable {
  /// What a truncated text lacks.
  public enum Part: String, Hashable, Sendable {
    /// The period and the version digits after the prefix.
    case version
    /// The period and the checksum after the numbers.
    case checksum
    /// The last digits of the checksum.
    case endOfChecksum = "the last digits of the checksum"
    /// The last bits of a byte.
    case endOfByte = "the last bits of a byte"
    /// The last bytes of a number.
    case endOfNumber = "the last bytes of a number"
  }

  /// In what way a text of good characters and full length is wrong.
  public enum Defect: String, Hashable, Sendable {
    /// Bits that carry nothing are set.
    case unusedBitsSet = "the unused bits of the last character to be 0"
    /// A number of more than 64 bits.
    case numberTooLarge = "numbers of at most 64 bits"
    /// A number with superfluous bytes.
    case numberNotShortest = "numbers in as few bytes as they need"
  }

  /// The text does not begin as a blob does.
  case notABlob
  /// A blob, but of another version of the format.
  case wrongVersion(found: String)
  /// A character that may not stand there; the offset is in characters from the start.
  case badCharacter(Character, offset: Int)
  /// The text ends too early.
  case truncated(missing: Part)
  /// The text is too long by this many characters.
  case tooLong(by: Int)
  /// The characters are well formed, but do not encode numbers.
  case malformed(Defect)
  /// The numbers are not those the blob was made from.
  case checksumMismatch(expected: UInt32, found: UInt32)
}

extension ReplayBlobError: CustomStringConvertible {
  /// What was expected and what was found, in a sentence.
  public var description: String {
    switch self {
    case .notABlob:
      "not a replay blob: expected it to begin with '\(ReplayBlob.prefix)'"
    case .wrongVersion(let found):
      "wrong version: expected '\(ReplayBlob.version)', found '\(found)'"
    case .badCharacter(let character, let offset):
      "bad character '\(character)' at offset \(offset): expected letters, digits, '-' and '_' "
        + "in the numbers, and digits and 'a' to 'f' in the checksum"
    case .truncated(let missing):
      "truncated: expected \(missing.rawValue)"
    case .tooLong(let excess):
      "too long: expected the checksum to end \(excess) characters earlier"
    case .malformed(let defect):
      "malformed: expected \(defect.rawValue)"
    case .checksumMismatch(let expected, let found):
      "checksum mismatch: expected \(expected.hexDigits) as the blob says, "
        + "found \(found.hexDigits) for its numbers"
    }
  }
}
