import Machine

// What changed during the call and those within it.

extension NaiveObserver {
  /// Frames whose owner changed, and virtual pages whose translation did, in order of first change.
  func observeChanges(_ call: Span, _ seen: inout Observation) {
    let frames = firstOfEach(
      call.all.filter { moment in
        ownedFrame(log.events[moment]).map { frame in
          owner(of: frame, before: moment) != owner(of: frame, before: moment + 1)
        } ?? false
      }, by: { ownedFrame(log.events[$0]) ?? 0 })
    seen[.frameCount] = UInt64(frames.count)
    for (number, change) in frames.enumerated() {
      seen.set(.frameBefore, UInt64(number), to: owner(of: change.key, before: call.start).code)
      seen.set(.frameAfter, UInt64(number), to: owner(of: change.key, before: call.end).code)
      seen.set(.frameChangeAt, UInt64(number), to: UInt64(change.at))
    }
    let touched = call.all.map { log.events[$0] }.filter { $0.kind == .reserve || $0.kind == .retire }
      .map { AddressRange(area: $0.area, start: $0.x, bytes: $0.y, since: 0) }
    let pages = firstOfEach(
      call.all.filter { moment in
        let event = log.events[moment]
        return NaiveObserver.changesEntry(event)
          && translation(of: event.x, before: moment) != translation(of: event.x, before: moment + 1)
      }, by: { log.events[$0].x })
    seen[.pageCount] = UInt64(pages.count)
    for (number, change) in pages.enumerated() {
      seen.set(.changedPage, UInt64(number), to: change.key)
      seen.set(.translationBefore, UInt64(number), to: translation(of: change.key, before: call.start))
      seen.set(.translationAfter, UInt64(number), to: translation(of: change.key, before: call.end))
      seen.set(.pageForeign, UInt64(number), to: isPlanted(change.key, before: call.start) ? 1 : 0)
      let address = change.key * geometry.pageSize
      seen.set(.pageOwn, UInt64(number), to: touched.contains { $0.contains(address) } ? 1 : 0)
      seen.set(.pageChangeAt, UInt64(number), to: UInt64(change.at))
    }
  }

  /// The first event of each key, in order.
  private func firstOfEach(_ moments: [Int], by key: (Int) -> UInt64) -> [(key: UInt64, at: Int)] {
    moments.reduce(into: (met: Set<UInt64>(), first: [(key: UInt64, at: Int)]())) { result, moment in
      if result.met.insert(key(moment)).inserted { result.first.append((key(moment), moment)) }
    }.first
  }
}
