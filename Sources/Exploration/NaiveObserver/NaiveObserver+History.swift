import Machine
import Specification

// Lazily freed ranges, and the history as a whole.

extension NaiveObserver {
  /// Ranges that became reusable during the call itself, and counts of lazily freed pages it noted.
  func observeReuse(_ call: Span, _ seen: inout WordObservation<Word>) {
    let reused = own(call, .reusable)
    seen[.reusableCount] = number(reused.count)
    for (place, moment) in reused.enumerated() {
      let event = log.events[moment]
      let range = AddressRange(area: 0, start: event.x, bytes: event.y, since: moment)
      let stale = stalePages(before: moment).count { range.contains($0.shiftedLeft(geometry.pageShift)) }
      seen.set(.reusablePages, place, to: event.y.shiftedRight(geometry.pageShift))
      seen.set(.reusableLazy, place, to: lazyPages(in: range, before: moment))
      seen.set(.reusableStale, place, to: number(stale))
      seen.set(.reusableAt, place, to: number(moment))
    }
    let noted = own(call, .lazyCount)
    seen[.lazyCount] = number(noted.count)
    seen[.lazyMost] = mostLazyPages(before: call.end)
    for (place, moment) in noted.enumerated() {
      seen.set(.lazyNoted, place, to: signed(log.events[moment].x))
      seen.set(.lazyTrue, place, to: lazyPages(before: moment))
      seen.set(.lazyAt, place, to: number(moment))
    }
  }

  /// A number of an `int`, widened to 64 bits with its sign.
  private func signed(_ value: Word) -> Word {
    let limit = number(UInt64(1) << UInt64(geometry.uintBits))
    let low = value & (limit &- .one)
    return low < limit.shiftedRight(1) ? low : low &- limit
  }

  /// The observation of the whole log.
  ///
  /// - Parameter tablesBefore: page tables made until the history began to repeat itself, nil if it did not.
  public func observeHistory(tablesBefore: UInt64?) -> WordObservation<Word> {
    let end = log.events.count
    var seen = WordObservation<Word>()
    observeMachine(&seen)
    seen[.liveData] = number(
      owned.words.map { owner(of: $0, before: end) }.count { $0.isData || $0.isHeld })
    seen[.liveBusy] = number(ranges(before: end).busy.count)
    seen[.liveLazy] = number(ranges(before: end).lazy.count)
    seen[.liveSlab] = number(liveObjects)
    seen[.lazyMost] = mostLazyPages(before: end)
    seen[.tablesBefore] = tablesBefore.map { number($0) } ?? .allOnes
    seen[.refusedInAll] = number(
      log.events.count { event in
        let answers: [EventKind] = [.pageGot, .ptNew, .arrKmalloc, .structNew]
        return event.kind == .reserveFail || (answers.contains(event.kind) && !event.ok)
      })
    seen[.foreignCount] = number(log.events.count { $0.kind == .env })
    seen[.tablesAfter] = number(log.events.count { $0.kind == .ptNew && $0.ok })
    return seen
  }

  /// Slab objects that were not given back: descriptors and page arrays. An array of no bytes is none.
  private var liveObjects: Int {
    let events = log.events
    let areas = events.indices.filter { made in
      let event = events[made]
      guard event.kind == .structNew, event.ok, event.x == .zero else { return false }
      return !events[made...].contains { $0.kind == .structFree && $0.x == .zero && $0.area == event.area }
    }.map { events[$0].area }
    let arrays = events.indices.filter { made in
      let event = events[made]
      guard event.kind == .arrKmalloc, event.ok, event.x != .zero else { return false }
      return !events[made...].contains { $0.kind == .arrKfree && $0.y == event.y }
    }.map { events[$0].y }
    let newRanges = events.count { $0.kind == .structNew && $0.ok && $0.x == .one }
    let freedRanges = events.count { $0.kind == .structFree && $0.x == .one }
    return Set(areas).count + different(arrays).count + abs(newRanges - freedRanges)
  }
}
