import Machine

/// Two machines that differ in nothing: on one the work is done in bulk, on the other one by one.
///
/// Four page arrays: two in the window, of six pages and of five that two leaf tables serve, two in the slab. Pages are
/// mapped into the parts of two leaf tables, where huge leaves come and go as well, as they do over two entries that
/// have no table.
struct TwinMachines {
  typealias Machine16 = ConcreteMachine<UInt16>

  /// What a history may meet.
  enum Reach: CaseIterable {
    case twoNodes, refusedWithin, usedUpWithin, pageBoundary, leafTableBoundary, flatArray
    case occupiedWithin, zeroWithin, emptyWithin, severalRuns, longRun
    case hugeLeaf, hugeLeafOverTable, upperHugeLeaf, tableIsBack
  }

  struct Array16 {
    var start: UInt16
    /// The entries, as far as they were written.
    var entries: [UInt16?]
  }

  var bulk: Machine16
  var single: Machine16
  var arrays: [Array16] = []
  var random: Random
  /// Frames that were obtained, and not given back.
  var owned: Set<UInt16> = []
  /// Frames of pages of the arrays in the window.
  private var backing: [UInt16] = []
  private let hasRefusals: Bool
  private(set) var problem: String?
  private(set) var reached: Set<Reach> = []

  private static let parts: [UInt16] = [0xC000, 0xD000]
  /// Where there are no tables on the machine that works in bulk.
  private static let bareParts: [(address: UInt16, level: Int)] = [(0x8000, 1), (0x4000, 2)]
  private static let anyNode = UInt16.max

  /// Memory is scarce, or ample and some requests are refused.
  init(seed: UInt64) throws {
    random = Random(state: seed)
    hasRefusals = random.next(2) == 0
    let shape = Geometry(
      name: "wide", wordBits: 16, pageShift: 7, pointerSize: 8, uintBits: 16, levelBits: [5, 2, 2],
      window: 0x2000..<0xE000, ramPages: hasRefusals ? 4000 : 300, nodes: 2, dmaEnd: 20, dma32End: 90,
      highStart: 240, lazyMaxPages: 8, slab: 0x100..<0x1000, slabStep: 8)
    var plan = FailurePlan()
    if hasRefusals {
      for _ in 0..<8 {
        plan.refusals.append(.init(resource: .page, ordinal: UInt32(random.next(500)), andLater: false))
      }
      plan.refusals.append(.init(resource: .page, ordinal: UInt32(100 + random.next(900)), andLater: true))
    }
    bulk = Machine16(
      shape, failures: plan, localNode: Int(random.next(2)), scatter: seed % 8, fuel: 1 << 20)
    single = bulk
    try prepare()
  }

  private mutating func prepare() throws {
    for (start, pages) in [(0x2000, 6), (0x2F00, 5)] as [(UInt16, UInt16)] {
      for page in 0..<pages {
        let frame = UInt16(try both { $0.frames.take(gfp: GFP.kernel | GFP.zero, node: nil).frame })
        backing.append(frame)
        _ = try both { try $0.mapPage(at: start + page * 128, to: frame) }
      }
      arrays.append(Array16(start: start, entries: Array(repeating: 0, count: Int(pages) * 16)))
    }
    for entries in [24, 70] as [UInt16] {
      let start = try both { try $0.allocateArray(bytes: entries * 8, gfp: 0, node: .max, area: 1) }
      arrays.append(Array16(start: start, entries: Array(repeating: nil, count: Int(entries))))
    }
    // 0xB000 so that there is an upper table for the bare part below it.
    for address in Self.parts + [0xB000] {
      _ = try both { try $0.mapPage(at: address, to: 1) }
      try both { try $0.unmapPage(at: address) }
    }
    for address in [0x8000, 0x4000, 0x5000, 0x6000, 0x7000] as [UInt16] {
      let tables = single.kinds.count { $0 == .ptNew }
      _ = try single.mapPage(at: address, to: 1)
      try single.unmapPage(at: address)
      // Tables are frames: as many as the other machine has not made.
      for _ in tables..<single.kinds.count(where: { $0 == .ptNew }) {
        _ = bulk.frames.take(gfp: GFP.kernel, node: nil)
      }
    }
    (bulk.log, single.log) = (EventLog(), EventLog())
  }

