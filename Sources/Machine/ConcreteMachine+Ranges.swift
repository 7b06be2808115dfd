extension ConcreteMachine {
  /// Whether the environment refuses the range about to be searched.
  @inlinable
  public mutating func refusesRange(bytes: Word) throws(Halt) -> Bool {
    try spend()
    guard failures.refuses(.range) else { return false }
    record(.reserveFail, order: 1, y: UInt64(bytes))
    return true
  }

  /// Records that a range became busy.
  @inlinable
  public mutating func reserved(_ start: Word, bytes: Word, area: UInt32) throws(Halt) {
    record(.reserve, area: area, x: UInt64(start), y: UInt64(bytes))
    try spend()
  }

  /// Records that no range was found.
  @inlinable
  public mutating func reserveFailed(bytes: Word) throws(Halt) {
    record(.reserveFail, y: UInt64(bytes))
    try spend()
  }

  /// Records that a range was freed lazily, and the count of lazily freed pages noted now.
  @inlinable
  public mutating func retired(_ start: Word, bytes: Word, area: UInt32, lazyPages: Word) throws(Halt) {
    record(.retire, area: area, x: UInt64(start), y: UInt64(bytes))
    record(.lazyCount, area: area, x: UInt64(lazyPages))
    try spend()
  }

  /// Drops stale translations of [start, end) from the TLB.
  @inlinable
  public mutating func flush(from start: Word, to end: Word) throws(Halt) {
    record(.flush, x: UInt64(start), y: UInt64(end))
    try spend()
  }

  /// Records that a range may be reserved again.
  @inlinable
  public mutating func reusable(_ start: Word, bytes: Word) throws(Halt) {
    record(.reusable, x: UInt64(start), y: UInt64(bytes))
    try spend()
  }
}
