public import Machine

/// The state of the reference allocator: its machine, its ranges, its areas.
///
/// The steps work on this; it has no behaviour of its own beyond keeping the records in place.
public struct ReferenceState<M: Machine> {
  /// The machine.
  public var machine: M
  /// Every range that is busy or lazily freed, by address.
  public var ranges = RangeList<M.Word>()
  /// The descriptors of areas; a `ReferenceArea.Slot` is an index into this.
  public var areas: ContiguousArray<ReferenceArea<M>> = []
  /// Unused slots.
  public var freeSlots: ContiguousArray<Int> = []
  /// The allocator's count of lazily freed pages, guard pages included; as wide as an `int`.
  public var lazyPages = M.Word.zero
  /// Addresses whose release was put off, last first.
  public var deferred: ContiguousArray<M.Word> = []

  /// The state at boot.
  @inlinable
  public init(machine: M) { self.machine = machine }

  /// Puts a descriptor into a slot.
  @inlinable
  public mutating func add(_ area: ReferenceArea<M>) -> Int {
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
}

/// The descriptor of an area (the kernel's `vm_struct`).
public struct ReferenceArea<M: Machine> {
  /// The id by which events name it.
  public var id: UInt32
  /// Its first address.
  public var address = M.Word.zero
  /// Its length in bytes, guard included.
  public var size = M.Word.zero
  /// The pages it has, as wide as an `unsigned int`.
  public var pageCount = M.Word.zero
  /// Its page array, or 0.
  public var pages = M.Word.zero
  /// `AreaFlag`s.
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

extension ReferenceArea: AreaRecord {
  /// Address, size, page count, page array, id.
  @inlinable
  public var words: [M.Word] { [address, size, pageCount, pages, M.Word(constant: UInt64(id))] }
  /// Its flags.
  @inlinable
  public var allFlags: [M.Flags] { [flags] }
}
