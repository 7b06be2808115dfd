import Machine

// Lazily freed ranges, and the history as a whole.

extension NaiveObserver {
  /// Ranges that became reusable during the call itself, and counts of lazily freed pages it noted.
  func observeReuse(_ call: Span, _ seen: inout Observation) {
    let reused = own(call, .reusable)
    seen[.reusableCount] = UInt64(reused.count)
    for (number, moment) in reused.enumerated() {
      let event = log.events[moment]
      let range = AddressRange(area: 0, start: event.x, bytes: event.y, since: moment)
      let stale = stalePages(before: moment).count { range.contains($0 * geometry.pageSize) }
      seen.set(.reusablePages, UInt64(number), to: event.y / geometry.pageSize)
      seen.set(.reusableLazy, UInt64(number), to: lazyPages(in: range, before: moment))
      seen.set(.reusableStale, UInt64(number), to: UInt64(stale))
      seen.set(.reusableAt, UInt64(number), to: UInt64(moment))
    }
    let noted = own(call, .lazyCount)
    seen[.lazyCount] = UInt64(noted.count)
    seen[.lazyMost] = mostLazyPages(before: call.end)
    for (number, moment) in noted.enumerated() {
      seen.set(.lazyNoted, UInt64(number), to: signed(log.events[moment].x))
      seen.set(.lazyTrue, UInt64(number), to: lazyPages(before: moment))
      seen.set(.lazyAt, UInt64(number), to: UInt64(moment))
    }
  }

  /// A number of an `int`, widened to 64 bits with its sign.
  private func signed(_ value: UInt64) -> UInt64 {
    let limit: UInt64 = 1 << UInt64(geometry.uintBits)
    let low = value % limit
    return low < limit / 2 ? low : low &- limit
  }

  /// The observation of the whole log.
  ///
  /// - Parameter tablesBefore: page tables made until the history began to repeat itself, nil if it did not.
  public func history(tablesBefore: UInt64?) -> Observation {
    let end = log.events.count
    var seen = Observation()
    observeMachine(&seen)
    let frames = Set(log.events.compactMap(ownedFrame))
    seen[.liveData] = UInt64(
      frames.map { owner(of: $0, before: end) }.count { $0.isData || $0.isHeld })
    seen[.liveBusy] = UInt64(ranges(before: end).busy.count)
    seen[.liveLazy] = UInt64(ranges(before: end).lazy.count)
    seen[.liveSlab] = liveObjects
    seen[.lazyMost] = mostLazyPages(before: end)
    seen[.tablesBefore] = tablesBefore ?? Observation.none
    seen[.refusedInAll] = UInt64(
      log.events.count { event in
        let answers: [EventKind] = [.pageGot, .ptNew, .arrKmalloc, .structNew]
        return event.kind == .reserveFail || (answers.contains(event.kind) && !event.ok)
      })
    seen[.foreignCount] = UInt64(log.events.count { $0.kind == .env })
    seen[.tablesAfter] = UInt64(log.events.count { $0.kind == .ptNew && $0.ok })
    return seen
  }

  /// Slab objects that were not given back: descriptors and page arrays. An array of no bytes is none.
  private var liveObjects: UInt64 {
    let events = log.events
    let areas = events.indices.filter { made in
      let event = events[made]
      guard event.kind == .structNew, event.ok, event.x == 0 else { return false }
      return !events[made...].contains { $0.kind == .structFree && $0.x == 0 && $0.area == event.area }
    }.map { events[$0].area }
    let arrays = events.indices.filter { made in
      let event = events[made]
      guard event.kind == .arrKmalloc, event.ok, event.x != 0 else { return false }
      return !events[made...].contains { $0.kind == .arrKfree && $0.y == event.y }
    }.map { events[$0].y }
    let newRanges = events.count { $0.kind == .structNew && $0.ok && $0.x == 1 }
    let freedRanges = events.count { $0.kind == .structFree && $0.x == 1 }
    return UInt64(Set(areas).count + Set(arrays).count + abs(newRanges - freedRanges))
  }
}
