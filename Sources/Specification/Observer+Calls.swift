import Machine

// Entry, return and halt: where observations begin and end.

extension Observer {
  mutating func enter(_ event: Event, _ record: CallRecord) {
    while calls.count <= Int(event.call) { calls.append(record) }
    var observation = spare.popLast() ?? Observation()
    observation.clear()
    setGeometry(&observation)
    if let window = record.window {
      observation[.windowStart] = window.lowerBound
      observation[.windowEnd] = window.upperBound
    }
    var call = OpenCall(id: event.call, record: record, observation: observation)
    call.frameChanges = frameChanges.count
    call.pageChanges = pageChanges.count
    call.rangeTouches = rangeTouches.count
    call.observation[.depth] = UInt64(record.depth)
    call.observation[.gfp] = UInt64(record.gfp)
    call.observation[.inInterrupt] = record.inInterrupt ? 1 : 0
    call.observation[.foreignCount] = world.foreign
    switch record.operation {
    case .vmalloc: enterVmalloc(&call)
    case .vfree: resolveTarget(&call)
    case .purge: break
    }
    open.append(call)
    if let parent = slot(of: record.parent), record.parent != Event.noCall { noteNested(record, in: parent) }
  }

  private func enterVmalloc(_ call: inout OpenCall) {
    let record = call.record
    let page = world.geometry.pageSize
    call.observation[.size] = record.size
    call.observation[.align] = record.align
    call.observation[.node] = record.node
    call.observation[.prot] = UInt64(record.prot)
    call.observation[.caller] = record.caller
    let unguarded = UInt64(record.flags) & 0x40 != 0
    call.observation[.unguarded] = unguarded ? 1 : 0
    call.observation[.guardSize] = unguarded ? 0 : page
    if call.sees(.arguments) {
      call.observation[.n] = record.size / page + (record.size % page == 0 ? 0 : 1)
    }
  }

  /// Finds out what a release is about to release, and what is known of it.
  private func resolveTarget(_ call: inout OpenCall) {
    let address = call.record.address
    call.observation[.targetKind] = 4
    if address == 0 {
      call.observation[.targetKind] = 0
      return
    }
    if address % world.geometry.pageSize != 0 {
      call.observation[.targetKind] = 3
      return
    }
    guard let index = world.busyRange(startingAt: address) ?? world.busyRange(containing: address),
      let area = world.areas[world.ranges[index].area]
    else {
      if world.former.contains(address) { call.observation[.targetKind] = 5 }
      return
    }
    call.observation[.targetKind] = area.base == address ? 1 : 2
    call.area = area.id
    call.observation[.area] = UInt64(area.id)
    call.observation[.n] = call.sees(.array) ? area.obtained : area.pages
    call.observation[.guardSize] = area.guardBytes
    describe(area, in: &call.observation)
    if let maker = open.last(where: { $0.area == area.id && $0.record.operation == .vmalloc }) {
      // Ranges may overlap once a clause is broken: then it can be of an area that is still being made.
      call.observation[.arrKind] = maker.observation[.arrKind]
      call.observation[.arrCapacity] = maker.observation[.arrCapacity]
      call.array = maker.array
      call.observation[.depthAllocated] = maker.observation[.depthReached]
      return
    }
    call.observation[.arrKind] = area.arrayKind
    call.observation[.arrCapacity] = area.arrayCapacity
    call.array = area.array
    call.observation[.depthAllocated] = area.depthReached
  }

  /// What an observation says of its area when the call has ended.
  private func describe(_ area: AreaRecord, in observation: inout Observation) {
    observation[.obtained] = area.obtained
    observation[.rangeBase] = area.base
    observation[.rangeBytes] = area.bytes
    observation[.basePage] = area.base >> world.pageShift
    guard columns.contains(.pages) else { return }
    observation.columns[Symbol.frameAt.rawValue] = area.frameAt
    observation.columns[Symbol.frameAtAt.rawValue] = area.frameAtAt
    observation.pageOf = area.pageOf
  }

