/// The page tables of the kernel's address space: a tree of tables, leaves at level 0.
///
/// Tables are slices of one buffer; a table is named by the offset of its slice. An entry is 0 when
/// empty, else an offset (upper levels) or a frame (leaf level). An upper entry with its highest bit set is a
/// huge leaf: it serves its whole part with consecutive frames. Tables are never given back, as the kernel's
/// own are not; the one whose place a huge leaf takes is kept for when it goes.
@usableFromInline
package struct PageTables: Sendable {
  @usableFromInline package var entries: ContiguousArray<UInt64>
  /// The tables whose entries huge leaves have taken, by the place of the entry.
  @usableFromInline var deposited: [Int: UInt64] = [:]
  @usableFromInline let geometry: Geometry
  /// log2 of the bytes an entry of each level serves.
  @usableFromInline let shifts: SIMD8<UInt8>

  /// The top table. Offset 0 is never an entry's value, because the top table lies there.
  @usableFromInline static let root = 0
  /// What marks an upper entry as a huge leaf.
  @usableFromInline static let hugeMark: UInt64 = 1 << 63

  @usableFromInline
  init(_ geometry: Geometry) {
    self.geometry = geometry
    var shifts = SIMD8<UInt8>.zero
    for level in 0..<geometry.levels { shifts[level] = UInt8(geometry.shift(ofLevel: level)) }
    self.shifts = shifts
    entries = ContiguousArray(repeating: 0, count: 1 << Int(geometry.levelBits[geometry.levels - 1]))
  }

  /// Where the entry for an address lies in the buffer.
  @inlinable
  func slot(_ table: Int, _ level: Int, _ address: UInt64) -> Int {
    let mask = (1 << UInt64(geometry.levelBits[level])) &- 1
    return table &+ Int(address &>> UInt64(shifts[level]) & UInt64(mask))
  }

  /// Adds an empty table for an entry of `level` to point at. O(entries of a table).
  @inlinable
  mutating func add(below level: Int, at slot: Int) -> Int {
    let table = entries.count
    entries.append(contentsOf: repeatElement(0, count: 1 << Int(geometry.levelBits[level - 1])))
    entries[slot] = UInt64(table)
    return table
  }

  /// Whether no entry of a leaf table is in use. O(entries).
  @inlinable
  func isEmpty(leafTable table: Int) -> Bool {
    let entries = entries.span
    var used: UInt64 = 0
    for slot in table..<table &+ 1 &<< Int(geometry.levelBits[0]) { used |= entries[slot] }
    return used == 0
  }

  /// Writes a huge leaf; false if the entry is in use. O(1), or O(entries) if there is a table.
  @inlinable
  mutating func setHugeLeaf(_ frame: UInt64, level: Int, at slot: Int) -> Bool {
    let before = entries[slot]
    if before != 0 {
      let isTable = level == 1 && before & PageTables.hugeMark == 0
      guard isTable, isEmpty(leafTable: Int(before)) else { return false }
      deposited[slot] = before
    }
    entries[slot] = frame | PageTables.hugeMark
    return true
  }

  /// Clears a huge leaf. O(1).
  @inlinable
  mutating func clearHugeLeaf(at slot: Int) {
    entries[slot] = deposited.isEmpty ? 0 : deposited.removeValue(forKey: slot) ?? 0
  }

  /// The frame an address translates to, by the walk the hardware does; 0 if it does not. O(levels).
  @inlinable
  package func translate(_ address: UInt64) -> UInt64 {
    var table = PageTables.root
    var level = geometry.levels &- 1
    while level > 0 {
      let entry = entries[slot(table, level, address)]
      if entry & PageTables.hugeMark != 0 {
        let served = (1 &<< UInt64(shifts[level])) &- 1
        return (entry & ~PageTables.hugeMark) &+ (address & served) &>> UInt64(geometry.pageShift)
      }
      table = Int(entry)
      if table == 0 { return 0 }
      level &-= 1
    }
    return entries[slot(table, 0, address)]
  }
}
