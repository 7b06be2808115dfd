public import Machine

/// A range of addresses that is not empty and does not wrap around.
///
/// It may end with the last address there is, so nothing computes its end: that would be 0.
public struct Extent<Word: MachineWord>: Sendable {
  /// First address.
  public var start: Word
  /// Bytes; at least 1.
  public var length: Word
  /// What the owner of the tree remembers about it.
  public var payload: Int

  /// An extent of `length` bytes.
  @inlinable
  public init(start: Word, length: Word, payload: Int = 0) {
    self.start = start
    self.length = length
    self.payload = payload
  }

  /// Last address.
  @inlinable
  public var last: Word { start &+ (length &- .one) }

  /// Whether it has a byte and does not wrap around.
  @inlinable
  public var isWellFormed: Bool { length != .zero && last >= start }

  /// Whether all of another extent lies inside.
  @inlinable
  public func contains(_ other: Extent) -> Bool {
    guard other.isWellFormed, other.start >= start else { return false }
    let skipped = other.start &- start
    return skipped < length && other.length <= length &- skipped
  }

  /// Whether it ends before another begins.
  @inlinable
  public func precedes(_ other: Extent) -> Bool { start < other.start && other.start &- start >= length }

  /// Whether another begins at the address after its last. Needs `precedes(other)`.
  @inlinable
  public func touches(_ other: Extent) -> Bool { other.start &- start == length }
}
