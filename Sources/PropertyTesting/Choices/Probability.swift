/// A probability as a fraction, so that it is exact and the same on every machine.
public struct Probability: Hashable, Sendable {
  /// How many of `denominator` equally likely cases are meant.
  public let numerator: UInt64
  /// How many equally likely cases there are; at least 1.
  public let denominator: UInt64

  /// `numerator` cases out of `denominator`.
  ///
  /// - Precondition: `denominator` is not 0 and `numerator` does not exceed it.
  public init(_ numerator: UInt64, outOf denominator: UInt64) {
    precondition(denominator > 0 && numerator <= denominator, "a probability lies between 0 and 1")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// No case at all.
  public static let never = Probability(0, outOf: 1)

  /// Every case.
  public static let always = Probability(1, outOf: 1)

  /// One case of two.
  public static let half = Probability(1, outOf: 2)
}
