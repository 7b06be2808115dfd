internal import Machine
internal import Proofs
internal import Specification
internal import SymbolicExecution

// Many operations at a time: each of them is as many steps of the system, and what is claimed is claimed of any one of them, in
// the state that those before it have led to.

extension Follower {
  mutating func followMany(_ moment: InductionMoment) {
    let words = moment.words
    func word(_ name: String) -> SymbolicWord<UInt64> { words[name] ?? .zero }
    switch moment.what {
    case .hugeMap, .hugeUnmap, .blockStored, .many:
      guard moment.area == CodeStart.area else { return refute("it does \(moment.what), of another area") }
    default: break
    }
    switch moment.what {
    case .block(let order, let granted):
      guard place == .pages, block == nil else { return refute("a block is asked for, at \(place.rawValue)") }
      // One that is refused is no step: single pages are asked for instead.
      if granted { block = (number(word("frame")), order) }
    case .blockStored(let order):
      guard let block, block.order == order else {
        return refute("a block is stored that was not got")
      }
      let frame = number(word("frame"))
      store(
        word("array"), word("index"), count: .symbol("\(UInt64(1) << UInt64(order))"), frame: frame,
        [("frame", .call("=", frame, block.frame))])
      self.block = nil
    case .many(.store):
      guard block == nil else { return refute("pages are stored, and a block is in hand") }
      store(word("array"), word("index"), count: number(word("count")), frame: nil)
    case .many(.map): map(word("count"), word("array"), word("index"), word("address"))
    case .many(.unmap): unmap(word("count"), word("address"))
    case .many(.pagePut): put(word("count"), word("array"), word("index"))
    case .stopped: stop(word("address"), word("array"), word("index"))
    case .hugeLeaf(let isThere): lookedAtLeaf(isThere, word("address"))
    case .hugeMap: mapLeaf(word("address"), word("frame"))
    case .hugeUnmap: unmapLeaf(word("address"))
    default: refute("it does \(moment.what)")
    }
  }

  /// Steps in a row, `count` of them: `step` claims what is to be claimed of any one of them, the index being at it.
  private mutating func each(of count: Form, _ step: (inout Follower, Form) -> Void) {
    let (first, before) = (index, facts.count)
    let any = someNumber("any")
    fact("any", .call("and", .call("<=", .symbol("0"), any), .call("<", any, count)))
    index = .call("+", first, any)
    step(&self, any)
    facts.removeLast(facts.count - before)
    index = .call("+", first, count)
  }

  // MARK: Frames

  /// Frames are got and stored in a row.
  private mutating func store(
    _ array: SymbolicWord<UInt64>, _ at: SymbolicWord<UInt64>, count: Form, frame: Form?,
    _ claims: [(String, Form)] = []
  ) {
    let (first, at) = (index, number(at))
    each(of: count) { follower, any in
      follower.count = follower.index
      follower.take("page-got", "pages are asked for", claims, at: .pages)
      if follower.isOver { return }
      follower.block = nil
      (follower.place, follower.frame) = (.got, follower.someNumber("frame"))
      follower.take(
        "page-store", "frames are stored",
        [follower.isArray(array), ("index", .call("=", .call("+", at, any), follower.index))], at: .got)
      follower.place = .pages
    }
    self.count = index
    if let frame { stretches.append((first, frame, count)) }
  }

  /// Entries are read and given back in a row.
  private mutating func put(
    _ count: SymbolicWord<UInt64>, _ array: SymbolicWord<UInt64>, _ at: SymbolicWord<UInt64>
  ) {
    guard place == .putting, owed == nil else { return refute("pages are given back, at \(place.rawValue)") }
    let at = number(at)
    each(of: number(count)) { follower, any in
      follower.claim("load", "entries are read", follower.entryClaims(array, .call("+", at, any)))
      follower.take("put-page", "pages are given back", at: .putting)
    }
  }

  /// An entry of the page array is read, as the next one.
  private mutating func entryClaims(_ array: SymbolicWord<UInt64>, _ at: Form) -> [(String, Form)] {
    [
      isArray(array), ("index", .call("=", at, index)), ("written", .call("<", index, Self.field("count"))),
    ]
  }

  // MARK: Translations

  private var tableBytes: Form { .symbol("\(UInt64(1) << UInt64(start.geometry.shift(ofLevel: 1)))") }

  /// An address is served by the table that serves another one.
  private func isServed(_ address: Form, with other: Form) -> (String, Form) {
    ("served", .call("=", .call("div", address, tableBytes), .call("div", other, tableBytes)))
  }

  /// The address some pages after another one.
  private static func address(_ first: Form, after pages: Form) -> Form {
    .call("+", first, .call("*", .symbol("PAGE"), pages))
  }

  /// Entries are read and mapped in a row, by one table.
  private mutating func map(
    _ count: SymbolicWord<UInt64>, _ array: SymbolicWord<UInt64>, _ at: SymbolicWord<UInt64>,
    _ address: SymbolicWord<UInt64>
  ) {
    finishPages()
    guard place == .mapping, owed == nil, !hasLoaded else {
      return refute("pages are mapped, at \(place.rawValue)")
    }
    let (at, first) = (number(at), number(address))
    each(of: number(count)) { follower, any in
      follower.claim("load", "entries are read", follower.entryClaims(array, .call("+", at, any)))
      // The machine stops before an entry that is in use.
      follower.fact("unused", follower.isUntranslated(follower.index))
      let address = Self.address(first, after: any)
      follower.take(
        "map-page", "pages are mapped",
        [
          ("address", .call("=", address, follower.address(follower.index))),
          follower.isServed(address, with: first),
        ], at: .mapping)
    }
    forgetEntries()
  }

