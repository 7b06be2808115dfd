import Machine

// What each kind of event does to the world and to the observation of its call.

extension Observer {
  mutating func observeMemory(_ event: Event, _ slot: Int) {
    switch event.kind {
    case .structNew:
      open[slot].observation.increment(.environmentRequests)
      guard event.ok else {
        open[slot].rangeRefused = true
        return
      }
      open[slot].observation.increment(event.x == 0 ? .structNew : .rangeStructNew)
      if event.x == 0 { world.areaDescriptors.insert(event.area) } else { world.rangeDescriptors += 1 }
    case .structFree:
      open[slot].observation.increment(event.x == 0 ? .structFreed : .rangeStructFreed)
      if event.x == 0 {
        open[slot].observation[.structFreedAt] = now
        world.areaDescriptors.remove(event.area)
      } else {
        world.rangeDescriptors -= 1
      }
    case .arrKmalloc:
      open[slot].observation.increment(.environmentRequests)
      open[slot].observation[.arrKind] = 1
      open[slot].observation[.arrBytes] = event.x
      open[slot].observation[.arrGfp] = UInt64(event.gfp)
      open[slot].observation[.arrObtained] = event.ok ? 1 : 0
      open[slot].observation[.arrCapacity] = event.ok ? event.x : 0
      open[slot].arrayRefused = !event.ok
      open[slot].array = event.ok ? event.y : 0
      if event.ok, event.x > 0 { world.arrays.insert(event.y) }
    case .arrKfree:
      world.arrays.remove(event.y)
      guard open[slot].array != 0, open[slot].array == event.y else { return }
      open[slot].observation.increment(.arrReleases)
      open[slot].observation[.arrReleaseKind] = 1
    case .store:
      open[slot].observation.increment(.storeCount)
      if columns.contains(.stores) {
        open[slot].observation.append(.storeIndex, event.x)
        open[slot].observation.append(.storeFrame, event.y)
        open[slot].observation.append(.storeAt, now)
      }
      open[slot].storedInRow += 1
      open[slot].observation[.reschedGap] = max(open[slot].observation[.reschedGap], open[slot].storedInRow)
      world.store(event.y, of: event.area, at: event.x, event: now)
      let owner = world.owner(of: event.y)
      if owner.isHeld || (owner.isData && owner.area == UInt64(event.area)) {
        change(event.y, to: .data(area: event.area, page: event.x), event)
      }
    case .load:
      open[slot].observation.increment(.loadCount)
      if columns.contains(.loads) {
        open[slot].observation.append(.loadIndex, event.x)
        open[slot].observation.append(.loadAt, now)
      }
    case .areaCount:
      if open[slot].observation[.countWrites] == 0 { open[slot].observation[.countFirst] = event.x }
      open[slot].observation.increment(.countWrites)
      open[slot].observation[.countLast] = event.x
    default:
      open[slot].observation[.vpagesFlag] = event.x & 0x10 != 0 ? 1 : 0
      let isMarked = event.x & 0x20 != 0
      if open[slot].isMarked, !isMarked, open[slot].observation[.publishAt] == Observation.none {
        open[slot].observation[.publishAt] = now
      }
      open[slot].isMarked = isMarked
    }
  }

