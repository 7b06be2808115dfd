internal import Machine
internal import Proofs
internal import Specification
internal import SymbolicExecution
internal import Vmalloc

// What each moment of a run is in the system.

extension Follower {
  /// Follows a run to its end.
  ///
  /// - Parameters:
  ///   - isNew: whether no path was followed yet that has begun as this one up to a moment; O(1).
  ///   - isCut: whether the run was not followed to its end.
  mutating func follow(_ moments: ArraySlice<InductionMoment>, isCut: Bool, isNew: (Beginning) -> Bool) {
    var beginning = Beginning(hash: 0, moments: 0)
    for moment in moments where !isOver {
      for branch in branches[comparisons..<moment.comparisons] { beginning.add(branch) }
      beginning.moments += 1
      comparisons = moment.comparisons
      self.isNew = isNew(beginning)
      follow(moment)
    }
    if !isOver, !isCut, !hasLeft {
      comparisons = branches.count
      self.isNew = true
      refute("the run ends, at \(place.rawValue)")
    }
  }

  /// The comparisons and moments that a path begins with: by hash, terms are large.
  struct Beginning: Hashable {
    fileprivate(set) var hash: Int
    fileprivate(set) var moments: Int

    fileprivate mutating func add(_ branch: Branch) {
      var hasher = Hasher()
      hasher.combine(hash)
      hasher.combine(branch)
      hash = hasher.finalize()
    }
  }

  private mutating func follow(_ moment: InductionMoment) {
    if hasLeft, moment.what != .left { return refute("the call goes on after it has returned") }
    let words = moment.words
    if let bytes = refusedSlab, moment.what != .contract(.vmalloc) { goWithoutArray(bytes) }
    if isOver { return }
    switch moment.what {
    case .operation(let kind, let granted): operate(kind, granted, moment)
    // The system has no messages; others are of what it does not do.
    case .message(.partialAllocation): break
    case .message(let warning): refute("it warns: \(warning)")
    case .entry: lookedAt(words)
    case .table(let level, let isThere):
      // Where there is no table of leaves there may be a huge leaf.
      let isOpen = start.hasHugeLeaves && level == 1
      if !isThere, !isOpen, let address = words["address"] { isAbsent(level, number(address)) }
    case .access(let level):
      guard let address = words["address"], let part = words["part"] else { return }
      let size = Form.symbol("\(UInt64(1) << UInt64(start.geometry.shift(ofLevel: level)))")
      claim(
        "access", "a page table is used for what it serves",
        [("served", .call("=", .call("div", number(address), size), .call("div", number(part), size)))])
    case .arrival(let loop, let entry, let isFirst): arrive(loop, entry, isFirst, moment)
    case .anywhere(_, let entry):
      passes[entry] = moment
      goOn(words, order: moment.order)
    case .contract(let operation):
      let isUsual =
        operation == .vmalloc
        ? words["align"]?.number == 1 && moment.flags.first?.number == 0
        : operation == .vfree && words["interrupt"]?.number == 0
      guard isUsual else { return refute("a call within the call has unusual arguments") }
      call(operation, words)
    case .hugeLeaf, .hugeMap, .hugeUnmap, .block, .blockStored, .many, .stopped: followMany(moment)
    case .left: leaveBehind(moment)
    }
  }

  // MARK: Operations

