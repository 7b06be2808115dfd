/// One number drawn by a generator, with the bounds it was drawn within.
///
/// A choice stands for a decision: 0 is always the simplest one, and larger numbers are less simple. What the
/// number means is known to the generator alone.
public struct Choice: Hashable, Sendable {
  /// The number drawn, in `0...limit`.
  public var value: UInt64
  /// The largest number that could have been drawn. A limit of 0 says that there was nothing to decide.
  public var limit: UInt64

  /// A choice of `value` from `0...limit`.
  ///
  /// - Precondition: `value <= limit`.
  public init(value: UInt64, limit: UInt64) {
    precondition(value <= limit, "a choice lies within its limit")
    self.value = value
    self.limit = limit
  }
}
