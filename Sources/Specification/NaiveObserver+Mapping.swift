import Machine

// Page tables, leaf entries, and translations when the call has ended.

extension NaiveObserver {
  /// Page tables the call itself asked for, entries it wrote, and what its area translates to.
  func observeMapping(_ call: Span, _ area: Area?, _ seen: inout Observation) {
    let tables = own(call, .ptNew)
    seen[.tableCount] = UInt64(tables.count)
    for (number, moment) in tables.enumerated() {
      seen.set(.tableGfp, UInt64(number), to: UInt64(log.events[moment].gfp))
      seen.set(.tableAt, UInt64(number), to: UInt64(moment))
    }
    let written = own(call, .map)
    seen[.mapCount] = UInt64(written.count)
    seen[.lastMapAt] = written.last.map { UInt64($0) } ?? Observation.none
    for (number, moment) in written.enumerated() {
      let event = log.events[moment]
      let owner = owner(of: event.y, before: moment)
      seen.set(.mapPage, UInt64(number), to: event.x)
      seen.set(.mapFrame, UInt64(number), to: event.y)
      seen.set(.mapProt, UInt64(number), to: UInt64(event.gfp))
      seen.set(.mapOwnerArea, UInt64(number), to: owner.isData ? owner.area : 0)
      seen.set(.mapOwnerIndex, UInt64(number), to: owner.isData ? owner.page : Observation.none)
      seen.set(.mapAt, UInt64(number), to: UInt64(moment))
    }
    guard let area, call.record.operation == .vmalloc else { return }
    let translations = shownTranslations(call, area)
    seen[.translationCount] = UInt64(translations.count)
    for (number, shown) in translations.enumerated() {
      seen.set(.translationPage, UInt64(number), to: shown.page)
      seen.set(.translationFrame, UInt64(number), to: shown.frame)
      seen.set(.translationAt, UInt64(number), to: UInt64(shown.at))
    }
    if guardSize(area.maker) != 0 {
      let behind = page(of: area.range.start) &+ pages(area.maker)
      seen[.guardTranslation] = translation(of: behind, before: call.end)
    }
  }

  /// Translations of the area's pages: of those it got and one more where leaf entries are shown and the
  /// call returned an address, else those that were read back.
  private func shownTranslations(_ call: Span, _ area: Area) -> [(page: UInt64, frame: UInt64, at: Int)] {
    let base = page(of: area.range.start)
    if call.record.seen.contains(.mapping) {
      guard result(of: call) != 0 else { return [] }
      let shown = min(pages(call), obtained(call) + 1)
      return (0..<shown).map { ($0, translation(of: base &+ $0, before: call.end), call.end) }
    }
    return own(call, .xlate).map { (log.events[$0].x &- base, log.events[$0].y, $0) }
  }
}