  private mutating func operate(_ kind: EventKind, _ granted: Bool, _ moment: InductionMoment) {
    let words = moment.words
    var isOfArea = [.areaCount, .areaFlags, .arrKmalloc, .arrKfree, .store, .load, .map].contains(kind)
    // The seed unmaps and retires ranges, and does not ask whose.
    if start.hasHugeLeaves, [.unmap, .retire].contains(kind) { isOfArea = true }
    if isOfArea, moment.area != CodeStart.area { return refute("it does \(kind), of another area") }
    func word(_ name: String) -> SymbolicWord<UInt64> { words[name] ?? .zero }
    switch kind {
    case .call:
      guard place == .idle else { return refute("a call begins, at \(place.rawValue)") }
      place = .unmapping
      outcome = "EXIT_RELEASE"
    case .ret: leave(word("result"))
    case .areaCount:
      let isAtLast = start.wanted != nil && place == .mapping
      guard owed == .count || isAtLast else {
        return refute("a page count is noted that the system does not note")
      }
      owed = nil
      let expected = place == .unmapping ? Self.field("count") : Self.n
      claim("count", "the page count is noted", [("count", .call("=", number(word("count")), expected))])
    case .areaFlags: noteFlags(moment.flags)
    case .arrKmalloc: makeArray(granted, word("bytes"), word("array"))
    case .arrKfree: freeArray("array-freed", "the page array is freed", word("array"))
    case .pageGot: getPage(granted, word("frame"))
    case .store: store(word("frame"), word("array"), word("index"))
    case .load: load(word("frame"), word("array"), word("index"))
    case .ptNew: makeTable(granted, word("address"), isMissing: word("missing").value == 1)
    case .map: map(word("address"), word("frame"))
    case .unmap: unmap(word("address"))
    case .pagePut: put(word("frame"))
    case .retire: retire(word("start"), word("bytes"))
    case .structFree:
      take(
        "descriptor-freed", "the descriptor is freed",
        [("area", moment.area == CodeStart.area ? .symbol("true") : .symbol("false"))], at: .descriptor)
      place = .ended
    case .trap: refute("an assertion fails")
    case .flush: flush(word("start"), word("end"))
    case .reusable: reuse(word("start"), word("bytes"))
    default: refute("it does \(kind)")
    }
  }

  private mutating func noteFlags(_ flags: [SymbolicWord<UInt32>]) {
    if owed == .flags { owed = nil }
    guard ![.idle, .descriptor, .ended].contains(place) else {
      return refute("flags are noted, at \(place.rawValue)")
    }
    guard let flags = flags.first,
      let noted = (flags & SymbolicWord(constant: AreaFlag.vpages)).number
    else { return refute("flags are noted that depend on something") }
    let isRight = (noted != 0) == isMarked
    if place == .mapping { notedAtLast = true }
    claim("flags", "flags are noted", [("nested", .symbol(isRight ? "true" : "false"))])
  }

  private static var arrayBytes: Form { .call("*", .symbol("POINTER"), n) }

  private mutating func makeArray(
    _ granted: Bool, _ bytes: SymbolicWord<UInt64>, _ pointer: SymbolicWord<UInt64>
  ) {
    guard granted else {
      if refusedSlab != nil { return refute("a page array is asked for twice") }
      // What is refused may be asked for as an area.
      refusedSlab = bytes
      return claim(
        "array-slab", "a page array is asked for",
        [
          ("bytes", .call("=", number(bytes), Self.arrayBytes)),
          ("fits-the-slab", .call("<=", Self.arrayBytes, .symbol("slab-most"))),
        ])
    }
    take(
      "array-slab", "a page array is asked for",
      [("bytes", .call("=", number(bytes), Self.arrayBytes))], at: .reserved)
    (place, array, isNested) = (.pages, pointer, false)
  }

  /// There is no page array.
  private mutating func goWithoutArray(_ bytes: SymbolicWord<UInt64>) {
    refusedSlab = nil
    take(
      "array-refused", "a page array is refused", [("bytes", .call("=", number(bytes), Self.arrayBytes))],
      at: .reserved)
    fail("EXIT_NO_ARRAY")
  }

  mutating func fail(_ outcome: String) {
    if start.hasHugeLeaves {
      // The range is unmapped as far as it was mapped: the number stays as it is until the call ends.
      let mapped = Form.call("=", .symbol("mapCount"), place == .mapping ? index : .symbol("0"))
      claim("mapped", "the pages that are mapped are known", [("mapped", mapped)])
      fact("mapped", mapped)
    }
    (place, self.outcome, index) = (.unmapping, outcome, .symbol("0"))
  }

