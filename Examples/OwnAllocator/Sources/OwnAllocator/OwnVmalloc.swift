import Machine
import Vmalloc

/// A small allocator: the first gap that fits, one array of areas by address, no caches.
///
/// It has a bug: see `fill`.
struct OwnVmalloc<M: Machine>: VmallocAllocator {
  /// A range that is taken, and what it is filled with.
  struct Area {
    var id: UInt32
    var start: M.Word
    /// The end address, guard page included.
    var end: M.Word
    var pages = M.Word.zero
    /// The page array, or 0.
    var array = M.Word.zero
    var arrayIsArea = false
    /// Released; its addresses may not be used again before the next flush.
    var isLazy = false
  }

  var machine: M
  /// By ascending address.
  private var areas: [Area] = []
  private var lazyPages = M.Word.zero
  private var deferred: [M.Word] = []

  init(machine: M) { self.machine = machine }

  // MARK: Entry points

  mutating func vmalloc(_ request: Request<M.Word, M.Flags>) throws(Halt) -> M.Word {
    try machine.enterCall(CallArguments(request))
    let address = try allocate(request)
    machine.leaveCall(returning: address)
    return address
  }

  mutating func vfree(_ address: M.Word, inInterrupt: Bool) throws(Halt) {
    var arguments = CallArguments<M.Word, M.Flags>(.vfree)
    arguments.address = address
    arguments.inInterrupt = inInterrupt
    try machine.enterCall(arguments)
    if inInterrupt, address != .zero {
      try machine.deferRelease(address)
      deferred.append(address)
    } else if areas.contains(where: { $0.start == address && !$0.isLazy }) {
      try release(address)
    }
    machine.leaveCall(returning: .zero)
  }

  mutating func purge() throws(Halt) {
    try machine.enterCall(CallArguments(.purge))
    try flush()
    machine.leaveCall(returning: .zero)
  }

  mutating func runDeferredWork() throws(Halt) {
    while let address = deferred.popLast() { try vfree(address, inInterrupt: false) }
  }

  // MARK: Allocation

  private var page: M.Word { M.Word(constant: machine.geometry.pageSize) }

  private mutating func allocate(_ request: Request<M.Word, M.Flags>) throws(Halt) -> M.Word {
    var pages = request.size.shiftedRight(machine.geometry.pageShift)
    if request.size & (page &- .one) != .zero { pages = pages &+ .one }
    let window = (machine.geometry.windowEnd - machine.geometry.windowStart) / machine.geometry.pageSize
    // No area is larger than memory or the window.
    let most = min(machine.geometry.ramPages, window)
    guard pages != .zero, pages <= M.Word(constant: most) else { return .zero }

    let reclaim = request.gfp & M.Flags(constant: GFP.reclaimMask)
    let id = try machine.newAreaDescriptor(gfp: reclaim, node: request.node)
    guard id != 0 else { return .zero }
    var bytes = pages.shiftedLeft(machine.geometry.pageShift)
    if request.flags & M.Flags(constant: AreaFlag.noGuard) == .zero { bytes = bytes &+ page }
    guard let start = try reserve(bytes, align: request.align, area: id) else {
      try machine.freeAreaDescriptor(id)
      return .zero
    }
    let filled = try fill(start, pages: pages, request)
    guard filled, try map(start, request) else {
      try release(start)
      return .zero
    }
    return start
  }

  /// The page array and the pages; whether all of them were had.
  private mutating func fill(
    _ start: M.Word, pages: M.Word, _ request: Request<M.Word, M.Flags>
  ) throws(Halt) -> Bool {
    let id = areas[index(of: start)].id
    try machine.setCount(pages, area: id)
    let bytes = pages &* M.Word(constant: UInt64(machine.geometry.pointerSize))
    let gfp = request.gfp & M.Flags(constant: GFP.reclaimMask) | M.Flags(constant: GFP.zero)
    let arrayIsArea = bytes > page
    let array =
      arrayIsArea
      ? try vmalloc(Request(size: bytes, gfp: gfp, node: request.node, caller: request.caller))
      : try machine.allocateArray(bytes: bytes, gfp: gfp, node: request.node, area: id)
    guard array != .zero else { return false }
    // The call for the array may have moved the areas.
    let area = index(of: start)
    areas[area].array = array
    areas[area].arrayIsArea = arrayIsArea

    var k = M.Word.zero
    while k < pages {
      let frame = try machine.allocatePage(gfp: request.gfp, node: request.node)
      // The bug: the count is noted after the loop only, so a refusal here forgets the k frames obtained.
      if frame == .zero { return false }
      try machine.store(frame, in: array, at: k, area: id)
      k = k &+ .one
    }
    areas[area].pages = k
    return true
  }

