import Machine
import Specification

// What changed during the call and those within it.

extension NaiveObserver {
  /// Frames whose owner changed, and virtual pages whose translation did, in order of first change.
  func observeChanges(_ call: Span, _ seen: inout WordObservation<Word>) {
    let frames = firstOfEach(
      call.all.filter { moment in
        Self.ownedFrame(log.events[moment]).map { frame in
          owner(of: frame, before: moment) != owner(of: frame, before: moment + 1)
        } ?? false
      }, by: { Self.ownedFrame(log.events[$0]) ?? .zero })
    seen[.frameCount] = number(frames.count)
    for (place, change) in frames.enumerated() {
      seen.set(.frameBefore, place, to: owner(of: change.key, before: call.start).code)
      seen.set(.frameAfter, place, to: owner(of: change.key, before: call.end).code)
      seen.set(.frameChangeAt, place, to: number(change.at))
    }
    let touched = call.all.map { log.events[$0] }.filter { $0.kind == .reserve || $0.kind == .retire }
      .map { AddressRange(area: $0.area, start: $0.x, bytes: $0.y, since: 0) }
    let pages = firstOfEach(
      call.all.filter { moment in
        let event = log.events[moment]
        return NaiveObserver.changesEntry(event)
          && translation(of: event.x, before: moment) != translation(of: event.x, before: moment + 1)
      }, by: { log.events[$0].x })
    seen[.pageCount] = number(pages.count)
    for (place, change) in pages.enumerated() {
      seen.set(.changedPage, place, to: change.key)
      seen.set(.translationBefore, place, to: translation(of: change.key, before: call.start))
      seen.set(.translationAfter, place, to: translation(of: change.key, before: call.end))
      seen.set(.pageForeign, place, to: isPlanted(change.key, before: call.start) ? .one : .zero)
      let address = change.key.shiftedLeft(geometry.pageShift)
      seen.set(.pageOwn, place, to: touched.contains { $0.contains(address) } ? .one : .zero)
      seen.set(.pageChangeAt, place, to: number(change.at))
    }
  }

  /// The first event of each key, in order.
  private func firstOfEach(_ moments: [Int], by key: (Int) -> Word) -> [(key: Word, at: Int)] {
    let first = moments.reduce(into: WordMap<Word, Int>()) { first, moment in
      first.update(key(moment), otherwise: moment) { _ in }
    }
    return zip(first.keys, first.values).map { ($0, $1) }
  }
}