  /// Does the same on both, with the same result.
  @discardableResult
  mutating func both<Result: Equatable>(_ body: (inout Machine16) throws -> Result) throws -> Result {
    let (first, second) = (try body(&bulk), try body(&single))
    expect(first == second, "\(first) and \(second)")
    return second
  }

  mutating func both(_ body: (inout Machine16) throws -> Void) throws {
    try body(&bulk)
    try body(&single)
  }

  private mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds, problem == nil { problem = what() }
  }

  private mutating func reach(_ what: Reach, if isReached: Bool = true) {
    if isReached { reached.insert(what) }
  }
}

// MARK: Steps

extension TwinMachines {
  /// One random operation.
  mutating func step() throws {
    switch random.next(20) {
    case 0...3: try allocatePages()
    case 4, 5: try storeBlock()
    case 6...9: try mapPages()
    case 10...12: try unmapPages()
    case 13...15: try putPages()
    case 16, 17: try switchHugeLeaf()
    default: try writeEntry()
    }
  }

  /// An array, and a stretch of it that `isFit` says of each entry to be fit.
  private mutating func stretch(_ isFit: (UInt16?) -> Bool = { _ in true }) -> (array: Int, Range<Int>) {
    let array = Int(random.next(UInt64(arrays.count)))
    let entries = arrays[array].entries
    let start = Int(random.next(UInt64(entries.count)))
    let most = min(entries.count, start + 1 + Int(random.next(60)))
    let end = entries[start..<most].firstIndex { !isFit($0) } ?? most
    reach(.flatArray, if: array > 1)
    reach(.pageBoundary, if: array < 2 && end > (start | 15) + 1)
    // 0x3000 is 32 entries behind 0x2F00.
    reach(.leafTableBoundary, if: array == 1 && start < 32 && end > 32)
    return (array, start..<end)
  }

  private mutating func mask() -> UInt32 {
    let any = GFP.kernel | GFP.highmem
    return UInt32(hasRefusals ? any : random.pick([any, any, GFP.kernel, GFP.dma32, any | GFP.thisnode]))
  }

  private mutating func allocatePages() throws {
    let (place, range) = stretch()
    let (gfp, node) = (mask(), random.pick([Self.anyNode, 0, 1]))
    let start = arrays[place].start
    let events = bulk.log.events.count
    let got = try bulk.allocatePages(
      UInt16(range.count), gfp: gfp, node: node, in: start, at: UInt16(range.lowerBound), area: 1)
    var taken: UInt16 = 0
    for entry in range {
      let frame = try single.allocatePage(gfp: gfp, node: node)
      if frame == 0 { break }
      try single.store(frame, in: start, at: UInt16(entry), area: 1)
      note(frame, place, entry)
      taken += 1
    }
    expect(got == taken, "\(got) pages in bulk, \(taken) one by one")
    reach(hasRefusals ? .refusedWithin : .usedUpWithin, if: taken > 0 && taken < range.count)
    let nodes = Set(bulk.log.events[events...].filter { $0.kind == .pageGot && $0.ok }.map(\.y))
    reach(.twoNodes, if: nodes.count == 2)
  }

  private mutating func note(_ frame: UInt16, _ place: Int, _ entry: Int) {
    arrays[place].entries[entry] = frame
    expect(owned.insert(frame).inserted, "frame \(frame) is handed out twice")
  }