  /// Writes the leaf entries; false if a table was refused or an entry is in use.
  private mutating func map(_ start: M.Word, _ request: Request<M.Word, M.Flags>) throws(Halt) -> Bool {
    let area = areas[index(of: start)]
    var address = start
    var k = M.Word.zero
    while k < area.pages {
      var table = machine.rootTable
      var level = machine.geometry.levels - 1
      while level > 0 {
        var next = machine.table(below: table, level: level, at: address)
        if next == 0 {
          next = try machine.makeTable(below: table, level: level, at: address, gfp: request.gfp)
        }
        if next == 0 { return false }
        table = next
        level -= 1
      }
      if machine.entry(table, at: address) != .zero { return false }
      let frame = try machine.load(from: area.array, at: k, area: area.id)
      try machine.setEntry(table, at: address, frame: frame, prot: request.prot, area: area.id)
      address = address &+ page
      k = k &+ .one
    }
    return true
  }

  // MARK: Ranges

  private func index(of start: M.Word) -> Int {
    guard let index = areas.firstIndex(where: { $0.start == start }) else {
      preconditionFailure("no area starts there")
    }
    return index
  }

  /// Takes the first gap that fits, after a flush if there is none before; its address.
  private mutating func reserve(_ bytes: M.Word, align: M.Word, area: UInt32) throws(Halt) -> M.Word? {
    if try machine.refusesRange(bytes: bytes) { return nil }
    var gap = firstGap(bytes, align: align)
    if gap == nil {
      try flush()
      gap = firstGap(bytes, align: align)
    }
    guard let gap else {
      try machine.reserveFailed(bytes: bytes)
      return nil
    }
    try machine.reserved(gap.start, bytes: bytes, area: area)
    areas.insert(Area(id: area, start: gap.start, end: gap.start &+ bytes), at: gap.index)
    return gap.start
  }

  private func firstGap(_ bytes: M.Word, align: M.Word) -> (start: M.Word, index: Int)? {
    var low = M.Word(constant: machine.geometry.windowStart)
    for index in 0...areas.count {
      let isLast = index == areas.count
      let high = isLast ? M.Word(constant: machine.geometry.windowEnd) : areas[index].start
      let step = align > page ? align : page
      let start = (low &+ (step &- .one)) & ~(step &- .one)
      // Rounding up may wrap; from there on nothing fits.
      if start < low { return nil }
      if start <= high, high &- start >= bytes { return (start, index) }
      if !isLast { low = areas[index].end }
    }
    return nil
  }

  /// Makes released ranges reusable, after one flush over all of them.
  private mutating func flush() throws(Halt) {
    let lazy = areas.filter(\.isLazy)
    guard let first = lazy.first, let last = lazy.last else { return }
    try machine.flush(from: first.start, to: last.end)
    areas.removeAll(where: \.isLazy)
    lazyPages = .zero
    for area in lazy { try machine.reusable(area.start, bytes: area.end &- area.start) }
  }

  // MARK: Release

  /// Gives back whatever an area has: translations and range, pages, array, descriptor.
  private mutating func release(_ start: M.Word) throws(Halt) {
    let area = areas[index(of: start)]
    try unmap(area)
    let bytes = area.end &- start
    areas[index(of: start)].isLazy = true
    lazyPages = lazyPages &+ bytes.shiftedRight(machine.geometry.pageShift)
    try machine.retired(start, bytes: bytes, area: area.id, lazyPages: lazyPages)
    var k = M.Word.zero
    while k < area.pages {
      try machine.putPage(try machine.load(from: area.array, at: k, area: area.id))
      k = k &+ .one
    }
    if area.arrayIsArea {
      try vfree(area.array, inInterrupt: false)
    } else if area.array != .zero {
      try machine.freeArray(area.array, area: area.id)
    }
    try machine.freeAreaDescriptor(area.id)
  }

  /// Clears the entries that lead to the area's own pages, and no others.
  private mutating func unmap(_ area: Area) throws(Halt) {
    var address = area.start
    var k = M.Word.zero
    while k < area.pages {
      var table = machine.rootTable
      var level = machine.geometry.levels - 1
      while level > 0 {
        table = machine.table(below: table, level: level, at: address)
        // Mapping stopped before this page.
        if table == 0 { return }
        level -= 1
      }
      let frame = try machine.load(from: area.array, at: k, area: area.id)
      if machine.entry(table, at: address) != frame { return }
      try machine.clearEntry(table, at: address, area: area.id)
      address = address &+ page
      k = k &+ .one
    }
  }
}

/// The allocator on every width of word.
enum OwnFamily: VmallocFamily {
  typealias On8 = OwnVmalloc<ConcreteMachine<UInt8>>
  typealias On16 = OwnVmalloc<ConcreteMachine<UInt16>>
  typealias On32 = OwnVmalloc<ConcreteMachine<UInt32>>
  typealias On64 = OwnVmalloc<ConcreteMachine<UInt64>>
}
