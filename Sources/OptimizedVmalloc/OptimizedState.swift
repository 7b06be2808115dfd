public import Machine

/// The state of the optimised allocator: its machine, its ranges, its areas.
public struct OptimizedState<M: Machine> {
  /// The machine.
  public var machine: M
  /// What of the window is neither busy, nor lazily freed, nor in a pool.
  public var free: FreeExtents<M.Word>
  /// The ranges of areas by start address; the payload is the area's slot.
  public var busy = ExtentTree<M.Word>()
  /// Ranges that are free for areas of just their size.
  public var pools: RangePools<M.Word>
  /// Ranges that were released and wait for a flush.
  public var lazy: ContiguousArray<LazyRange<M.Word>> = []
  /// The pages of those, guard pages included.
  public var lazyPages = M.Word.zero
  /// The descriptors of areas; a slot is an index into this.
  public var areas: ContiguousArray<OptimizedArea<M>> = []
  /// Unused slots.
  public var freeSlots: ContiguousArray<Int> = []
  /// Addresses whose release was put off, last first.
  public var deferred: ContiguousArray<M.Word> = []

  /// The state at boot.
  @inlinable
  public init(machine: M) {
    self.machine = machine
    let geometry = machine.geometry
    let length = geometry.windowEnd &- geometry.windowStart
    free = FreeExtents(
      start: M.Word(constant: geometry.windowStart),
      length: M.Word(constant: length & ~(geometry.pageSize &- 1)))
    let pages = length >> UInt64(geometry.pageShift)
    pools = RangePools(largest: Int(min(RangePools<M.Word>.mostPages, pages / 16)))
  }

  /// Puts a descriptor into a slot.
  @inlinable
  public mutating func add(_ area: OptimizedArea<M>) -> Int {
    if let slot = freeSlots.popLast() {
      areas[slot] = area
      return slot
    }
    areas.append(area)
    return areas.count &- 1
  }

  /// Bytes of a page.
  @inlinable
  public var pageSize: M.Word { M.Word(constant: machine.geometry.pageSize) }

  /// The pages of so many bytes, rounded up, without a wrap.
  @inlinable
  public func pages(_ bytes: M.Word) -> M.Word {
    let whole = bytes.shiftedRight(machine.geometry.pageShift)
    return bytes & (pageSize &- .one) == .zero ? whole : whole &+ .one
  }

  /// The bytes of so many pages.
  @inlinable
  public func bytes(_ pages: M.Word) -> M.Word { pages.shiftedLeft(machine.geometry.pageShift) }

  /// The pages that one entry above the leaf tables serves: those of a leaf table, or of a huge leaf.
  @inlinable
  public var tablePages: M.Word { M.Word.one.shiftedLeft(Int(machine.geometry.levelBits[0])) }
}

/// The descriptor of an area.
public struct OptimizedArea<M: Machine> {
  /// The id by which events name it.
  public var id: UInt32
  /// Its first address.
  public var address = M.Word.zero
  /// Its length in bytes, guard included.
  public var length = M.Word.zero
  /// The pages it has: the entries of its page array that are filled.
  public var pages = M.Word.zero
  /// How many of them, from the first on, came in blocks that a huge leaf can serve.
  public var blockPages = M.Word.zero
  /// How many of them, from the first on, are mapped.
  public var mapped = M.Word.zero
  /// Its page array, or 0.
  public var array = M.Word.zero
  /// Whether the page array is an area itself.
  public var hasNestedArray = false
  /// `AreaFlag`s asked for.
  public var flags: M.Flags
  /// Who asked for it.
  public var caller: UInt64

  /// A descriptor as it comes from the slab.
  @inlinable
  public init(id: UInt32, flags: M.Flags, caller: UInt64) {
    self.id = id
    self.flags = flags
    self.caller = caller
  }
}

extension OptimizedArea: AreaRecord {
  /// Address, length, page array, 1 if that is an area, pages, pages in blocks, pages mapped, id.
  @inlinable
  public var words: [M.Word] {
    [
      address, length, array, hasNestedArray ? .one : .zero, pages, blockPages, mapped,
      M.Word(constant: UInt64(id)),
    ]
  }
  /// Its flags.
  @inlinable
  public var allFlags: [M.Flags] { [flags] }

  /// The record without the pages, which a loop that asks for pages changes.
  @inlinable
  public var withoutPages: OptimizedArea {
    var record = self
    record.pages = .zero
    return record
  }

  /// The record without what a loop that asks for blocks changes.
  @inlinable
  public var withoutBlocks: OptimizedArea {
    var record = withoutPages
    record.blockPages = .zero
    return record
  }

  /// The record without what a loop that maps changes.
  @inlinable
  public var withoutMapped: OptimizedArea {
    var record = self
    record.mapped = .zero
    return record
  }
}

/// A range that was released and waits for a flush.
public struct LazyRange<Word: MachineWord> {
  /// Its first address.
  public var start: Word
  /// Its length in bytes.
  public var length: Word

  /// A range.
  @inlinable
  public init(start: Word, length: Word) {
    self.start = start
    self.length = length
  }
}