  private mutating func call(_ operation: CallRecord.Operation, _ words: [String: SymbolicWord<UInt64>]) {
    // The call changes memory, and what was read of it may not be so any more.
    forgetEntries()
    forgetLoads()
    let size = words["size"] ?? .zero
    let result = words["result"] ?? .zero
    guard operation == .vmalloc else {
      return freeArray(
        "array-released", "the page array is released", words["address"] ?? .zero)
    }
    let isMade = result.value != 0
    take(
      isMade ? "array-nested" : "array-nested-refused", "an area is asked for as page array",
      [("bytes", .call("=", number(size), Self.arrayBytes))], at: .reserved)
    refusedSlab = nil
    // Without an array the flag is set, too, at once or at last.
    (isMarked, owed) = (true, start.wanted == nil ? .flags : nil)
    guard isMade else { return fail("EXIT_NO_ARRAY") }
    (place, array, isNested) = (.pages, result, true)
  }

  private mutating func freeArray(_ step: String, _ doing: String, _ pointer: SymbolicWord<UInt64>) {
    if place == .putting { take("puts-done", "no page is left to be given back", at: .putting) }
    if place == .putting { place = .array }
    take(step, doing, [isArray(pointer)], at: .array)
    place = .descriptor
  }

  mutating func isArray(_ pointer: SymbolicWord<UInt64>) -> (String, Form) {
    ("array", .call("=", number(pointer), number(array)))
  }

  private mutating func getPage(_ granted: Bool, _ frame: SymbolicWord<UInt64>) {
    take(granted ? "page-got" : "page-refused", "a page is asked for", at: .pages)
    if granted {
      (place, self.frame) = (.got, number(frame))
    } else {
      fail("EXIT_NO_PAGE")
      owed = start.wanted == nil ? .count : nil
    }
  }

  private mutating func store(
    _ frame: SymbolicWord<UInt64>, _ array: SymbolicWord<UInt64>, _ index: SymbolicWord<UInt64>
  ) {
    take(
      "page-store", "a frame is stored",
      [
        isArray(array), ("index", .call("=", number(index), self.index)),
        ("frame", .call("=", number(frame), self.frame)),
      ], at: .got)
    forgetLoads()
    stretches.append((self.index, self.frame, .symbol("1")))
    self.index = .call("+", self.index, .symbol("1"))
    (place, count) = (.pages, self.index)
  }

  /// What was read of page arrays may have been written.
  private mutating func forgetLoads() { facts.removeAll { $0.name.hasPrefix("loaded") } }

  /// A page array is read, for the next page to be mapped or given back.
  private mutating func load(
    _ frame: SymbolicWord<UInt64>, _ array: SymbolicWord<UInt64>, _ index: SymbolicWord<UInt64>
  ) {
    finishPages()
    guard [.mapping, .putting].contains(place), !hasLoaded, owed == nil else {
      return refute("an entry is read, at \(place.rawValue)")
    }
    hasLoaded = true
    claim(
      "load", "an entry is read",
      [
        isArray(array), ("index", .call("=", number(index), self.index)),
        ("written", .call("<", self.index, Self.field("count"))),
      ])
    fact("loaded", .call("=", number(frame), Self.stored(self.index)))
  }

  private mutating func put(_ frame: SymbolicWord<UInt64>) {
    guard hasLoaded else { return refute("a page is given back without its entry being read") }
    hasLoaded = false
    take(
      "put-page", "a page is given back", [("frame", .call("=", number(frame), Self.stored(index)))],
      at: .putting)
    index = .call("+", index, .symbol("1"))
  }

  private mutating func leave(_ result: SymbolicWord<UInt64>) {
    if let owed { return refute("the call returns, and the \(owed.rawValue) was not noted") }
    if place == .mapping {
      if start.wanted != nil, isMarked, !notedAtLast {
        return refute("the call returns, and the flags were not noted")
      }
      take(
        "map-done", "the address is returned",
        [("result", .call("=", number(result), address(.symbol("0"))))], at: .mapping)
    } else {
      claim("return", "nothing is returned", [("result", .call("=", number(result), .symbol("0")))])
      if place != .ended { refute("the call returns at \(place.rawValue)") }
    }
    hasLeft = true
  }
}
