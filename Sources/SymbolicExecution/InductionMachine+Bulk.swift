public import Machine

// Many at a time, and huge leaves: not followed, a run that comes here is cut.

extension InductionMachine {
  /// Not a part of what is proved.
  public mutating func allocatePages(
    _ count: Word, gfp: Flags, node: Word, in array: Word, at index: Word, area: UInt32
  ) throws(Halt) -> Word { throw isOutside("pages in bulk") }

  /// Not a part of what is proved.
  public mutating func storeBlock(
    _ frame: Word, order: UInt8, in array: Word, at index: Word, area: UInt32
  ) throws(Halt) { throw isOutside("pages in bulk") }

  /// Not a part of what is proved.
  public mutating func mapPages(
    _ count: Word, in array: Word, at index: Word, table: Int, from address: Word, prot: Flags, area: UInt32
  ) throws(Halt) -> Word { throw isOutside("pages in bulk") }

  /// Not a part of what is proved.
  public mutating func unmapPages(_ count: Word, table: Int, from address: Word, area: UInt32) throws(Halt) {
    throw isOutside("pages in bulk")
  }

  /// Not a part of what is proved.
  public mutating func putPages(_ count: Word, in array: Word, at index: Word, area: UInt32) throws(Halt) {
    throw isOutside("pages in bulk")
  }

  /// Not a part of what is proved.
  public func hugeLeaf(_ table: Int, level: Int, at address: Word) -> Word {
    _ = isOutside("a huge leaf")
    return .zero
  }

  /// Not a part of what is proved.
  public func isEmpty(leafTable: Int) -> Bool {
    _ = isOutside("a huge leaf")
    return false
  }

  /// Not a part of what is proved.
  public mutating func setHugeLeaf(
    _ table: Int, level: Int, at address: Word, frame: Word, prot: Flags, area: UInt32
  ) throws(Halt) { throw isOutside("a huge leaf") }

  /// Not a part of what is proved.
  public mutating func clearHugeLeaf(_ table: Int, level: Int, at address: Word, area: UInt32) throws(Halt) {
    throw isOutside("a huge leaf")
  }
}
