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
    let frame = refuses() ? Word.zero : newFrame(gfp: gfp)
    let isRefused = frame.value == 0
    record(.ptNew, order: UInt8(level), ok: !isRefused, gfp: gfp, x: frame, y: page(of: address))
    if isRefused { return 0 }
    pageTables.append(Table())
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
    pageTables[table].tables[part(address, level: level)] ?? 0
  }

  /// As `entry`, for the machine itself.
  @inlinable
  func frame(in table: Int, at address: Word) -> Word {
    pageTables[table].frames[part(address, level: 0)] ?? .zero
  }

  @inlinable
  func step(_ level: Int) {
    if walk.isTooLong(level: level, pages: mostPages) {
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

  /// There are no huge leaves here.
  @inlinable
  public func hugeLeaf(_ table: Int, level: Int, at address: Word) -> Word { .zero }

  /// Whether no entry of a leaf table is in use.
  @inlinable
  public func isEmpty(leafTable: Int) -> Bool {
    pageTables[leafTable].frames.values.allSatisfy { $0 == .zero }
  }

  /// Writes a huge leaf: paths with huge leaves are not followed.
  @inlinable
  public mutating func setHugeLeaf(
    _ table: Int, level: Int, at address: Word, frame: Word, prot: Flags, area: UInt32
  ) throws(Halt) {
    recorder.cut("a huge leaf is written")
    throw Halt(kind: .fuelSpent, detail: UInt64(level))
  }

  /// Clears a huge leaf: there is none, so that an implementation that does it has failed.
  @inlinable
  public mutating func clearHugeLeaf(_ table: Int, level: Int, at address: Word, area: UInt32) throws(Halt) {
    throw halt(.bug, address)
  }
}