  private mutating func noteNested(_ record: CallRecord, in parent: Int) {
    let page = world.geometry.pageSize
    switch record.operation {
    case .vmalloc:
      open[parent].arrayRefused = false
      open[parent].array = 0
      open[parent].observation[.arrKind] = 2
      open[parent].observation[.arrBytes] = record.size
      open[parent].observation[.arrGfp] = UInt64(record.gfp)
      open[parent].observation[.nestedProt] = UInt64(record.prot)
      open[parent].observation[.nestedCaller] = record.caller
      if record.seen.contains(.arguments) {
        open[parent].observation[.nestedPages] = record.size / page + (record.size % page == 0 ? 0 : 1)
      }
    case .vfree:
      guard open[parent].array != 0, open[parent].array == record.address else { break }
      open[parent].observation.increment(.arrReleases)
      open[parent].observation[.arrReleaseKind] = 2
      if open[parent].observation[.arrKind] == 2 { open[parent].observation.increment(.nestedReleases) }
    case .purge: break
    }
    // Depth is counted on the way of one operation: a failing allocation releases, too.
    var ancestor = parent
    while true {
      let call = open[ancestor].record
      guard call.operation == record.operation else { break }
      let below = UInt64(record.depth) - min(UInt64(record.depth), UInt64(call.depth))
      open[ancestor].observation[.depthReached] = max(open[ancestor].observation[.depthReached], below)
      guard call.parent != Event.noCall, let next = slot(of: call.parent) else { break }
      ancestor = next
    }
  }

  mutating func leave(_ slot: Int, returning value: UInt64) {
    open[slot].observation[.ret] = value
    let record = open[slot].record
    if record.operation == .vmalloc, let parent = self.slot(of: record.parent), record.parent != Event.noCall
    {
      let obtained = world.areas[open[slot].area]?.obtained ?? 0
      open[parent].observation[.nestedReturn] = value
      open[parent].observation[.arrObtained] = value == 0 ? 0 : 1
      open[parent].arrayRefused = value == 0
      open[parent].observation[.arrCapacity] = value == 0 ? 0 : obtained * world.geometry.pageSize
      open[parent].array = value
    }
    finish(slot, trap: 0)
  }

  /// A halt ends every call that is open, the innermost first.
  mutating func halt(_ event: Event) {
    while !open.isEmpty { finish(open.count - 1, trap: UInt64(event.order)) }
  }

  private mutating func finish(_ slot: Int, trap: UInt64) {
    var call = open.remove(at: slot)
    call.observation[.trap] = trap
    call.observation[.lazyMost] = world.lazyMost
    if call.record.operation == .vmalloc {
      call.observation[.area] = UInt64(call.area)
      if let area = world.areas[call.area] {
        describe(area, in: &call.observation)
        call.observation[.walkTables] = tablesServing(call.observation[.n], pagesFrom: area.base)
      }
    }
    if !call.sees(.array), call.sees(.nesting), call.area != 0, call.observation[.arrKind] == 0 {
      // Slab arrays are not shown; where nested areas are, an array that is none is one.
      call.observation[.arrKind] = 1
    }
    call.observation[.exitPath] = exitPath(call, trap: trap)
    finishArea(call)
    addTranslations(&call)
    addChanges(&call)
    let unit: Unit
    switch call.record.operation {
    case .vmalloc: unit = .vmalloc
    case .vfree: unit = .vfree
    case .purge: unit = .purge
    }
    completed.append(Completed(unit: unit, call: call.id, observation: call.observation))
    if open.isEmpty {
      frameChanges.removeAll(keepingCapacity: true)
      pageChanges.removeAll(keepingCapacity: true)
      rangeTouches.removeAll(keepingCapacity: true)
    }
  }

  /// How a call ended, told from what was asked for and got, not from what the code says of itself.
  private func exitPath(_ call: OpenCall, trap: UInt64) -> UInt64 {
    let seen = call.observation
    guard call.record.operation == .vmalloc else { return 8 }
    if seen[.ret] != 0 { return 1 }
    // A halt on the way out after a refusal is a halt of that exit.
    if seen[.environmentRequests] == 0 { return trap == 0 ? 2 : 7 }
    if seen[.reserveCount] == 0 { return trap == 0 || call.rangeRefused ? 3 : 7 }
    guard call.sees(.array) else { return seen[.obtained] < seen[.n] ? 5 : 6 }
    if call.arrayRefused { return 4 }
    if call.lastRefused { return 5 }
    if trap != 0 { return call.mappingFailed ? 6 : 7 }
    return seen[.arrKind] == 0 ? 4 : 6
  }

