/// A value of the mathematical integers, of any size.
public struct IntegerValue: Hashable, Sendable {
  /// The value in decimal: an optional `-`, then digits without a leading zero.
  public let decimal: String

  /// The value of a Swift integer.
  public init(_ value: some BinaryInteger) { decimal = String(value) }

  /// The value of a decimal text: an optional `-` and digits; nil for anything else.
  public init?(decimal text: String) {
    let negative = text.hasPrefix("-")
    let digits = text.dropFirst(negative ? 1 : 0)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let magnitude = digits.drop { $0 == "0" }
    decimal = magnitude.isEmpty ? "0" : (negative ? "-" : "") + magnitude
  }

  /// The value, where it fits 64 bits with a sign.
  public var int64: Int64? { Int64(decimal) }

  /// The value, where it fits 64 bits without a sign.
  public var uint64: UInt64? { UInt64(decimal) }
}

extension IntegerValue: CustomStringConvertible, ExpressibleByIntegerLiteral {
  /// The value in decimal.
  public var description: String { decimal }

  /// The value of a literal.
  public init(integerLiteral value: Int64) { self.init(value) }
}
