import Machine
import Specification

// Who owns a frame: decided by the last event that changes it.

extension NaiveObserver {
  /// The frame whose owner an event decides, nil if it decides none.
  static func ownedFrame(_ event: ObservedEvent<Word>) -> Word? {
    switch event.kind {
    case .pageGot, .ptNew: return event.ok && event.x != .zero ? event.x : nil
    case .pagePut: return event.x
    case .store, .env: return event.y != .zero ? event.y : nil
    default: return nil
    }
  }

  /// The owner of a frame before an event.
  func owner(of frame: Word, before moment: Int) -> FrameOwner<Word> {
    guard let last = owned.last(for: frame, before: moment) else { return .free }
    let event = log.events[last]
    switch event.kind {
    case .pageGot: return ownerByGrant(last)
    case .store: return ownerByStore(last)
    case .ptNew: return .table
    case .env: return .foreign
    default: return .free
    }
  }

  /// The owner of a frame just granted: nobody's page yet, unless the stores of the call are not shown.
  private func ownerByGrant(_ moment: Int) -> FrameOwner<Word> {
    let event = log.events[moment]
    let area = area(of: event.call, before: moment)
    guard !sight(of: event).contains(.array) else { return .held(area: area) }
    let earlier = log.events[..<moment].filter { $0.kind == .pageGot && $0.ok && $0.call == event.call }
    return .data(area: area, page: number(earlier.count))
  }

  /// The owner of a frame just stored: storing gives nobody a frame that the area's call had not obtained.
  private func ownerByStore(_ moment: Int) -> FrameOwner<Word> {
    let event = log.events[moment]
    let before = owner(of: event.y, before: moment)
    let isOwn = before.isHeld || (before.isData && before.area == event.area)
    return isOwn ? .data(area: event.area, page: event.x) : before
  }

  /// The number of the area for which a call had reserved a range before an event, 0 for none.
  func area(of call: UInt32, before moment: Int) -> UInt32 {
    ranged.last { $0 < moment && log.events[$0].kind == .reserve && log.events[$0].call == call }
      .map { areaNumber(log.events[$0]) } ?? 0
  }

  /// The number of the area that a reservation is for.
  func areaNumber(_ reservation: ObservedEvent<Word>) -> UInt32 {
    reservation.area != 0 ? reservation.area : reservation.call &+ 1
  }
}
