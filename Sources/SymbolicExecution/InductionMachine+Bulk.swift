public import Machine
internal import Synchronization

// Many at a time, each noted as one moment, and huge leaves.

extension InductionMachine {
  // MARK: Frames

  /// Any block of frames, aligned as its size, or none.
  public mutating func allocateBlock(order: UInt8, gfp: Flags, node: Word) throws(Halt) -> Word {
    try spend()
    let number = any("block\(order)", in: 0...frames.upperBound >> UInt64(order), otherwise: 1)
    let frame = number.shiftedLeft(Int(order))
    note(.block(order: Int(order), granted: frame != .zero), ["frame": frame])
    return frame
  }

  /// The entries of a block are written.
  public mutating func storeBlock(
    _ frame: Word, order: UInt8, in array: Word, at index: Word, area: UInt32
  ) throws(Halt) {
    try spend()
    note(.blockStored(order: Int(order)), ["frame": frame, "array": array, "index": index], area: area)
  }

  /// How many of some there are: all, or any lesser number.
  private mutating func some(_ name: String, of all: Word) throws(Halt) -> (count: Word, isAll: Bool) {
    if isGranted(name) { return (all, true) }
    let count = any(name + "Count")
    guard recorder.assume("there are no more than there can be", { count < all }) else {
      throw Halt(kind: .fuelSpent, detail: 0)
    }
    return (count, false)
  }

  /// Any frames, so many or fewer; their entries are written.
  public mutating func allocatePages(
    _ count: Word, gfp: Flags, node: Word, in array: Word, at index: Word, area: UInt32
  ) throws(Halt) -> Word {
    try spend()
    let got = try some("got", of: count).count
    note(.many(.store), ["count": got, "array": array, "index": index], area: area)
    return got
  }

  /// Entries are read, and references to their frames dropped.
  public mutating func putPages(_ count: Word, in array: Word, at index: Word, area: UInt32) throws(Halt) {
    try spend()
    note(.many(.pagePut), ["count": count, "array": array, "index": index], area: area)
  }

  // MARK: Page tables

  /// Entries of the page array are written as leaf entries, all of them or those before one that is in use, or missing.
  public mutating func mapPages(
    _ count: Word, in array: Word, at index: Word, table: Int, from address: Word, prot: Flags, area: UInt32
  ) throws(Halt) -> Word {
    try spend()
    _ = place(table, level: 0, address)
    let (mapped, isAll) = try some("mapped", of: count)
    note(
      .many(.map), ["count": mapped, "array": array, "index": index, "address": address], area: area)
    if !isAll {
      note(
        .stopped,
        [
          "address": address &+ mapped.shiftedLeft(geometry.pageShift), "array": array,
          "index": index &+ mapped,
        ])
    }
    forgetEntries()
    return mapped
  }

  /// Leaf entries of one table are cleared.
  public mutating func unmapPages(_ count: Word, table: Int, from address: Word, area: UInt32) throws(Halt) {
    try spend()
    _ = place(table, level: 0, address)
    note(.many(.unmap), ["count": count, "address": address], area: area)
    forgetEntries()
  }

  private func forgetEntries() { trace.content.withLock { $0.entries = [:] } }

  /// The first frame of a huge leaf, any, or 0: there may be one only where there is no table.
  public func hugeLeaf(_ table: Int, level: Int, at address: Word) -> Word {
    let place = place(table, level: level, address)
    let known = trace.content.withLock { ($0.below[place], $0.hugeLeaves[place]) }
    if let leaf = known.1 { return leaf }
    guard hasHugeLeaves, level == 1, known.0 == 0 else {
      if known.0 == nil { recorder.cut("a huge leaf is looked for where no table was") }
      return .zero
    }
    let isThere = isGranted("huge")
    let leaf = isThere ? any("hugeFrame", in: 1...frames.upperBound, otherwise: 1) : .zero
    trace.content.withLock { $0.hugeLeaves[place] = leaf }
    note(.hugeLeaf(isThere: isThere), ["address": address])
    return leaf
  }

  /// Whether a table of leaves is empty: it may be or not.
  public func isEmpty(leafTable: Int) -> Bool { isGranted("empty") }

  /// A huge leaf is written.
  public mutating func setHugeLeaf(
    _ table: Int, level: Int, at address: Word, frame: Word, prot: Flags, area: UInt32
  ) throws(Halt) {
    try spend()
    guard hasHugeLeaves, level == 1 else { throw isOutside("a huge leaf") }
    let place = place(table, level: level, address)
    trace.content.withLock { content in
      content.below[place] = 0
      content.hugeLeaves[place] = frame
    }
    note(.hugeMap, ["address": address, "frame": frame], area: area)
  }

  /// A huge leaf is cleared: a table may be there again.
  public mutating func clearHugeLeaf(_ table: Int, level: Int, at address: Word, area: UInt32) throws(Halt) {
    try spend()
    guard hasHugeLeaves, level == 1 else { throw isOutside("a huge leaf") }
    let place = place(table, level: level, address)
    trace.content.withLock { content in
      content.below[place] = nil
      content.hugeLeaves[place] = nil
    }
    note(.hugeUnmap, ["address": address], area: area)
  }
}
