internal import Machine
internal import Proofs
internal import Specification
internal import SymbolicExecution

// The heads of loops: what holds where a loop comes by, and where it goes on from.

extension Follower {
  /// What the code has at the head of a loop is what the system has.
  mutating func arrive(
    _ loop: LoopHead.Loop, _ entry: Int, _ isFirst: Bool, _ moment: InductionMoment
  ) {
    let expected: Place
    switch loop {
    case .pages, .blocks: expected = .pages
    case .mappingWalk, .mappingParts:
      finishPages()
      expected = .mapping
    case .unmappingWalk, .unmappingParts: expected = .unmapping
    case .putting: expected = .putting
    }
    guard place == expected, owed == nil, !hasLoaded, block == nil else {
      return refute("it comes by a loop, at \(place.rawValue)")
    }
    if loop == .unmappingParts, let index = moment.words["index"] {
      pass(to: start.address &+ index.shiftedLeft(start.geometry.pageShift), "pages are passed")
    } else if expected == .unmapping, let address = moment.words["address"] {
      pass(to: address, "pages are passed")
    }
    var claims: [(String, Form)] = []
    if let index = moment.words["index"] {
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
    if start.hasHugeLeaves {
      if expected == .pages { claims += blockClaims(moment) }
      if expected == .unmapping, let index = moment.words["index"], moment.record.count == 8 {
        claims.append(("within", .call("<=", number(index), number(moment.record[6]))))
      }
    }
    if isFirst { entries[entry] = moment } else { claims += kept(entry, moment) }
    claim("loop", isFirst ? "a loop is entered" : "a loop goes on", claims)
    if !isFirst { isOver = true }
    if isFirst, isStage(loop) { (isOver, arrival) = (true, moment) }
  }

  private func isStage(_ loop: LoopHead.Loop) -> Bool {
    InductionMachine.isStage(loop, on: start.geometry)
  }

  /// What of a run that has come to the head of a loop may matter to what comes after it: what is on record, and what is kept
  /// beside the run; all else is forgotten there.
  struct Stage: Hashable {
    var loop: InductionMoment.What
    var record: [SymbolicWord<UInt64>.Identity]
    var flags: [SymbolicWord<UInt32>.Identity]
    var place: Place
    var outcome: String
    var array: SymbolicWord<UInt64>.Identity
    var isNested: Bool?
    var isMarked: Bool
    var notedAtLast: Bool
    var range: Range
    var blocks: Form?

    /// What a run has at an arrival.
    init(_ follower: Follower, _ arrival: InductionMoment) {
      loop = arrival.what
      record = arrival.record.map(\.identity)
      flags = arrival.flags.map(\.identity)
      (place, outcome, array) = (follower.place, follower.outcome, follower.array.identity)
      (isNested, isMarked) = (follower.isNested, follower.isMarked)
      (notedAtLast, range, blocks) = (follower.notedAtLast, follower.range, follower.blocks)
    }
  }

  /// The run is followed from there, on a path of its own.
  func going(on branches: [Branch]) -> Follower {
    var follower = self
    follower.branches = branches
    (follower.obligations, follower.isOver, follower.arrival) = ([], false, nil)
    follower.comparisons = 0
    return follower
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
    if moment.what.isOfBlocks { return claims + blockProgress(entry, moment) }
    // Each pass comes nearer to the end.
    let progress = moment.words["address"] == nil ? "index" : "address"
    if let before = passes[entry]?.words[progress], let now = moment.words[progress] {
      claims.append(("progress", .call("<", number(before), number(now))))
    } else {
      claims.append(("progress", .symbol("false")))
    }
    return claims
  }

  /// What is on record of the call's area alone, of that and of the others; nil if the others are not what they were.
  private func ownRecord(_ record: [SymbolicWord<UInt64>]) -> ArraySlice<SymbolicWord<UInt64>>? {
    if record.count == 5 { return record[...] }
    func isKept(_ words: ArraySlice<SymbolicWord<UInt64>>, _ other: CodeStart.Other) -> Bool {
      words.map(\.number) == [other.start, other.size, 0, other.array, UInt64(other.id)]
    }
    guard record.count == 15, isKept(record[..<5], start.others.before),
      isKept(record[10...], start.others.after)
    else { return nil }
    return ArraySlice(Array(record[5..<10]))
  }

  /// What is on record of the area: its address, its size, its page count, its page array.
  private mutating func recordClaims(_ record: [SymbolicWord<UInt64>]) -> [(String, Form)] {
    if start.hasHugeLeaves { return partsRecordClaims(record) }
    guard let record = ownRecord(record) else { return [("others-kept", .symbol("false"))] }
    var claims: [(String, Form)] = [
      ("record-address", .call("=", number(record[0]), number(start.address))),
      ("record-size", .call("=", number(record[1]), number(start.size))),
      ("record-id", .call("=", number(record[4]), .symbol("\(CodeStart.area)"))),
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
  mutating func goOn(_ words: [String: SymbolicWord<UInt64>], order: Int = 0) {
    facts = []
    stretches = []
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
    if start.hasHugeLeaves { goOnWithParts(words, order: order) }
    if let address = words["address"], let end = words["end"] {
      let pages = place == .mapping ? Self.n : Self.field("span")
      fact("address", .call("=", number(address), self.address(index)))
      fact("end", .call("<=", number(end), self.address(pages)))
      fact("end-at-page", .call("=", .call("mod", number(end), .symbol("PAGE")), .symbol("0")))
    }
  }
}
