import Machine

// An area: the range reserved for it, the pages it is to have, what its descriptor says.

extension NaiveObserver {
  /// Bits of the flags in an area's descriptor.
  private enum Flag {
    static let vpages: UInt64 = 0x10
    static let uninitialized: UInt64 = 0x20
    static let noGuard: UInt64 = 0x40
  }

  /// An area: its range, and the call that made it.
  struct Area {
    var range: AddressRange
    var maker: Span
    var number: UInt32 { range.area }
  }

  /// The area that an allocation reserved a range for last, or that a release is of.
  func area(of call: Span) -> Area? {
    switch call.record.operation {
    case .vmalloc:
      return own(call, .reserve).last.map { number in
        let event = log.events[number]
        let range = AddressRange(area: areaNumber(event), start: event.x, bytes: event.y, since: number)
        return Area(range: range, maker: call)
      }
    case .vfree:
      return target(call.record.address, before: call.start).range.map {
        Area(range: $0, maker: span(of: log.events[$0.since].call))
      }
    case .purge: return nil
    }
  }

  /// Bytes of the guard that an allocation is to have.
  func guardSize(_ maker: Span) -> UInt64 {
    let isShown = maker.record.seen.contains(.arguments)
    return isShown && UInt64(maker.record.flags) & Flag.noGuard != 0 ? 0 : geometry.pageSize
  }

  /// Pages that an allocation is to have.
  func pages(_ maker: Span) -> UInt64 {
    let size = maker.record.size
    if maker.record.seen.contains(.arguments) {
      return size / geometry.pageSize + (size % geometry.pageSize == 0 ? 0 : 1)
    }
    guard let range = area(of: maker)?.range, range.bytes >= geometry.pageSize else { return 0 }
    return range.bytes / geometry.pageSize - 1
  }

  /// The area.
  func observeArea(_ call: Span, _ area: Area?, _ seen: inout Observation) {
    if call.record.operation == .vmalloc {
      seen[.n] = pages(call)
      seen[.guardSize] = guardSize(call)
    }
    observeDescriptor(call, &seen)
    guard let area else { return }
    seen[.area] = UInt64(area.number)
    if call.record.operation == .vfree {
      let isShown = call.record.seen.contains(.array)
      seen[.n] = isShown ? obtained(of: area, before: call.end) : pages(area.maker)
    }
    seen[.guardSize] = guardSize(area.maker)
  }

  /// What the call itself noted in the descriptor.
  private func observeDescriptor(_ call: Span, _ seen: inout Observation) {
    let counts = own(call, .areaCount).map { log.events[$0].x }
    seen[.countWrites] = UInt64(counts.count)
    seen[.countFirst] = counts.first ?? 0
    seen[.countLast] = counts.last ?? 0
    let flags = own(call, .areaFlags)
    seen[.vpagesFlag] = (flags.last.map { log.events[$0].x } ?? 0) & Flag.vpages != 0 ? 1 : 0
    let cleared = zip(flags, flags.dropFirst()).first { before, after in
      log.events[before].x & Flag.uninitialized != 0 && log.events[after].x & Flag.uninitialized == 0
    }
    seen[.publishAt] = cleared.map { UInt64($0.1) } ?? Observation.none
    let nodes = own(call, .nodeCount).map { log.events[$0].y }
    seen[.nodeTotal] = nodes.isEmpty ? Observation.none : nodes.reduce(0, &+)
  }

  /// The area's range, and searches for one.
  func observeRange(_ call: Span, _ area: Area?, _ seen: inout Observation) {
    seen[.reserveCount] = UInt64(own(call, .reserve).count)
    let refused = own(call, .reserveFail).filter { log.events[$0].order == 0 }
    seen[.refusedCount] = UInt64(refused.count)
    if let last = refused.last {
      seen[.refusedBytes] = log.events[last].y
      seen[.refusedGap] = largestGap(align: call.record.align, before: last)
    }
    seen[.foreignCount] = UInt64(log.events[..<call.start].count { $0.kind == .env })
    let retired = own(call, .retire).filter { area == nil || log.events[$0].x == area?.range.start }
    seen[.retireCount] = UInt64(retired.count)
    seen[.retireAt] = retired.last.map { UInt64($0) } ?? Observation.none
    seen[.retireBytes] = retired.last.map { log.events[$0].y } ?? 0
    guard let range = area?.range else { return }
    seen[.rangeBase] = range.start
    seen[.rangeBytes] = range.bytes
    seen[.basePage] = page(of: range.start)
    if call.record.seen.contains(.mapping) {
      let left = translations(before: call.end).keys.filter {
        range.contains($0 * geometry.pageSize) && !isPlanted($0, before: call.end)
      }
      seen[.rangeLeft] = UInt64(left.count)
    }
    guard call.record.operation == .vmalloc else { return }
    seen[.walkTables] = walkTables(start: range.start, pages: seen[.n])
    observeReservation(range, &seen)
  }

  /// Page tables that a walk over pages meets, the top one apart: on each level, one for each part of the
  /// address space that an entry of the level above serves.
  private func walkTables(start: UInt64, pages: UInt64) -> UInt64 {
    guard pages > 0 else { return 0 }
    let last = start &+ (pages - 1) &* geometry.pageSize
    var count: UInt64 = 0
    var served = geometry.pageSize
    for level in 0..<geometry.levels - 1 {
      served *= 1 << UInt64(geometry.levelBits[level])
      count &+= last / served &- start / served &+ 1
    }
    return count
  }

  /// What was there when the call itself reserved a range.
  private func observeReservation(_ range: AddressRange, _ seen: inout Observation) {
    let taken = ranges(before: range.since)
    seen[.rangeOverlap] = UInt64(
      (taken.busy + taken.lazy).count { $0.overlaps(start: range.start, bytes: range.bytes) })
    let translated = translations(before: range.since).keys
    seen[.rangeTranslated] = UInt64(translated.count { range.contains($0 * geometry.pageSize) })
  }
}
