/// Where the random draws of a run, or of a campaign of many runs, begin.
///
/// Equal seeds give equal runs, on every machine. A seed prints as `0x` and 16 hexadecimal digits, and is
/// read from that form, from shorter hexadecimal, or from decimal.
public struct Seed: RawRepresentable, Hashable, Sendable {
  /// The seed as a number. All numbers are allowed.
  public let rawValue: UInt64

  /// The seed of that number.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The seed of run `index` of a campaign that begins at this seed. Constant time.
  ///
  /// It is the SplitMix64 finaliser of *seed + (index + 1) · 0x9E3779B97F4A7C15* (modulo 2⁶⁴). The finaliser
  /// is a bijection and the factor is odd: the runs of a campaign all have different seeds. Run `index` is
  /// found without making the runs before it.
  ///
  /// - Precondition: `index` is not negative.
  public func run(_ index: Int) -> Seed {
    precondition(index >= 0, "runs are counted from 0")
    return Seed(
      rawValue: SplitMix64.mix(rawValue &+ (UInt64(index) &+ 1) &* SplitMix64.increment))
  }
}

extension Seed: ExpressibleByIntegerLiteral {
  /// The seed of that number.
  public init(integerLiteral value: UInt64) {
    self.init(rawValue: value)
  }
}

extension Seed: LosslessStringConvertible {
  /// `0x` and 16 hexadecimal digits.
  public var description: String {
    "0x" + rawValue.hexDigits
  }

  /// Reads decimal digits, or `0x` (or `0X`) and hexadecimal digits. `nil` for any other text, a sign
  /// included, and for a number of more than 64 bits.
  public init?(_ description: String) {
    let isHex = description.hasPrefix("0x") || description.hasPrefix("0X")
    let digits = isHex ? description.dropFirst(2) : description[...]
    guard digits.first?.isHexDigit == true, let value = UInt64(digits, radix: isHex ? 16 : 10) else {
      return nil
    }
    self.init(rawValue: value)
  }
}
