// Many pages at once, recorded by run. What single operations would spend on a page until it is given back is
// spent when it is taken, so that a run that never ends does not go on long just because it is fast.

/// The fuel that a page of a request in bulk takes.
@usableFromInline let pageFuel = 8

extension ConcreteMachine {
  /// Asks for up to `count` pages, and writes them into the page array from entry `index` on; how many it got.
  /// O(runs of frames + entries).
  @inlinable
  public mutating func allocatePages(
    _ count: Word, gfp: UInt32, node: Word, in array: Word, at index: Word, area: UInt32
  ) throws(Halt) -> Word {
    let asked = widenedNode(node)
    record(.pageReq, gfp: gfp, x: asked, y: UInt64(count))
    try spend(pageFuel &* Int(count))
    if asked != .max, asked >= UInt64(geometry.nodes) { throw halt(.bug, asked) }
    let granted = failures.granted(.page, of: Int(count))
    let lists = log.runs.count
    let taken = takePages(granted, gfp: UInt64(gfp), node: asked == .max ? nil : Int(asked))
    if taken == 0 { record(.pageGot, ok: false) }
    // A list for each node that pages came from.
    var list = lists
    var entry = UInt64(index)
    while list < log.runs.count {
      entry &+= try store(list: list, in: array, at: entry, area: area)
      list &+= Int(log.runs[list].word) &+ 1
    }
    return Word(truncatingIfNeeded: taken)
  }

  /// Takes pages and records them, a list for each node in a row; how many there were.
  @inlinable
  mutating func takePages(_ count: Int, gfp: UInt64, node: Int?) -> Int {
    var taken = 0
    var list = -1
    var listNode = -1
    while taken < count {
      // In most cases all are of one node and taken at once.
      let next = log.beginList()
      let got = frames.takeRuns(atMost: count &- taken, gfp: gfp, node: node, listing: &log.runs)
      if got.count == 0 || got.node == listNode {
        log.runs.remove(at: next)
        if got.count == 0 { break }
      } else {
        if list >= 0 { log.endList(list, before: next) }
        list = next
        listNode = got.node
        record(.run, x: UInt64(list))
        record(.pageGot, x: log.runs[list &+ 1].first, y: UInt64(got.node))
      }
      taken &+= got.count
    }
    if list >= 0 { log.endList(list) }
    return taken
  }

  /// Writes the frames of a block, one by one, into the page array from entry `index` on. O(entries).
  @inlinable
  public mutating func storeBlock(
    _ frame: Word, order: UInt8, in array: Word, at index: Word, area: UInt32
  ) throws(Halt) {
    try spend(pageFuel &<< Int(order))
    let list = log.beginList()
    log.runs.append(FrameRun(first: UInt64(frame), count: 1 &<< UInt64(order)))
    log.endList(list)
    _ = try store(list: list, in: array, at: UInt64(index), area: area)
  }

  /// Writes the frames of a list into a page array; how many there are.
  @inlinable
  mutating func store(
    list: Int, in array: Word, at index: UInt64, area: UInt32
  ) throws(Halt) -> UInt64 {
    record(.run, x: UInt64(list))
    record(.store, area: area, x: index, y: log.runs[list &+ 1].first)
    var entry = index
    var offset = 0
    var room = 0
    var place = list &+ 1
    let end = place &+ Int(log.runs[list].word)
    while place < end {
      let run = log.runs[place]
      var frame = run.first
      var left = Int(run.count)
      while left > 0 {
        if room == 0 { (offset, room) = try stretch(array, Word(truncatingIfNeeded: entry)) }
        let count = min(left, room)
        RunLister.fill(&memory.words, offset..<offset &+ count, from: frame)
        frame &+= UInt64(count)
        left &-= count
        offset &+= count
        room &-= count
        entry &+= UInt64(count)
      }
      place &+= 1
      if run.count == 1, place < end {
        // Where one run is of one frame, many are.
        let count = RunLister.fill(&memory.words, at: offset, from: log.runs, place..<min(end, place &+ room))
        place &+= count
        offset &+= count
        room &-= count
        entry &+= UInt64(count)
      }
    }
    return entry &- index
  }

  /// Where an entry lies in pointer memory, and how many from it on lie behind one another there; throws if the
  /// access is out of bounds.
  @inlinable @inline(__always)
  mutating func stretch(_ array: Word, _ index: Word) throws(Halt) -> (offset: Int, count: Int) {
    let base = UInt64(array)
    guard base >= geometry.windowStart && base < geometry.windowEnd else {
      return try placeInSlab(base, UInt64(index))
    }
    let offset = try place(array, index)
    let pointer = UInt64(geometry.pointerSize)
    let address = UInt64(array &+ index &* Word(constant: pointer))
    return (offset, Int((geometry.pageSize &- (address & (geometry.pageSize &- 1))) / pointer))
  }

