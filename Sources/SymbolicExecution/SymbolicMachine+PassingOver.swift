public import Machine

// A walk that unmaps comes to leaf entries none of which is in use. Step by step, each number of them would be a path.

extension SymbolicMachine {
  /// A walk that was taken to any one of the pages that are left, to see that it does nothing there.
  @usableFromInline
  struct Passing: Sendable {
    /// Where the walk has to be after that page.
    @usableFromInline
    var next: Word
    /// Where it goes on then.
    @usableFromInline
    var end: Word
    /// What had happened before, in counts.
    @usableFromInline
    var counts: [Int]
    /// What was on record.
    @usableFromInline
    var words: [Word]
    @usableFromInline
    var flags: [Flags]

    @inlinable
    init(next: Word, end: Word, counts: [Int], words: [Word], flags: [Flags]) {
      self.next = next
      self.end = end
      self.counts = counts
      self.words = words
      self.flags = flags
    }
  }

  /// A walk over leaf entries that unmaps comes by its head. If no entry is in use from here to its end, it is taken to any one
  /// of the pages that are left; if it comes back at the next one, and nothing else has changed, it does so from all of them,
  /// and goes on at its end. So that how many there are is no comparison of the path.
  ///
  /// Does nothing for other walks, nor while a scenario begins, nor for a machine that follows a run (`follow`).
  ///
  /// - Throws: `Halt`, where what was noted so says that the run is not followed.
  @inlinable
  public mutating func cut(
    _ head: inout LoopHead, address: inout Word, to end: Word, record: some AreaRecord<Word, Flags>
  ) throws(Halt) {
    guard head.loop == .unmappingWalk(level: 0), !isBeginning, !remembersGiven else { return }
    if let entry = head.entry {
      head.entry = nil
      guard hasDoneNothing(passings[entry], at: address, record.words, record.allFlags) else {
        recorder.cut("a walk does something where nothing is mapped")
        return try spend()
      }
      address = passings[entry].end
      return
    }
    guard let last = lastUnused(from: address, before: end), address != end, address <= end &- .one else {
      return
    }
    let left = UInt64((end &- .one &- address).value) >> UInt64(geometry.pageShift)
    // A name goes with one range.
    let page: Word = recorder.input(
      "passed.\(passings.count).\(last)", in: 0...last, otherwise: 0
    ) { $0 <= left }
    let place = address &+ page.shiftedLeft(geometry.pageShift)
    guard recorder.assume("a page of those that are left", { place <= end &- .one }) else {
      throw Halt(kind: .fuelSpent, detail: 0)
    }
    head.entry = passings.count
    passings.append(
      Passing(
        next: place &+ Word(constant: geometry.pageSize), end: end, counts: counts, words: record.words,
        flags: record.allFlags))
    address = place
  }

  /// Counts of what a walk could do: events, requests, page tables.
  @usableFromInline
  var counts: [Int] { [log.events.count, Int(requests), pageTables.count] }

  @usableFromInline
  func hasDoneNothing(_ passing: Passing, at address: Word, _ words: [Word], _ flags: [Flags]) -> Bool {
    address.identity == passing.next.identity && counts == passing.counts
      && words.map(\.identity) == passing.words.map(\.identity)
      && flags.map(\.identity) == passing.flags.map(\.identity)
  }

  /// The number of the last page, from the one at `address` on, in its leaf table or before the first entry there that is in
  /// use; nil if that page is, or if it is not known that a walk ends before.
  @usableFromInline
  func lastUnused(from address: Word, before end: Word) -> UInt64? {
    guard let first = address.number else { return nil }
    var table = rootTable
    for level in stride(from: geometry.levels - 1, to: 0, by: -1) {
      table = child(of: table, level: level, at: address)
      if table == 0 { return nil }
    }
    let span = UInt64(1) << UInt64(geometry.shift(ofLevel: 1))
    var last = (first | (span - 1)) & UInt64(Word.allOnes.value)
    for key in pageTables[table].frames.keys {
      guard let used = key.number else { return nil }
      if used >= first, used <= last {
        if used == first { return nil }
        last = used - 1
      }
    }
    let isBeyond = Branch(
      relation: .less, first: Word(constant: last).term, second: (end &- .one).term, holds: false)
    guard recorder.decides(isBeyond) == false else { return nil }
    return (last - first) >> UInt64(geometry.pageShift)
  }
}
