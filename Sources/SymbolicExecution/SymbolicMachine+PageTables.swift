public import Machine

extension SymbolicMachine {
  /// The top table.
  @inlinable
  public var rootTable: Int { 0 }

  /// The table one level below that serves `address`, or 0 if there is none.
  @inlinable
  public func table(below table: Int, level: Int, at address: Word) -> Int {
    step(level)
    return child(of: table, level: level, at: address)
  }

  /// Makes that table; 0 if memory for it was refused.
  @inlinable
  public mutating func makeTable(below table: Int, level: Int, at address: Word, gfp: Flags) throws(Halt)
    -> Int
  {
    try spend()
    let frame = refuses() ? Word.zero : newFrame(named: "frame.\(requests)", gfp: gfp)
    let isRefused = frame.value == 0
    record(.ptNew, order: UInt8(level), ok: !isRefused, gfp: gfp, x: frame, y: page(of: address))
    return isRefused ? 0 : addTable(below: table, level: level, at: address)
  }

  @inlinable
  mutating func addTable(below table: Int, level: Int, at address: Word) -> Int {
    pageTables.append(Table())
    // It takes the entry, whatever was there.
    if !pageTables[table].hugeLeaves.isEmpty {
      pageTables[table].hugeLeaves[part(address, level: level)] = nil
    }
    pageTables[table].tables[part(address, level: level)] = pageTables.count - 1
    return pageTables.count - 1
  }

  /// The frame a leaf entry holds, or 0.
  @inlinable
  public func entry(_ table: Int, at address: Word) -> Word {
    step(0)
    return frame(in: table, at: address)
  }

  /// As `table(below:level:at:)`, for the machine itself: what the hardware does is no step of a walk.
  @inlinable
  func child(of table: Int, level: Int, at address: Word) -> Int {
    hugeLeaf(table, level: level, at: address) == .zero
      ? pageTables[table].tables[part(address, level: level)] ?? 0 : 0
  }

  /// As `entry`, for the machine itself.
  @inlinable
  func frame(in table: Int, at address: Word) -> Word {
    pageTables[table].frames[part(address, level: 0)] ?? .zero
  }

  @inlinable
  func step(_ level: Int) {
    if walk.isTooLong(level: level, pages: mostPages, areas: Int(areas)) {
      recorder.cut("a walk over more than \(mostPages) pages", atBound: true)
    }
  }

  /// Writes a leaf entry.
  @inlinable
  public mutating func setEntry(_ table: Int, at address: Word, frame: Word, prot: Flags, area: UInt32)
    throws(Halt)
  {
    record(.map, area: area, gfp: prot, x: page(of: address), y: frame)
    try spend()
    pageTables[table].frames[part(address, level: 0)] = frame
  }

  /// Clears a leaf entry.
  @inlinable
  public mutating func clearEntry(_ table: Int, at address: Word, area: UInt32) throws(Halt) {
    record(.unmap, area: area, x: page(of: address), y: frame(in: table, at: address))
    try spend()
    pageTables[table].frames[part(address, level: 0)] = nil
  }

  /// The first frame of a huge leaf; 0 if it is none.
  @inlinable
  public func hugeLeaf(_ table: Int, level: Int, at address: Word) -> Word {
    let leaves = pageTables[table].hugeLeaves
    return leaves.isEmpty ? .zero : leaves[part(address, level: level)] ?? .zero
  }

  /// Whether no entry of a leaf table is in use.
  @inlinable
  public func isEmpty(leafTable: Int) -> Bool {
    pageTables[leafTable].frames.values.allSatisfy { $0 == .zero }
  }

  /// Writes a huge leaf over an empty entry, or over that of an empty leaf table.
  @inlinable
  public mutating func setHugeLeaf(
    _ table: Int, level: Int, at address: Word, frame: Word, prot: Flags, area: UInt32
  ) throws(Halt) {
    try spend()
    let pages = recordHugeLeaf(.map, level, at: address, frame: frame, prot: prot, area: area)
    let misfit = Word(constant: pages - 1)
    guard frame & misfit == .zero, page(of: address) & misfit == .zero,
      hugeLeaf(table, level: level, at: address) == .zero
    else { throw halt(.bug, address) }
    let below = child(of: table, level: level, at: address)
    guard below == 0 || (level == 1 && isEmpty(leafTable: below)) else { throw halt(.bug, address) }
    pageTables[table].hugeLeaves[part(address, level: level)] = frame
  }

  /// Clears a huge leaf.
  @inlinable
  public mutating func clearHugeLeaf(_ table: Int, level: Int, at address: Word, area: UInt32) throws(Halt) {
    let frame = hugeLeaf(table, level: level, at: address)
    guard frame != .zero else { throw halt(.bug, address) }
    try spend()
    _ = recordHugeLeaf(.unmap, level, at: address, frame: frame, prot: .zero, area: area)
    pageTables[table].hugeLeaves[part(address, level: level)] = nil
  }

  /// Records what is done to all pages of a huge leaf; how many.
  @inlinable
  mutating func recordHugeLeaf(
    _ kind: EventKind, _ level: Int, at address: Word, frame: Word, prot: Flags, area: UInt32
  ) -> UInt64 {
    let pages = UInt64(1) << UInt64(geometry.shift(ofLevel: level) - geometry.pageShift)
    for number in 0..<pages {
      let number = Word(constant: number)
      record(
        kind, area: area, order: UInt8(level), gfp: prot, x: page(of: address) &+ number, y: frame &+ number)
    }
    return pages
  }

  /// A foreign step: writes a leaf entry behind the allocator's back, making tables as needed.
  ///
  /// Returns false, changing nothing, if the page is translated already.
  public mutating func plantTranslation(at address: Word) -> Bool {
    guard translate(address) == .zero else { return false }
    let gfp = Flags(constant: GFP.kernel)
    let frame = newFrame(named: "foreign.\(foreignSteps).frame", gfp: gfp)
    var table = rootTable
    for level in stride(from: geometry.levels - 1, to: 0, by: -1) {
      var below = child(of: table, level: level, at: address)
      if below == 0 {
        let tableFrame = newFrame(named: "foreign.\(foreignSteps).table.\(level)", gfp: gfp)
        record(.ptNew, order: UInt8(level), gfp: gfp, x: tableFrame, y: page(of: address))
        below = addTable(below: table, level: level, at: address)
      }
      table = below
    }
    pageTables[table].frames[part(address, level: 0)] = frame
    record(.env, x: page(of: address), y: frame)
    foreignSteps += 1
    return true
  }
}