  private mutating func storeBlock() throws {
    let (place, range) = stretch()
    let order = Int.bitWidth - 1 - range.count.leadingZeroBitCount
    if order == 0 { return }
    let (gfp, node) = (mask(), random.pick([Self.anyNode, 0, 1]))
    let frame = try both { try $0.allocateBlock(order: UInt8(order), gfp: gfp, node: node) }
    if frame == 0 { return }
    let start = arrays[place].start
    try bulk.storeBlock(frame, order: UInt8(order), in: start, at: UInt16(range.lowerBound), area: 1)
    for page in 0..<1 << order {
      let entry = range.lowerBound + page
      try single.store(frame + UInt16(page), in: start, at: UInt16(entry), area: 1)
      note(frame + UInt16(page), place, entry)
    }
  }

  /// Pages of a part, if it has a leaf table, and where they begin.
  private mutating func pages() -> (address: UInt16, pages: Range<UInt16>)? {
    let part = random.pick(Self.parts)
    let first = UInt16(random.next(32))
    guard bulk.leafTable(at: part) != 0 else { return nil }
    return (part + first * 128, first..<first + 1 + UInt16(random.next(UInt64(32 - first))))
  }

  private mutating func mapPages() throws {
    let (place, range) = stretch { $0 != nil }
    guard let (address, pages) = pages(), !range.isEmpty else { return }
    let count = UInt16(min(range.count, pages.count))
    let (start, index) = (arrays[place].start, UInt16(range.lowerBound))
    let runs = bulk.log.runs.count
    let done = try bulk.mapPages(
      count, in: start, at: index, table: bulk.leafTable(at: address), from: address, prot: 3, area: 2)
    let table = single.leafTable(at: address)
    var mapped: UInt16 = 0
    while mapped < count {
      let next = address + mapped * 128
      if single.entry(table, at: next) != 0 {
        reach(.occupiedWithin, if: mapped > 0)
        break
      }
      let frame = try single.load(from: start, at: index + mapped, area: 2)
      if frame == 0 {
        reach(.zeroWithin, if: mapped > 0)
        // What nothing comes of is not on record in bulk.
        single.log.events.removeLast()
        break
      }
      try single.setEntry(table, at: next, frame: frame, prot: 3, area: 2)
      mapped += 1
    }
    expect(done == mapped, "\(done) pages mapped in bulk, \(mapped) one by one")
    let listed = bulk.log.runs[runs...].dropFirst()
    reach(.severalRuns, if: listed.count > 2)
    reach(.longRun, if: listed.contains { $0.count > 8 })
  }

  private mutating func unmapPages() throws {
    guard let (address, pages) = pages() else { return }
    try bulk.unmapPages(
      UInt16(pages.count), table: bulk.leafTable(at: address), from: address, area: 2)
    let table = single.leafTable(at: address)
    var changes = 0
    var wasUsed = false
    for page in 0..<UInt16(pages.count) {
      let isUsed = single.entry(table, at: address + page * 128) != 0
      if isUsed { try single.clearEntry(table, at: address + page * 128, area: 2) }
      if isUsed != wasUsed { changes += 1 }
      wasUsed = isUsed
    }
    reach(.emptyWithin, if: changes > 2)
  }

  /// Gives back what is owned, as far as no frame comes twice.
  private mutating func putPages() throws {
    var seen: Set<UInt16> = []
    let owned = owned
    let (place, range) = stretch { entry in
      entry.map { owned.contains($0) && seen.insert($0).inserted } ?? false
    }
    if range.isEmpty { return }
    try put(range, of: arrays[place].start)
    self.owned.subtract(seen)
  }

  private mutating func put(_ range: Range<Int>, of start: UInt16) throws {
    try bulk.putPages(UInt16(range.count), in: start, at: UInt16(range.lowerBound), area: 1)
    for entry in range { try single.putPage(try single.load(from: start, at: UInt16(entry), area: 1)) }
  }

  /// Gives the frames back that the arrays in the window lie in.
  mutating func putBackingFrames() throws {
    let frames = backing
    for (entry, frame) in frames.enumerated() {
      try both { try $0.store(frame, in: 0x108, at: UInt16(entry), area: 1) }
      arrays[3].entries[entry] = frame
    }
    try put(0..<frames.count, of: 0x108)
    for place in 0...1 { arrays[place].entries = arrays[place].entries.map { _ in nil } }
  }