  mutating func observeFrame(_ event: Event, _ slot: Int) {
    switch event.kind {
    case .pageReq:
      open[slot].observation.increment(.environmentRequests)
      open[slot].observation.increment(.requestCount)
      if columns.contains(.requests) {
        open[slot].observation.append(.requestGfp, UInt64(event.gfp))
        open[slot].observation.append(.requestNode, event.x)
        open[slot].observation.append(.requestOrder, UInt64(event.order))
        open[slot].observation.append(.requestAt, now)
      }
    case .pageGot:
      open[slot].lastRefused = !event.ok
      guard event.ok else { return }
      open[slot].observation.increment(.gotCount)
      if columns.contains(.frames) {
        open[slot].observation.append(.gotFrame, event.x)
        open[slot].observation.append(.gotNode, event.y)
        open[slot].observation.append(.gotOwner, world.owner(of: event.x).kind)
        open[slot].observation.append(.gotAt, now)
      }
      let area = open[slot].area
      if open[slot].sees(.array) {
        change(event.x, to: .held(area: area), event)
      } else {
        // A recording shows no stores: the k-th frame is taken to be that of page k.
        let page = world.areas[area]?.obtained ?? 0
        world.store(event.x, of: area, at: page, event: now)
        change(event.x, to: .data(area: area, page: page), event)
      }
    case .pagePut:
      open[slot].observation.increment(.putCount)
      if columns.contains(.puts) {
        open[slot].observation.append(.putFrame, event.x)
        open[slot].observation.append(.putMapped, world.mapped[event.x] ?? 0)
        let holder = world.owner(of: event.x)
        open[slot].observation.append(.putHolder, holder.isData ? holder.area : 0)
        open[slot].observation.append(.putAt, now)
      }
      if open[slot].observation[.firstPutAt] == Observation.none { open[slot].observation[.firstPutAt] = now }
      open[slot].observation[.lastPutAt] = now
      if columns.contains(.putsOf) { notePut(event.x, slot) }
      change(event.x, to: .free, event)
    case .ptNew:
      open[slot].observation.increment(.environmentRequests)
      open[slot].observation.increment(.tableCount)
      if columns.contains(.tables) {
        open[slot].observation.append(.tableGfp, UInt64(event.gfp))
        open[slot].observation.append(.tableAt, now)
      }
      if event.ok {
        world.tables += 1
        change(event.x, to: .table, event)
      } else {
        open[slot].mappingFailed = true
      }
    default:
      let total = open[slot].observation[.nodeTotal]
      open[slot].observation[.nodeTotal] = (total == Observation.none ? 0 : total) &+ event.y
    }
  }

  /// Counts a put for its call and all those around it.
  private mutating func notePut(_ frame: UInt64, _ slot: Int) {
    var current: Int? = slot
    while let index = current {
      open[index].observation.putsOf[frame, default: 0] += 1
      let parent = open[index].record.parent
      current = parent == Event.noCall ? nil : self.slot(of: parent)
    }
  }

  private mutating func change(_ frame: UInt64, to owner: Owner, _ event: Event) {
    // Frame 0 is none.
    let before = world.owner(of: frame)
    guard frame != 0, before != owner else { return }
    if columns.contains(.frameChanges) {
      frameChanges.append(
        Change(key: frame, before: before.code, wasForeign: before == .foreign, call: event.call, event: now))
    }
    world.owners[frame] = owner == .free ? nil : owner
  }

  mutating func observeMapping(_ event: Event, _ slot: Int) {
    switch event.kind {
    case .map:
      open[slot].observation.increment(.mapCount)
      if columns.contains(.maps) {
        let owner = world.owner(of: event.y)
        open[slot].observation.append(.mapPage, event.x)
        open[slot].observation.append(.mapFrame, event.y)
        open[slot].observation.append(.mapProt, UInt64(event.gfp))
        open[slot].observation.append(.mapOwnerArea, owner.isData ? owner.area : 0)
        open[slot].observation.append(.mapOwnerIndex, owner.isData ? owner.page : Observation.none)
        open[slot].observation.append(.mapAt, now)
      }
      open[slot].observation[.lastMapAt] = now
      translate(event.x, to: event.y, event)
    case .unmap:
      translate(event.x, to: nil, event)
      if columns.contains(.reusable) { world.stale.insert(event.x) }
    default:
      open[slot].observation.increment(.translationCount)
      guard columns.contains(.translations) else { return }
      let base = (world.areas[open[slot].area]?.base ?? 0) >> world.pageShift
      open[slot].observation.append(.translationPage, event.x &- base)
      open[slot].observation.append(.translationFrame, event.y)
      open[slot].observation.append(.translationAt, now)
    }
  }

  private mutating func translate(_ page: UInt64, to frame: UInt64?, _ event: Event) {
    let before = world.translations[page]
    let wasForeign = world.planted.remove(page) != nil
    guard before != frame else { return }
    if columns.contains(.pageChanges) {
      pageChanges.append(
        Change(
          key: page, before: before ?? 0, wasForeign: wasForeign, call: event.call, event: now))
    }
    world.translate(page, from: before, to: frame)
  }