  /// Reads entries of a page array and writes them as leaf entries of one table, from `address` on; how many
  /// were written before an entry was in use or a page missing. O(entries).
  @inlinable
  public mutating func mapPages(
    _ count: Word, in array: Word, at index: Word, table: Int, from address: Word, prot: UInt32, area: UInt32
  ) throws(Halt) -> Word {
    let wanted = Int(count)
    try spend()
    let slot = tables.slot(table, 0, UInt64(address))
    let list = log.beginList()
    var done = 0
    var stops = false
    while done < wanted, !stops {
      let from = try stretchRead(array, index &+ Word(truncatingIfNeeded: done), area)
      let length = min(from.count, wanted &- done)
      let copied = RunLister.copy(
        memory.words, from.offset..<from.offset &+ length, to: &tables.entries, at: slot &+ done,
        listing: &log.runs)
      done &+= copied
      stops = copied < length
    }
    log.endList(list)
    lastPage = .max
    guard done > 0 else { return .zero }
    let first = log.runs[list &+ 1].first
    record(.run, x: UInt64(list))
    record(.load, area: area, x: UInt64(index), y: first)
    record(.run, x: UInt64(list))
    record(.map, area: area, gfp: prot, x: page(of: address), y: first)
    return Word(truncatingIfNeeded: done)
  }

  /// As `stretch`, for a read: one that is out of bounds is on record before the halt it led to.
  @inlinable
  mutating func stretchRead(
    _ array: Word, _ index: Word, _ area: UInt32
  ) throws(Halt) -> (offset: Int, count: Int) {
    do {
      return try stretch(array, index)
    } catch {
      recordFailedLoad(index, area)
      throw error
    }
  }

  /// Clears leaf entries of one table; those that are empty are passed over. O(entries).
  @inlinable
  public mutating func unmapPages(
    _ count: Word, table: Int, from address: Word, area: UInt32
  ) throws(Halt) {
    let end = Int(count)
    try spend()
    let slot = tables.slot(table, 0, UInt64(address))
    lastPage = .max
    var done = 0
    while done < end {
      if tables.entries[slot &+ done] == 0 {
        done &+= 1
        continue
      }
      let list = log.beginList()
      let cleared = RunLister.clear(&tables.entries, slot &+ done..<slot &+ end, listing: &log.runs)
      log.endList(list)
      record(.run, x: UInt64(list))
      record(.unmap, area: area, x: page(of: address) &+ UInt64(done), y: log.runs[list &+ 1].first)
      done &+= cleared
    }
  }

  /// Reads entries of a page array, and drops the references to their frames. O(entries).
  @inlinable
  public mutating func putPages(
    _ count: Word, in array: Word, at index: Word, area: UInt32
  ) throws(Halt) {
    let end = Int(count)
    guard end > 0 else { return }
    try spend()
    let list = log.beginList()
    var done = 0
    while done < end {
      let from = try stretchRead(array, index &+ Word(truncatingIfNeeded: done), area)
      let length = min(from.count, end &- done)
      RunLister.list(memory.words, from.offset..<from.offset &+ length, in: &log.runs)
      done &+= length
    }
    log.endList(list)
    record(.run, x: UInt64(list))
    record(.load, area: area, x: UInt64(index), y: log.runs[list &+ 1].first)
    record(.run, x: UInt64(list))
    record(.pagePut, x: log.runs[list &+ 1].first)
    try putRuns((list &+ 1)..<(list &+ 1 &+ Int(log.runs[list].word)))
  }

  /// Drops the references to the frames of listed runs. O(runs + words of frames).
  @inlinable @inline(__always)
  mutating func putRuns(_ places: Range<Int>) throws(Halt) {
    var place = places.lowerBound
    while place < places.upperBound {
      let run = log.runs[place]
      // Of short runs, all frames of a word are given back at once; run by run only if one of them cannot be.
      let count = run.count < 64 ? frames.putShortRuns(log.runs, place..<places.upperBound) : 0
      if count > 0 {
        if memory.mayHold(run.first & ~63, 64) {
          for number in place..<place &+ count { forgetMemory(log.runs[number]) }
        }
        place &+= count
        continue
      }
      let put = frames.putRun(run.first, count: Int(run.count))
      guard put == Int(run.count) else {
        let frame = run.first &+ UInt64(put)
        throw halt(frames.pool(of: frame) == nil ? .badFrame : .badPagePut, frame)
      }
      forgetMemory(run)
      place &+= 1
    }
  }

  /// Frames that were given back are no memory of page arrays any more.
  @inlinable
  mutating func forgetMemory(_ run: FrameRun) {
    guard memory.mayHold(run.first, run.count) else { return }
    for frame in run.first..<run.first &+ run.count { forgetMemory(frame) }
  }
}
