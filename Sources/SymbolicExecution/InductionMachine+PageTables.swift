public import Machine
internal import Synchronization

// Page tables in any state: whether there is one, and what an entry holds, are inputs; the same place is answered alike until a
// loop is cut.

extension InductionMachine {
  /// The top table.
  public var rootTable: Int { 0 }

  /// The first address of the part of the address space that an entry of a level serves.
  private func part(_ address: Word, level: Int) -> Word {
    address & ~(Word.one.shiftedLeft(geometry.shift(ofLevel: level)) &- .one)
  }

  /// Notes that a table is used for an entry of a level; where it is.
  func place(_ table: Int, level: Int, _ address: Word) -> InductionTrace.Place {
    let used = trace.content.withLock { $0.tables[table] }
    if let served = used.address, used.level == level {
      note(.access(level: level + 1), ["address": address, "part": served])
    } else if used.level != level {
      recorder.cut("a table of level \(used.level) is used as one of level \(level)")
    }
    return InductionTrace.Place(table: table, part: part(address, level: level).identity)
  }

  private func add(_ place: InductionTrace.Place, level: Int, _ address: Word) -> Int {
    trace.content.withLock { content in
      content.tables.append(InductionTrace.Table(level: level - 1, address: address))
      content.below[place] = content.tables.count - 1
      return content.tables.count - 1
    }
  }

  /// The table one level below that serves an address, or 0: there may be one or not.
  public func table(below table: Int, level: Int, at address: Word) -> Int {
    let place = place(table, level: level, address)
    if let known = trace.content.withLock({ $0.below[place] }) { return known }
    let isThere = isGranted("table")
    note(.table(level: level, isThere: isThere), ["address": address])
    if isThere { return add(place, level: level, address) }
    trace.content.withLock { $0.below[place] = 0 }
    return 0
  }

  /// Makes that table, or not.
  public mutating func makeTable(below table: Int, level: Int, at address: Word, gfp: Flags) throws(Halt)
    -> Int
  {
    let place = place(table, level: level, address)
    // It has to have been looked for.
    let isMissing = trace.content.withLock { $0.below[place] } == 0
    let frame = anyFrame("tableFrame")
    let isMade = frame != .zero
    note(
      .operation(.ptNew, granted: isMade),
      ["frame": frame, "address": address, "missing": Word(constant: isMissing ? 1 : 0)])
    return isMade ? add(place, level: level, address) : 0
  }

  /// The frame that a leaf entry holds, or 0.
  public func entry(_ table: Int, at address: Word) -> Word {
    let place = place(table, level: 0, address)
    if let known = trace.content.withLock({ $0.entries[place] }) { return known }
    let frame = anyFrame("entry", otherwise: 0)
    trace.content.withLock { $0.entries[place] = frame }
    note(.entry, ["address": address, "frame": frame])
    return frame
  }

  /// Writes a leaf entry.
  public mutating func setEntry(
    _ table: Int, at address: Word, frame: Word, prot: Flags, area: UInt32
  ) throws(Halt) {
    let place = place(table, level: 0, address)
    trace.content.withLock { $0.entries[place] = frame }
    note(.operation(.map, granted: true), ["address": address, "frame": frame], area: area)
  }

  /// Clears a leaf entry.
  public mutating func clearEntry(_ table: Int, at address: Word, area: UInt32) throws(Halt) {
    let place = place(table, level: 0, address)
    trace.content.withLock { $0.entries[place] = .zero }
    note(.operation(.unmap, granted: true), ["address": address], area: area)
  }
}