  /// Sets a huge leaf, or clears it.
  private mutating func switchHugeLeaf() throws {
    let (address, level) = random.pick(Self.parts.map { ($0, 1) } + Self.bareParts)
    let shift = single.geometry.shift(ofLevel: level) - 7
    let pages = UInt16(1) << UInt16(shift)
    let upper = bulk.upperTable(at: address, level: level)
    if bulk.hugeLeaf(upper, level: level, at: address) != 0 {
      try bulk.clearHugeLeaf(upper, level: level, at: address, area: 2)
      for page in 0..<pages {
        try single.clearEntry(
          single.leafTable(at: address + page * 128), at: address + page * 128, area: 2)
      }
      reach(.tableIsBack, if: bulk.table(below: upper, level: level, at: address) != 0)
    } else {
      let leaf = bulk.table(below: upper, level: level, at: address)
      let isEmpty = single.isEmpty(leafTable: single.leafTable(at: address))
      if leaf != 0 { expect(bulk.isEmpty(leafTable: leaf) == isEmpty, "a leaf table is empty or not") }
      if !isEmpty { return }
      let frame = (1 + UInt16(random.next(9))) << UInt16(shift)
      try bulk.setHugeLeaf(upper, level: level, at: address, frame: frame, prot: 3, area: 2)
      for page in 0..<pages {
        try single.setEntry(
          single.leafTable(at: address + page * 128), at: address + page * 128, frame: frame + page, prot: 3,
          area: 2)
      }
      reach(leaf != 0 ? .hugeLeafOverTable : level == 1 ? .hugeLeaf : .upperHugeLeaf)
    }
  }

  /// Writes an entry: none, or that of another place.
  private mutating func writeEntry() throws {
    let (place, range) = stretch()
    let (other, from) = stretch()
    let value = random.next(2) == 0 ? 0 : arrays[other].entries[from.lowerBound] ?? 0
    let start = arrays[place].start
    try both { try $0.store(value, in: start, at: UInt16(range.lowerBound), area: 1) }
    arrays[place].entries[range.lowerBound] = value
  }
}

// MARK: Comparison

extension TwinMachines {
  /// What tells the two machines apart: translations, arrays, events, or the frames that are left; nil if nothing does.
  func difference() throws -> String? {
    for page in 0..<384 {
      let address = 0x2000 + UInt64(page) * 128
      let (frame, other) = (bulk.tables.translate(address), single.tables.translate(address))
      if frame != other { return "\(address) translates to \(frame), or to \(other)" }
    }
    var (bulk, single) = (bulk, single)
    let (bulkLog, singleLog) = (bulk.log, single.log)
    for (place, array) in arrays.enumerated() {
      for (entry, expected) in array.entries.enumerated() {
        let frame = try bulk.load(from: array.start, at: UInt16(entry), area: 1)
        let other = try single.load(from: array.start, at: UInt16(entry), area: 1)
        if frame != other || frame != expected ?? frame {
          return "entry \(entry) of array \(place) is \(frame), or \(other)"
        }
      }
    }
    for kind in [EventKind.pageGot, .store, .load, .map, .unmap, .pagePut] {
      if Self.events(bulkLog, kind) != Self.events(singleLog, kind) {
        return "the events of kind \(kind) differ"
      }
    }
    while true {
      let (frame, other) = (
        bulk.frames.take(gfp: GFP.highmem, node: nil), single.frames.take(gfp: GFP.highmem, node: nil)
      )
      if frame != other { return "frames \(frame) and \(other) are left" }
      if frame.frame == 0 { return nil }
    }
  }

  /// The events of a kind, single ones, without what tells how they were made.
  private static func events(_ log: EventLog, _ kind: EventKind) -> [Event] {
    var none: [Int] = []
    return log.expanded(adjusting: &none).events.filter { $0.kind == kind && $0.ok }.map { event in
      var event = event
      // A huge leaf is as many leaf entries, but for its level.
      if kind == .map || kind == .unmap { event.order = 0 }
      return event
    }
  }
}