  /// Keeps of an area what its release will need.
  private mutating func finishArea(_ call: OpenCall) {
    guard call.record.operation == .vmalloc, var area = world.areas.removeValue(forKey: call.area) else {
      return
    }
    area.depthReached = call.observation[.depthReached]
    area.arrayKind = call.observation[.arrKind]
    area.arrayCapacity = call.observation[.arrCapacity]
    area.array = call.array
    world.areas[area.id] = area
  }

  /// Page tables below the top one that serve so many pages from an address on.
  private func tablesServing(_ pages: UInt64, pagesFrom base: UInt64) -> UInt64 {
    guard pages > 0 else { return 0 }
    let last = base &+ (pages &- 1) &* world.geometry.pageSize
    return (1..<world.geometry.levels).reduce(0) { count, level in
      let shift = UInt64(world.geometry.shift(ofLevel: level))
      return count &+ (last >> shift) &- (base >> shift) &+ 1
    }
  }

  private func addTranslations(_ call: inout OpenCall) {
    guard call.sees(.mapping), call.area != 0 else { return }
    let start = call.observation[.rangeBase]
    call.observation[.rangeLeft] = world.ownTranslations(start, start &+ call.observation[.rangeBytes])
    guard call.record.operation == .vmalloc else { return }
    let base = call.observation[.basePage]
    if call.observation[.exitPath] == 1 {
      // Of an area that has not all its pages, the first that is missing is looked at, too.
      let count = min(call.observation[.n], call.observation[.obtained] + 1)
      if columns.contains(.translations) {
        for page in 0..<count {
          call.observation.append(.translationPage, page)
          call.observation.append(.translationFrame, world.translations[base &+ page] ?? 0)
          call.observation.append(.translationAt, now)
        }
      }
      call.observation[.translationCount] = count
    }
    guard call.observation[.guardSize] != 0 else { return }
    call.observation[.guardTranslation] = world.translations[base &+ call.observation[.n]] ?? 0
  }

  /// What changed within the call: the first state before, and the state now.
  private func addChanges(_ call: inout OpenCall) {
    if columns.contains(.frameChanges) { addFrameChanges(&call) }
    if columns.contains(.pageChanges) { addPageChanges(&call) }
  }

  private func addFrameChanges(_ call: inout OpenCall) {
    var seen: Set<UInt64> = []
    for change in frameChanges[min(call.frameChanges, frameChanges.count)...]
    where isWithin(change.call, call.id) && seen.insert(change.key).inserted {
      call.observation.append(.frameBefore, change.before)
      call.observation.append(.frameAfter, world.owner(of: change.key).code)
      call.observation.append(.frameChangeAt, change.event)
    }
    call.observation[.frameCount] = UInt64(seen.count)
  }

  private func addPageChanges(_ call: inout OpenCall) {
    var seen: Set<UInt64> = []
    let ranges = rangeTouches[min(call.rangeTouches, rangeTouches.count)...].filter {
      isWithin($0.call, call.id)
    }
    for change in pageChanges[min(call.pageChanges, pageChanges.count)...]
    where isWithin(change.call, call.id) && seen.insert(change.key).inserted {
      call.observation.append(.changedPage, change.key)
      call.observation.append(.translationBefore, change.before)
      call.observation.append(.translationAfter, world.translations[change.key] ?? 0)
      call.observation.append(.pageForeign, change.wasForeign ? 1 : 0)
      let address = change.key << world.pageShift
      call.observation.append(.pageOwn, ranges.contains { $0.contains(address) } ? 1 : 0)
      call.observation.append(.pageChangeAt, change.event)
    }
    call.observation[.pageCount] = UInt64(seen.count)
  }
}
