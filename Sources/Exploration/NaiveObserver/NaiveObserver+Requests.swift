import Machine
import Specification

// Frames: asked for, obtained, stored, put.

extension NaiveObserver {
  /// Frames written into an area's page array before an event, oldest first, with page and moment.
  ///
  /// Where the array is not shown, the k-th frame granted to the call that made the area is its page k.
  func entries(of area: Area, before moment: Int) -> [(page: Int, frame: Word, at: Int)] {
    if area.maker.record.seen.contains(.array) {
      return log.events[area.range.since..<moment].indices
        .filter { log.events[$0].kind == .store && log.events[$0].area == area.number }
        .map { (Int(log.events[$0].x.concretize("an index of a page array")), log.events[$0].y, $0) }
    }
    return own(area.maker, .pageGot).filter { log.events[$0].ok && $0 < moment }
      .enumerated().map { ($0.offset, log.events[$0.element].x, $0.element) }
  }

  /// Pages that an area got before an event.
  func obtained(of area: Area, before moment: Int) -> Int {
    Set(entries(of: area, before: moment).filter { $0.frame != .zero }.map(\.page)).count
  }

  /// The frames of the area's pages.
  func observeFrames(_ call: Span, _ area: Area?, _ seen: inout WordObservation<Word>) {
    guard let area else { return }
    let entries = entries(of: area, before: call.end)
    seen[.obtained] = number(obtained(of: area, before: call.end))
    let pages = entries.map { $0.page + 1 }.max() ?? 0
    let lasts = Dictionary(entries.map { ($0.page, $0) }, uniquingKeysWith: { $1 })
    for page in 0..<pages {
      let last = lasts[page]
      seen.set(.frameAt, page, to: last?.frame ?? .zero)
      seen.set(.frameAtAt, page, to: last.map { number($0.at) } ?? .allOnes)
    }
    for entry in entries where entry.frame != .zero {
      seen.set(.pageOf, frame: entry.frame, to: number(entry.page))
    }
  }

  /// Page requests of the call itself, and frames it obtained.
  func observeRequests(_ call: Span, _ seen: inout WordObservation<Word>) {
    let requests = own(call, .pageReq)
    seen[.requestCount] = number(requests.count)
    for (place, moment) in requests.enumerated() {
      seen.set(.requestGfp, place, to: log.events[moment].gfp)
      seen.set(.requestNode, place, to: log.events[moment].x)
      seen.set(.requestOrder, place, to: number(log.events[moment].order))
      seen.set(.requestAt, place, to: number(moment))
    }
    let granted = own(call, .pageGot).filter { log.events[$0].ok }
    seen[.gotCount] = number(granted.count)
    for (place, moment) in granted.enumerated() {
      let event = log.events[moment]
      seen.set(.gotFrame, place, to: event.x)
      seen.set(.gotNode, place, to: event.y)
      seen.set(.gotOwner, place, to: number(owner(of: event.x, before: moment).kind))
      seen.set(.gotAt, place, to: number(moment))
    }
  }

  /// Entries of page arrays written and read by the call itself, also those at which it halted.
  func observeEntries(_ call: Span, _ seen: inout WordObservation<Word>) {
    let stores = own(call, .store)
    seen[.storeCount] = number(stores.count)
    for (place, moment) in stores.enumerated() {
      seen.set(.storeIndex, place, to: log.events[moment].x)
      seen.set(.storeFrame, place, to: log.events[moment].y)
      seen.set(.storeAt, place, to: number(moment))
    }
    let loads = own(call, .load)
    seen[.loadCount] = number(loads.count)
    for (place, moment) in loads.enumerated() {
      seen.set(.loadIndex, place, to: log.events[moment].x)
      seen.set(.loadAt, place, to: number(moment))
    }
  }

  /// References dropped by the call itself; `putsOf` also counts those dropped within it.
  func observePuts(_ call: Span, _ seen: inout WordObservation<Word>) {
    let puts = own(call, .pagePut)
    seen[.putCount] = number(puts.count)
    seen[.firstPutAt] = puts.first.map { number($0) } ?? .allOnes
    seen[.lastPutAt] = puts.last.map { number($0) } ?? .allOnes
    for (place, moment) in puts.enumerated() {
      let frame = log.events[moment].x
      seen.set(.putFrame, place, to: frame)
      seen.set(.putMapped, place, to: number(translations(to: frame, before: moment)))
      let holder = owner(of: frame, before: moment)
      seen.set(.putHolder, place, to: holder.isData ? number(holder.area) : .zero)
      seen.set(.putAt, place, to: number(moment))
    }
    for moment in call.all where log.events[moment].kind == .pagePut {
      let frame = log.events[moment].x
      seen.set(.putsOf, frame: frame, to: seen[.putsOf, frame] &+ .one)
    }
  }
}
