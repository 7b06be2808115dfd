extension ConcreteMachine {
  /// The top table.
  @inlinable
  public var rootTable: Int { PageTables.root }

  /// The table one level below that serves `address`, or 0 if there is none. O(1).
  @inlinable
  public func table(below table: Int, level: Int, at address: Word) -> Int {
    let entry = tables.entries[tables.slot(table, level, UInt64(address))]
    return entry & PageTables.hugeMark == 0 ? Int(entry) : 0
  }

  /// Makes that table; 0 if memory for it was refused. O(entries of a table).
  @inlinable
  public mutating func makeTable(
    below table: Int, level: Int, at address: Word, gfp: UInt32
  ) throws(Halt) -> Int {
    try spend()
    var frame: UInt64 = 0
    if !failures.refuses(.table) {
      frame = frames.take(gfp: UInt64(gfp) & ~GFP.zoneMask, node: nil).frame
    }
    record(.ptNew, order: UInt8(level), ok: frame != 0, gfp: gfp, x: frame, y: page(of: address))
    guard frame != 0 else { return 0 }
    return tables.add(below: level, at: tables.slot(table, level, UInt64(address)))
  }

  /// The frame a leaf entry holds, or 0. O(1).
  @inlinable
  public func entry(_ table: Int, at address: Word) -> Word {
    Word(truncatingIfNeeded: tables.entries[tables.slot(table, 0, UInt64(address))])
  }

  /// Writes a leaf entry. O(1).
  @inlinable
  public mutating func setEntry(
    _ table: Int, at address: Word, frame: Word, prot: UInt32, area: UInt32
  ) throws(Halt) {
    record(.map, area: area, gfp: prot, x: page(of: address), y: UInt64(frame))
    try spend()
    lastPage = .max
    tables.entries[tables.slot(table, 0, UInt64(address))] = UInt64(frame)
  }

  /// Clears a leaf entry. O(1).
  @inlinable
  public mutating func clearEntry(_ table: Int, at address: Word, area: UInt32) throws(Halt) {
    let slot = tables.slot(table, 0, UInt64(address))
    record(.unmap, area: area, x: page(of: address), y: tables.entries[slot])
    try spend()
    lastPage = .max
    tables.entries[slot] = 0
  }

  /// The first frame of a huge leaf, an entry of `level` above 0 that serves its whole part itself; 0 if it is
  /// none. O(1).
  @inlinable
  public func hugeLeaf(_ table: Int, level: Int, at address: Word) -> Word {
    let entry = tables.entries[tables.slot(table, level, UInt64(address))]
    return entry & PageTables.hugeMark == 0 ? 0 : Word(truncatingIfNeeded: entry & ~PageTables.hugeMark)
  }

  /// Whether no entry of a leaf table is in use. O(entries).
  @inlinable
  public func isEmpty(leafTable: Int) -> Bool { tables.isEmpty(leafTable: leafTable) }

  /// Writes a huge leaf over an empty entry, or over that of an empty leaf table, which is kept. O(1), or O(entries) if
  /// there is a table.
  @inlinable
  public mutating func setHugeLeaf(
    _ table: Int, level: Int, at address: Word, frame: Word, prot: UInt32, area: UInt32
  ) throws(Halt) {
    let slot = tables.slot(table, level, UInt64(address))
    let pages = try recordHugeLeaf(level, frame: UInt64(frame))
    record(.map, area: area, order: UInt8(level), gfp: prot, x: page(of: address), y: UInt64(frame))
    guard UInt64(frame) & (pages &- 1) == 0, page(of: address) & (pages &- 1) == 0,
      tables.setHugeLeaf(UInt64(frame), level: level, at: slot)
    else { throw halt(.bug, UInt64(address)) }
  }

  /// Clears a huge leaf. O(1).
  @inlinable
  public mutating func clearHugeLeaf(
    _ table: Int, level: Int, at address: Word, area: UInt32
  ) throws(Halt) {
    let slot = tables.slot(table, level, UInt64(address))
    let frame = tables.entries[slot] & ~PageTables.hugeMark
    guard tables.entries[slot] != frame else { throw halt(.bug, UInt64(address)) }
    _ = try recordHugeLeaf(level, frame: frame)
    record(.unmap, area: area, order: UInt8(level), x: page(of: address), y: frame)
    tables.clearHugeLeaf(at: slot)
  }

  /// Records that the next event is of all pages of a huge leaf; how many.
  @inlinable
  mutating func recordHugeLeaf(_ level: Int, frame: UInt64) throws(Halt) -> UInt64 {
    let pages: UInt64 = 1 &<< UInt64(geometry.shift(ofLevel: level) &- geometry.pageShift)
    try spend()
    lastPage = .max
    let list = log.beginList()
    log.runs.append(FrameRun(first: frame, count: pages))
    log.endList(list)
    record(.run, x: UInt64(list))
    return pages
  }

  /// A foreign step: writes a leaf entry behind the allocator's back, making tables as needed.
  ///
  /// Returns false, changing nothing but tables, if the address lies outside the window, the page is
  /// translated already, or no frame is free.
  public mutating func plantTranslation(at address: UInt64) -> Bool {
    guard address >= geometry.windowStart, address < geometry.windowEnd, tables.translate(address) == 0
    else { return false }
    let frame = frames.take(gfp: GFP.kernel, node: nil).frame
    guard frame != 0 else { return false }
    var table = PageTables.root
    for level in stride(from: geometry.levels - 1, to: 0, by: -1) {
      let slot = tables.slot(table, level, address)
      if tables.entries[slot] == 0 {
        let tableFrame = frames.take(gfp: GFP.kernel, node: nil).frame
        guard tableFrame != 0 else {
          _ = frames.put(frame)
          return false
        }
        record(
          .ptNew, order: UInt8(level), gfp: UInt32(GFP.kernel), x: tableFrame,
          y: address >> UInt64(geometry.pageShift))
        _ = tables.add(below: level, at: slot)
      }
      table = Int(tables.entries[slot])
    }
    tables.entries[tables.slot(table, 0, address)] = frame
    record(.env, x: address >> UInt64(geometry.pageShift), y: frame)
    return true
  }
}