  /// The mapping came to an entry that is in use, or to one of the page array that has no page.
  private mutating func stop(
    _ address: SymbolicWord<UInt64>, _ array: SymbolicWord<UInt64>, _ at: SymbolicWord<UInt64>
  ) {
    let entry = entryClaims(array, number(at))
    claim(
      "load", "an entry is read", entry + [("address", .call("=", number(address), self.address(index)))])
    fact(
      "stopped",
      .call("or", .call("not", isUntranslated(index)), .call("=", Self.stored(index), .symbol("0"))))
  }

  /// Pages are unmapped in a row, by one table.
  private mutating func unmap(_ count: SymbolicWord<UInt64>, _ address: SymbolicWord<UInt64>) {
    guard place == .unmapping, owed == nil else { return refute("pages are unmapped, at \(place.rawValue)") }
    pass(to: address, "pages are passed")
    let first = number(address)
    each(of: number(count)) { follower, any in
      follower.take(
        "unmap-page", "pages are unmapped",
        [follower.isServed(Self.address(first, after: any), with: first)], at: .unmapping)
    }
    forgetEntries()
  }

  // MARK: Huge leaves

  /// A huge leaf was looked for where there is no table.
  private mutating func lookedAtLeaf(_ isThere: Bool, _ address: SymbolicWord<UInt64>) {
    guard isThere else { return isAbsent(1, number(address)) }
    // Each huge leaf was written by `mapLeaf`: all its pages are pages of one area, in a row, and were mapped.
    hugeLeaf = (address, someNumber("leaf"))
  }

  /// A huge leaf is written: pages in a row, of frames in a row.
  private mutating func mapLeaf(_ address: SymbolicWord<UInt64>, _ frame: SymbolicWord<UInt64>) {
    guard hasLoaded else { return refute("a page is mapped without its entry being read") }
    hasLoaded = false
    let (first, frame) = (number(address), number(frame))
    for fact in inBlocks(index, .symbol("0")) { self.fact("block", fact) }
    claim(
      "map-page", "a huge leaf is written",
      [
        ("address", .call("=", first, self.address(index))),
        ("aligned", .call("=", .call("mod", first, tableBytes), .symbol("0"))),
        ("frame-aligned", .call("=", .call("mod", frame, leafPages), .symbol("0"))),
      ])
    let page = index
    each(of: leafPages) { follower, any in
      for fact in follower.inBlocks(page, any) { follower.fact("block", fact) }
      follower.take(
        "map-page", "pages are mapped by a huge leaf",
        [("frame", .call("=", .call("+", frame, any), Self.stored(follower.index)))], at: .mapping)
    }
    forgetEntries()
  }

  /// The pages of the area that were mapped, the first ones.
  var mapped: Form { start.isRelease ? Self.field("count") : .symbol("mapCount") }

  /// A huge leaf is cleared: pages in a row are unmapped.
  private mutating func unmapLeaf(_ address: SymbolicWord<UInt64>) {
    guard place == .unmapping, owed == nil, let (found, page) = hugeLeaf else {
      return refute("a huge leaf is cleared, at \(place.rawValue)")
    }
    let looked = number(found)
    claim(
      "unmap-page", "a huge leaf is looked for",
      [
        ("from", .call("<=", self.address(.symbol("0")), looked)),
        ("to", .call("<", looked, self.address(Self.field("span")))),
      ])
    pass(to: address, "pages are passed")
    let (at, before) = (number(address), facts.count)
    let leaf = Form.call("+", Self.field("base"), page)
    // The leaf serves the address that it was found at, and its first page is translated as the area's.
    fact(
      "leaf-there",
      .call("=", .call("div", number(found), tableBytes), .call("div", self.address(page), tableBytes)))
    fact("leaf-aligned", .call("=", .call("mod", self.address(page), tableBytes), .symbol("0")))
    fact("leaf-within", .call("<=", .symbol("0"), page))
    fact("leaf-complete", .call("<=", .call("+", page, leafPages), mapped))
    fact("leaf-own", .call("=", Self.translated(leaf), Self.stored(page)))
    fact("leaf-used", .call("not", .call("=", Self.translated(leaf), .symbol("0"))))
    let invariants = [Form.call("walked", leaf), .call("stored", Self.cur, page)]
    claim(
      "unmap-page", "a huge leaf is cleared",
      [
        isServed(at, with: number(found)), ("first", .call("=", index, page)),
      ], by: invariants)
    fact("first", .call("=", index, page))
    each(of: leafPages) { follower, _ in
      follower.take("unmap-page", "pages of a huge leaf are unmapped", at: .unmapping)
    }
    let passed = index
    facts.removeLast(facts.count - before)
    forgetEntries()
    fact("leaf-aligned", .call("=", .call("mod", self.address(passed), tableBytes), .symbol("0")))
    fact("leaf-complete", .call("<=", passed, mapped))
  }
}
