public import Machine

// In bulk, one by one: the events are those that the concrete machine's expand to, unless the run halts within one.

extension SymbolicMachine {
  /// Asks for up to `count` pages, and writes them into the page array from entry `index` on; how many it got.
  @inlinable
  public mutating func allocatePages(
    _ count: Word, gfp: Flags, node: Word, in array: Word, at index: Word, area: UInt32
  ) throws(Halt) -> Word {
    record(.pageReq, gfp: gfp, x: node, y: count)
    try spend()
    try check(node: node)
    var frames: [Word] = []
    var taken = Word.zero
    while taken < count, !refuses() {
      frames.append(try grantPage(gfp: gfp, node: node))
      taken = taken &+ .one
    }
    if frames.isEmpty { record(.pageGot, ok: false) }
    for (number, frame) in frames.enumerated() {
      try store(frame, in: array, at: index &+ Word(constant: UInt64(number)), area: area)
    }
    return taken
  }

  /// Writes the frames of a block, one by one, into the page array from entry `index` on.
  @inlinable
  public mutating func storeBlock(
    _ frame: Word, order: UInt8, in array: Word, at index: Word, area: UInt32
  ) throws(Halt) {
    for page in 0..<UInt64(1) << UInt64(order) {
      let number = Word(constant: page)
      try store(frame &+ number, in: array, at: index &+ number, area: area)
    }
  }

  /// Reads entries of a page array and writes them as leaf entries of one table, from `address` on; how many
  /// were written before an entry was in use or a page missing.
  @inlinable
  public mutating func mapPages(
    _ count: Word, in array: Word, at index: Word, table: Int, from address: Word, prot: Flags, area: UInt32
  ) throws(Halt) -> Word {
    try spend()
    var frames: [Word] = []
    var done = Word.zero
    var next = address
    while done < count {
      let loads = log.events.count
      let frame = try load(from: array, at: index &+ done, area: area)
      if frame == .zero || entry(table, at: next) != .zero {
        // What stops it is not mapped, and not on record as read.
        log.events.removeSubrange(loads...)
        break
      }
      frames.append(frame)
      done = done &+ .one
      next = next &+ Word(constant: geometry.pageSize)
    }
    next = address
    for frame in frames {
      try setEntry(table, at: next, frame: frame, prot: prot, area: area)
      next = next &+ Word(constant: geometry.pageSize)
    }
    return done
  }

  /// Clears leaf entries of one table; those that are empty are passed over.
  @inlinable
  public mutating func unmapPages(_ count: Word, table: Int, from address: Word, area: UInt32) throws(Halt) {
    try spend()
    var done = Word.zero
    var next = address
    while done < count {
      if entry(table, at: next) != .zero { try clearEntry(table, at: next, area: area) }
      done = done &+ .one
      next = next &+ Word(constant: geometry.pageSize)
    }
  }

  /// Reads entries of a page array, and drops the references to their frames.
  @inlinable
  public mutating func putPages(_ count: Word, in array: Word, at index: Word, area: UInt32) throws(Halt) {
    try spend()
    var frames: [Word] = []
    var done = Word.zero
    while done < count {
      frames.append(try load(from: array, at: index &+ done, area: area))
      done = done &+ .one
    }
    for frame in frames { try putPage(frame) }
  }
}
