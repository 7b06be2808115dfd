/// The name of an object that a step of a history created.
///
/// Objects are numbered from 1 in the order in which they were created. While a history is made shorter, a name keeps
/// standing for the same object: steps that use an object go with the one that created it, and the others are numbered
/// anew.
public struct ObjectID: Hashable, Sendable {
  /// The number, from 1.
  public let number: Int

  /// The name of that number.
  @usableFromInline
  init(number: Int) { self.number = number }
}

extension ObjectID: Comparable {
  /// Whether it was created before the other.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

extension ObjectID: CustomStringConvertible {
  /// `#` and the number.
  public var description: String { "#\(number)" }
}
