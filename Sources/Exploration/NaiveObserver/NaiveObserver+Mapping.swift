import Machine
import Specification

// Page tables, leaf entries, and translations when the call has ended.

extension NaiveObserver {
  /// Page tables the call itself asked for, entries it wrote, and what its area translates to.
  func observeMapping(_ call: Span, _ area: Area?, _ seen: inout WordObservation<Word>) {
    let tables = own(call, .ptNew)
    seen[.tableCount] = number(tables.count)
    for (place, moment) in tables.enumerated() {
      seen.set(.tableGfp, place, to: log.events[moment].gfp)
      seen.set(.tableAt, place, to: number(moment))
    }
    let written = own(call, .map)
    seen[.mapCount] = number(written.count)
    seen[.lastMapAt] = written.last.map { number($0) } ?? .allOnes
    for (place, moment) in written.enumerated() {
      let event = log.events[moment]
      let owner = owner(of: event.y, before: moment)
      seen.set(.mapPage, place, to: event.x)
      seen.set(.mapFrame, place, to: event.y)
      seen.set(.mapProt, place, to: event.gfp)
      seen.set(.mapOwnerArea, place, to: owner.isData ? number(owner.area) : .zero)
      seen.set(.mapOwnerIndex, place, to: owner.isData ? owner.page : .allOnes)
      seen.set(.mapAt, place, to: number(moment))
    }
    guard let area, call.record.operation == .vmalloc else { return }
    let translations = shownTranslations(call, area)
    seen[.translationCount] = number(translations.count)
    for (place, shown) in translations.enumerated() {
      seen.set(.translationPage, place, to: shown.page)
      seen.set(.translationFrame, place, to: shown.frame)
      seen.set(.translationAt, place, to: number(shown.at))
    }
    if guardSize(area.maker) != .zero {
      let behind = page(of: area.range.start) &+ pages(area.maker)
      seen[.guardTranslation] = translation(of: behind, before: call.end)
    }
  }

  /// Translations of the area's pages: of those it got and one more where leaf entries are shown and the
  /// call returned an address, else those that were read back.
  private func shownTranslations(_ call: Span, _ area: Area) -> [(page: Word, frame: Word, at: Int)] {
    let base = page(of: area.range.start)
    if call.record.seen.contains(.mapping) {
      guard result(of: call) != .zero else { return [] }
      let pages = pages(call)
      return (0...obtained(call)).map(number).prefix { $0 < pages }.map {
        ($0, translation(of: base &+ $0, before: call.end), call.end)
      }
    }
    return own(call, .xlate).map { (log.events[$0].x &- base, log.events[$0].y, $0) }
  }
}
