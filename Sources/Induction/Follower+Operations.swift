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
  mutating func follow(_ moments: [InductionMoment], isCut: Bool, isNew: (Beginning) -> Bool) {
    var beginning = Beginning(hash: 0, moments: 0)
    for moment in moments where !isOver {
      for branch in branches[comparisons..<moment.comparisons] { beginning.add(branch) }
      beginning.moments += 1
      comparisons = moment.comparisons
      self.isNew = isNew(beginning)
      follow(moment)
    }
    if !isOver, !isCut {
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
    let words = moment.words
    switch moment.what {
    case .operation(let kind, let granted): operate(kind, granted, moment)
    case .message(let warning):
      switch warning {
      case .partialAllocation: break
      default: refute("it warns: \(warning)")
      }
    case .entry: lookedAt(words)
    case .table(let level, let isThere):
      if !isThere, let address = words["address"] { isAbsent(level, number(address)) }
    case .access(let level):
      guard let address = words["address"], let part = words["part"] else { return }
      let size = Form.symbol("\(UInt64(1) << UInt64(start.geometry.shift(ofLevel: level)))")
      claim(
        "access", "a page table is used for what it serves",
        [("served", .call("=", .call("div", number(address), size), .call("div", number(part), size)))])
    case .arrival(let loop, let entry, let isFirst): arrive(loop, entry, isFirst, moment)
    case .anywhere(let loop, let entry):
      passes[entry] = moment
      goOn(loop, words)
    case .contract(let operation):
      let isUsual =
        operation == .vmalloc
        ? words["align"]?.number == 1 && moment.flags.first?.number == 0
        : operation == .vfree && words["interrupt"]?.number == 0
      guard isUsual else { return refute("a call within the call has unusual arguments") }
      call(operation, words)
    case .each, .all: refute("operations in bulk")
    }
  }

  // MARK: Operations

  private mutating func operate(_ kind: EventKind, _ granted: Bool, _ moment: InductionMoment) {
    let words = moment.words
    let isOfArea = [.areaCount, .areaFlags, .arrKmalloc, .arrKfree, .store, .load].contains(kind)
    if isOfArea, moment.area != 1 { return refute("it does \(kind), of another area") }
    func word(_ name: String) -> SymbolicWord<UInt64> { words[name] ?? .zero }
    switch kind {
    case .call:
      guard place == .idle else { return refute("a call begins, at \(place.rawValue)") }
      place = .unmapping
      outcome = "EXIT_RELEASE"
    case .ret: leave(word("result"))
    case .areaCount:
      guard owed == .count else { return refute("a page count is noted that the system does not note") }
      owed = nil
      let expected = place == .unmapping ? Self.field("count") : Self.n
      claim("count", "the page count is noted", [("count", .call("=", number(word("count")), expected))])
    case .areaFlags: noteFlags(moment.flags)
    case .arrKmalloc: makeArray(granted, word("bytes"), word("array"))
    case .arrKfree: freeArray("array-freed", "the page array is freed", word("array"), isNested: false)
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
        [("area", moment.area == 1 ? .symbol("true") : .symbol("false"))], at: .descriptor)
      place = .ended
    case .trap: refute("an assertion fails")
    case .flush, .reusable: break
    default: refute("it does \(kind)")
    }
  }

  private mutating func noteFlags(_ flags: [SymbolicWord<UInt32>]) {
    if owed == .flags { owed = nil }
    guard ![.idle, .descriptor, .ended].contains(place) else {
      return refute("flags are noted, at \(place.rawValue)")
    }
    guard let noted = flags.first?.number else { return refute("flags are noted that depend on something") }
    let isRight = (noted & AreaFlag.vpages != 0) == isMarked
    claim("flags", "flags are noted", [("nested", .symbol(isRight ? "true" : "false"))])
  }

  private static var arrayBytes: Form { .call("*", .symbol("POINTER"), n) }

  private mutating func makeArray(
    _ granted: Bool, _ bytes: SymbolicWord<UInt64>, _ pointer: SymbolicWord<UInt64>
  ) {
    take(
      granted ? "array-slab" : "array-refused", "a page array is asked for",
      [("bytes", .call("=", number(bytes), Self.arrayBytes))], at: .reserved)
    guard granted else { return fail("EXIT_NO_ARRAY") }
    (place, array, isNested) = (.pages, pointer, false)
  }

  private mutating func fail(_ outcome: String) {
    (place, self.outcome, index) = (.unmapping, outcome, .symbol("0"))
  }

  private mutating func call(_ operation: CallRecord.Operation, _ words: [String: SymbolicWord<UInt64>]) {
    let size = words["size"] ?? .zero
    let result = words["result"] ?? .zero
    guard operation == .vmalloc else {
      return freeArray(
        "array-released", "the page array is released", words["address"] ?? .zero, isNested: true)
    }
    let isMade = result.value != 0
    take(
      isMade ? "array-nested" : "array-nested-refused", "an area is asked for as page array",
      [("bytes", .call("=", number(size), Self.arrayBytes))], at: .reserved)
    // Without an array the flag is set, too.
    (isMarked, owed) = (true, .flags)
    guard isMade else { return fail("EXIT_NO_ARRAY") }
    (place, array, isNested) = (.pages, result, true)
  }

  private mutating func freeArray(
    _ step: String, _ doing: String, _ pointer: SymbolicWord<UInt64>, isNested: Bool
  ) {
    if place == .putting { take("puts-done", "no page is left to be given back", at: .putting) }
    if place == .putting { place = .array }
    take(step, doing, [isArray(pointer)], at: .array)
    place = .descriptor
  }

  private mutating func isArray(_ pointer: SymbolicWord<UInt64>) -> (String, Form) {
    ("array", .call("=", number(pointer), number(array)))
  }

  private mutating func getPage(_ granted: Bool, _ frame: SymbolicWord<UInt64>) {
    take(granted ? "page-got" : "page-refused", "a page is asked for", at: .pages)
    if granted {
      (place, self.frame) = (.got, number(frame))
    } else {
      fail("EXIT_NO_PAGE")
      owed = .count
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
    // What was read may have been written.
    facts.removeAll { $0.name.hasPrefix("loaded") }
    self.index = .call("+", self.index, .symbol("1"))
    (place, count) = (.pages, self.index)
  }

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

  // MARK: Mapping

  private mutating func finishPages() {
    guard place == .pages else { return }
    take("pages-done", "no page is left to be asked for", at: .pages)
    (place, index) = (.mapping, .symbol("0"))
  }

  private mutating func makeTable(
    _ granted: Bool, _ address: SymbolicWord<UInt64>, isMissing: Bool
  ) {
    finishPages()
    take(
      granted ? "map-table" : "map-refused", "a page table is asked for",
      [
        ("none-there", .symbol(isMissing ? "true" : "false")), ("more", .call("<", index, Self.n)),
        ("address", .call("=", number(address), self.address(index))),
      ], at: .mapping)
    if !granted { fail("EXIT_NO_MAPPING") }
  }

  private mutating func map(_ address: SymbolicWord<UInt64>, _ frame: SymbolicWord<UInt64>) {
    guard hasLoaded else { return refute("a page is mapped without its entry being read") }
    hasLoaded = false
    take(
      "map-page", "a page is mapped",
      [
        ("address", .call("=", number(address), self.address(index))),
        ("frame", .call("=", number(frame), Self.stored(index))),
      ], at: .mapping)
    forgetEntries()
    index = .call("+", index, .symbol("1"))
  }

  private mutating func lookedAt(_ words: [String: SymbolicWord<UInt64>]) {
    guard let address = words["address"], let frame = words["frame"] else { return }
    let page = Form.call("div", number(address), .symbol("PAGE"))
    let value = number(frame)
    seen.append(
      TransitionSystem.Statement(
        name: "entry.\(seen.count + 1)", formula: .call("=", Self.translated(page), value)))
  }

  /// No table serves an address: no page is translated that the table would serve.
  private mutating func isAbsent(_ level: Int, _ address: Form) {
    let size = Form.symbol("\(UInt64(1) << UInt64(start.geometry.shift(ofLevel: level)))")
    absences.append { page in
      .call(
        "=>",
        .call("=", .call("div", .call("*", .symbol("PAGE"), page), size), .call("div", address, size)),
        .call("=", Self.translated(page), .symbol("0")))
    }
  }

  // MARK: Unmapping

  /// A leaf entry is changed: what was seen of others is not kept either.
  private mutating func forgetEntries() {
    seen = []
    absences = []
  }

  /// The walk has come to an address: pages before it that were not unmapped were not mapped.
  private mutating func pass(to address: SymbolicWord<UInt64>, _ doing: String) {
    let (reached, any) = (someNumber("reached"), someNumber("passed"))
    let page = Form.call("+", Self.field("base"), any)
    let before = facts.count
    fact(
      "reached",
      .call("=", reached, .call("div", .call("-", number(address), number(start.address)), .symbol("PAGE"))))
    for absence in absences { fact("absent", absence(page)) }
    claim(
      "unmap-page", doing,
      [
        ("address", .call("=", number(address), self.address(reached))),
        ("ascending", .call("<=", index, reached)), ("more", .call("<=", reached, Self.field("span"))),
        (
          "unmapped",
          .call(
            "=>", .call("and", .call("<=", index, any), .call("<", any, reached)),
            .call("=", Self.translated(page), .symbol("0")))
        ),
      ])
    facts.removeLast(facts.count - before - 1)
    index = reached
  }

  private mutating func unmap(_ address: SymbolicWord<UInt64>) {
    guard place == .unmapping, owed == nil else { return refute("a page is unmapped, at \(place.rawValue)") }
    pass(to: address, "pages are passed")
    take("unmap-page", "a page is unmapped", at: .unmapping)
    forgetEntries()
    index = .call("+", index, .symbol("1"))
  }

  private mutating func retire(_ start: SymbolicWord<UInt64>, _ bytes: SymbolicWord<UInt64>) {
    guard place == .unmapping else { return refute("a range is retired, at \(place.rawValue)") }
    pass(to: start &+ bytes, "the last pages are passed")
    take(
      "retire", "the range is retired",
      [
        ("start", .call("=", number(start), self.address(.symbol("0")))),
        ("bytes", .call("=", number(bytes), .call("*", .symbol("PAGE"), Self.field("span")))),
      ], at: .unmapping)
    (place, index) = (outcome == "EXIT_NO_ARRAY" ? .descriptor : .putting, .symbol("0"))
    forgetEntries()
  }

  private mutating func leave(_ result: SymbolicWord<UInt64>) {
    if let owed { return refute("the call returns, and the \(owed.rawValue) was not noted") }
    if place == .mapping {
      take(
        "map-done", "the address is returned",
        [("result", .call("=", number(result), address(.symbol("0"))))], at: .mapping)
    } else {
      claim("return", "nothing is returned", [("result", .call("=", number(result), .symbol("0")))])
      if place != .ended { refute("the call returns at \(place.rawValue)") }
    }
    isOver = true
  }

  // MARK: Loops

  /// What the code has at the head of a loop is what the system has.
  private mutating func arrive(
    _ loop: LoopHead.Loop, _ entry: Int, _ isFirst: Bool, _ moment: InductionMoment
  ) {
    let expected: Place
    switch loop {
    case .pages: expected = .pages
    case .mappingWalk:
      finishPages()
      expected = .mapping
    case .unmappingWalk: expected = .unmapping
    case .putting: expected = .putting
    case .blocks, .bulk, .mapping, .unmapping: return refute("a loop that is not followed")
    }
    guard place == expected, owed == nil, !hasLoaded else {
      return refute("it comes by a loop, at \(place.rawValue)")
    }
    if expected == .unmapping, let address = moment.words["address"] { pass(to: address, "pages are passed") }
    var claims: [(String, Form)] = []
    if expected != .unmapping, let index = moment.words["index"] {
      claims.append(("index", .call("=", number(index), self.index)))
    }
    if let address = moment.words["address"], let end = moment.words["end"] {
      let pages = expected == .mapping ? Self.n : Self.field("span")
      claims += [
        ("address", .call("=", number(address), self.address(index))),
        ("in-range", .call("<=", number(address), number(end))),
        ("end", .call("<=", number(end), self.address(pages))),
        ("end-at-page", .call("=", .call("mod", number(end), .symbol("PAGE")), .symbol("0"))),
      ]
    }
    claims += recordClaims(moment.record)
    if isFirst { entries[entry] = moment } else { claims += kept(entry, moment) }
    claim("loop", isFirst ? "a loop is entered" : "a loop goes on", claims)
    if !isFirst { isOver = true }
  }

  /// A loop leaves what is on record of areas as it was, and the range that it is over; it goes forward.
  private mutating func kept(_ entry: Int, _ moment: InductionMoment) -> [(String, Form)] {
    guard let first = entries[entry], first.record.count == moment.record.count,
      first.flags.map(\.identity) == moment.flags.map(\.identity)
    else { return [("kept", .symbol("false"))] }
    var claims: [(String, Form)] = []
    for (number, (before, now)) in zip(first.record, moment.record).enumerated()
    where before.identity != now.identity {
      claims.append(("kept-\(number + 1)", .call("=", self.number(now), self.number(before))))
    }
    if let before = first.words["end"], let now = moment.words["end"] {
      claims.append(("kept-end", .call("=", number(now), number(before))))
    }
    if let before = first.words["address"], let now = moment.words["address"] {
      claims.append(("forward", .call("<=", number(before), number(now))))
    }
    // Each pass comes nearer to the end.
    let progress = moment.words["address"] == nil ? "index" : "address"
    if let before = passes[entry]?.words[progress], let now = moment.words[progress] {
      claims.append(("progress", .call("<", number(before), number(now))))
    } else {
      claims.append(("progress", .symbol("false")))
    }
    return claims
  }

  /// What is on record of the area: its address, its size, its page count, its page array.
  private mutating func recordClaims(_ record: [SymbolicWord<UInt64>]) -> [(String, Form)] {
    guard record.count == 4 else { return [("one-area", .symbol("false"))] }
    var claims: [(String, Form)] = [
      ("record-address", .call("=", number(record[0]), number(start.address))),
      ("record-size", .call("=", number(record[1]), number(start.size))),
    ]
    if outcome != "EXIT_NO_ARRAY" {
      let count = place == .pages || place == .mapping ? Self.n : Self.field("count")
      claims += [
        ("record-count", .call("=", number(record[2]), count)),
        ("record-array", .call("=", number(record[3]), number(array))),
      ]
    }
    return claims
  }

  /// The loop goes on from any state in which it can be at its head.
  private mutating func goOn(_ loop: LoopHead.Loop, _ words: [String: SymbolicWord<UInt64>]) {
    facts = []
    forgetEntries()
    if let last = entries.max(by: { $0.key < $1.key })?.value {
      for (name, formula) in recordClaims(last.record) { fact(name, formula) }
    }
    if let index = words["index"] {
      self.index = number(index)
    } else {
      index = someNumber("walked")
      fact("walked", .call("<=", .symbol("0"), index))
    }
    switch place {
    case .pages: count = index
    case .mapping: count = Self.n
    default: count = Self.field("count")
    }
    if let address = words["address"], let end = words["end"] {
      let pages = place == .mapping ? Self.n : Self.field("span")
      fact("address", .call("=", number(address), self.address(index)))
      fact("end", .call("<=", number(end), self.address(pages)))
      fact("end-at-page", .call("=", .call("mod", number(end), .symbol("PAGE")), .symbol("0")))
    }
  }
}
