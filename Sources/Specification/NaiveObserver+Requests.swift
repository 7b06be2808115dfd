import Machine

// Frames: asked for, obtained, stored, put.

extension NaiveObserver {
  /// Frames written into an area's page array before an event, oldest first, with page and moment.
  ///
  /// Where the array is not shown, the k-th frame granted to the call that made the area is its page k.
  func entries(of area: Area, before moment: Int) -> [(page: UInt64, frame: UInt64, at: Int)] {
    if area.maker.record.seen.contains(.array) {
      return log.events[area.range.since..<moment].indices
        .filter { log.events[$0].kind == .store && log.events[$0].area == area.number }
        .map { (log.events[$0].x, log.events[$0].y, $0) }
    }
    return own(area.maker, .pageGot).filter { log.events[$0].ok && $0 < moment }
      .enumerated().map { (UInt64($0.offset), log.events[$0.element].x, $0.element) }
  }

  /// Pages that an area got before an event.
  func obtained(of area: Area, before moment: Int) -> UInt64 {
    UInt64(Set(entries(of: area, before: moment).filter { $0.frame != 0 }.map(\.page)).count)
  }

  /// The frames of the area's pages.
  func observeFrames(_ call: Span, _ area: Area?, _ seen: inout Observation) {
    guard let area else { return }
    let entries = entries(of: area, before: call.end)
    seen[.obtained] = obtained(of: area, before: call.end)
    let pages = entries.map { $0.page + 1 }.max() ?? 0
    for page in 0..<pages {
      let last = entries.last { $0.page == page }
      seen.set(.frameAt, page, to: last?.frame ?? 0)
      seen.set(.frameAtAt, page, to: last.map { UInt64($0.at) } ?? Observation.none)
    }
    for entry in entries where entry.frame != 0 { seen.set(.pageOf, entry.frame, to: entry.page) }
  }

  /// Page requests of the call itself, and frames it obtained.
  func observeRequests(_ call: Span, _ seen: inout Observation) {
    let requests = own(call, .pageReq)
    seen[.requestCount] = UInt64(requests.count)
    for (number, moment) in requests.enumerated() {
      seen.set(.requestGfp, UInt64(number), to: UInt64(log.events[moment].gfp))
      seen.set(.requestNode, UInt64(number), to: log.events[moment].x)
      seen.set(.requestOrder, UInt64(number), to: UInt64(log.events[moment].order))
      seen.set(.requestAt, UInt64(number), to: UInt64(moment))
    }
    let granted = own(call, .pageGot).filter { log.events[$0].ok }
    seen[.gotCount] = UInt64(granted.count)
    for (number, moment) in granted.enumerated() {
      let event = log.events[moment]
      seen.set(.gotFrame, UInt64(number), to: event.x)
      seen.set(.gotNode, UInt64(number), to: event.y)
      seen.set(.gotOwner, UInt64(number), to: owner(of: event.x, before: moment).kind)
      seen.set(.gotAt, UInt64(number), to: UInt64(moment))
    }
  }

  /// Entries of page arrays written and read by the call itself, also those at which it halted.
  func observeEntries(_ call: Span, _ seen: inout Observation) {
    let stores = own(call, .store)
    seen[.storeCount] = UInt64(stores.count)
    for (number, moment) in stores.enumerated() {
      seen.set(.storeIndex, UInt64(number), to: log.events[moment].x)
      seen.set(.storeFrame, UInt64(number), to: log.events[moment].y)
      seen.set(.storeAt, UInt64(number), to: UInt64(moment))
    }
    let loads = own(call, .load)
    seen[.loadCount] = UInt64(loads.count)
    for (number, moment) in loads.enumerated() {
      seen.set(.loadIndex, UInt64(number), to: log.events[moment].x)
      seen.set(.loadAt, UInt64(number), to: UInt64(moment))
    }
  }

  /// References dropped by the call itself; `putsOf` also counts those dropped within it.
  func observePuts(_ call: Span, _ seen: inout Observation) {
    let puts = own(call, .pagePut)
    seen[.putCount] = UInt64(puts.count)
    seen[.firstPutAt] = puts.first.map { UInt64($0) } ?? Observation.none
    seen[.lastPutAt] = puts.last.map { UInt64($0) } ?? Observation.none
    for (number, moment) in puts.enumerated() {
      let frame = log.events[moment].x
      seen.set(.putFrame, UInt64(number), to: frame)
      seen.set(
        .putMapped, UInt64(number), to: UInt64(translations(before: moment).values.count { $0 == frame }))
      let holder = owner(of: frame, before: moment)
      seen.set(.putHolder, UInt64(number), to: holder.isData ? holder.area : 0)
      seen.set(.putAt, UInt64(number), to: UInt64(moment))
    }
    for moment in call.all where log.events[moment].kind == .pagePut {
      let frame = log.events[moment].x
      seen.set(.putsOf, frame, to: seen[.putsOf, frame] + 1)
    }
  }
}