  mutating func plant(_ event: Event) {
    translate(event.x, to: event.y, event)
    world.planted.insert(event.x)
    world.owners[event.y] = .foreign
    world.foreign += 1
  }

  mutating func observeRange(_ event: Event, _ slot: Int) {
    let page = world.geometry.pageSize
    switch event.kind {
    case .reserve: reserve(event, slot)
    case .reserveFail:
      open[slot].observation.increment(.environmentRequests)
      // A refusal of the failure plan says nothing of the search.
      open[slot].rangeRefused = true
      guard event.order == 0 else { return }
      open[slot].observation.increment(.refusedCount)
      open[slot].observation[.refusedBytes] = event.y
      open[slot].observation[.refusedGap] = world.largestGap(align: open[slot].record.align)
    case .retire:
      if let index = world.busyRange(startingAt: event.x) {
        if open[slot].sees(.reuse) {
          world.ranges[index].isLazy = true
          world.lazyPages += (world.ranges[index].end - world.ranges[index].start) / page
        } else {
          // When the range becomes reusable is not shown: from now on it may be, at any moment.
          world.ranges.remove(at: index)
        }
      }
      world.former.insert(event.x)
      rangeTouches.append(RangeTouch(call: event.call, start: event.x, bytes: event.y))
      if open[slot].area == 0 || world.areas[open[slot].area]?.base == event.x {
        open[slot].observation.increment(.retireCount)
        open[slot].observation[.retireAt] = now
        open[slot].observation[.retireBytes] = event.y
      }
    case .lazyCount:
      let shift = UInt64(64 - world.geometry.uintBits)
      let noted = UInt64(bitPattern: Int64(bitPattern: event.x << shift) >> Int64(shift))
      open[slot].observation.increment(.lazyCount)
      world.lazyMost = max(world.lazyMost, world.lazyPages)
      if columns.contains(.lazy) {
        open[slot].observation.append(.lazyNoted, noted)
        open[slot].observation.append(.lazyTrue, world.lazyPages)
        open[slot].observation.append(.lazyAt, now)
      }
    case .flush: world.flush(event.x, event.y)
    default:
      let end = event.x &+ event.y
      open[slot].observation.increment(.reusableCount)
      let freed = world.reuse(event.x, end)
      if columns.contains(.reusable) {
        open[slot].observation.append(.reusablePages, event.y / page)
        open[slot].observation.append(.reusableLazy, freed)
        open[slot].observation.append(.reusableStale, world.stalePages(event.x, end))
        open[slot].observation.append(.reusableAt, now)
      }
    }
  }

  private mutating func reserve(_ event: Event, _ slot: Int) {
    let page = world.geometry.pageSize
    let (sum, wraps) = event.x.addingReportingOverflow(event.y)
    let end = wraps ? UInt64.max : sum
    // A recording does not number areas; there is one for each call.
    let id = event.area != 0 ? event.area : open[slot].id &+ 1
    rangeTouches.append(RangeTouch(call: event.call, start: event.x, bytes: event.y))
    open[slot].area = id
    open[slot].observation.increment(.environmentRequests)
    open[slot].observation.increment(.reserveCount)
    open[slot].observation[.rangeOverlap] = world.overlaps(event.x, end)
    open[slot].observation[.rangeTranslated] = world.translatedPages(event.x, end)
    if !open[slot].sees(.arguments) {
      open[slot].observation[.guardSize] = page
      open[slot].observation[.n] = event.y / page - min(event.y / page, 1)
      let parent = open[slot].record.parent
      if parent != Event.noCall, let outer = self.slot(of: parent) {
        open[outer].observation[.nestedPages] = open[slot].observation[.n]
        open[outer].array = event.x
      }
    }
    if !world.former.isEmpty { world.former = world.former.filter { $0 < event.x || $0 >= end } }
    world.insert(RangeRecord(start: event.x, end: end, isLazy: false, area: id))
    world.areas[id] = AreaRecord(
      id: id, base: event.x, bytes: event.y, guardBytes: open[slot].observation[.guardSize],
      pages: open[slot].observation[.n])
  }
}
