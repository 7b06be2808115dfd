import Machine
import Specification

// Which ranges are taken, and what an address is in them.

extension NaiveObserver {
  /// A range of addresses.
  struct AddressRange {
    /// The area it is for.
    var area: UInt32
    var start: Word
    var bytes: Word
    /// The number of the event that made it so.
    var since: Int

    /// Whether an address lies in it. Differences modulo 2^64 do not overflow.
    func contains(_ address: Word) -> Bool { address &- start < bytes }

    func overlaps(start other: Word, bytes length: Word) -> Bool {
      bytes > .zero && length > .zero && (contains(other) || start &- other < length)
    }

    /// What is left without another range: up to two parts.
    func without(start other: Word, bytes length: Word) -> [AddressRange] {
      guard overlaps(start: other, bytes: length) else { return [self] }
      var parts: [AddressRange] = []
      if start < other {
        parts.append(AddressRange(area: area, start: start, bytes: other &- start, since: since))
      }
      let (end, behind) = (start &+ bytes, other &+ length)
      if behind < end {
        parts.append(AddressRange(area: area, start: behind, bytes: end &- behind, since: since))
      }
      return parts
    }
  }

  /// The ranges that were busy and lazily freed before an event, oldest first.
  ///
  /// A retired range of a call that does not show reuse is gone at once.
  func ranges(before moment: Int) -> (busy: [AddressRange], lazy: [AddressRange]) {
    ranged.prefix { $0 < moment }.reduce(into: ([], [])) { advance(&$0, over: $1) }
  }

  /// Whether an event says something of a range.
  static func changesRange(_ event: ObservedEvent<Word>) -> Bool {
    let kinds: [EventKind] = [.reserve, .retire, .reusable, .lazyCount, .flush]
    return kinds.contains(event.kind)
  }

  /// What an event does to the ranges that are busy and lazily freed.
  private func advance(_ ranges: inout (busy: [AddressRange], lazy: [AddressRange]), over number: Int) {
    let event = log.events[number]
    switch event.kind {
    case .reserve:
      ranges.busy.append(
        AddressRange(area: areaNumber(event), start: event.x, bytes: event.y, since: number))
    case .retire:
      guard let place = ranges.busy.lastIndex(where: { $0.start == event.x }) else { return }
      let range = ranges.busy.remove(at: place)
      if sight(of: event).contains(.reuse) { ranges.lazy.append(range) }
    case .reusable: ranges.lazy = ranges.lazy.flatMap { $0.without(start: event.x, bytes: event.y) }
    default: break
    }
  }

  /// The most pages that were lazily freed when their count was noted, before an event.
  func mostLazyPages(before moment: Int) -> Word {
    var ranges: (busy: [AddressRange], lazy: [AddressRange]) = ([], [])
    var most = Word.zero
    for number in ranged.prefix(while: { $0 < moment }) {
      advance(&ranges, over: number)
      guard log.events[number].kind == .lazyCount else { continue }
      most = larger(most, ranges.lazy.reduce(.zero) { $0 &+ page(of: $1.bytes) })
    }
    return most
  }

  /// The pages that the lazily freed ranges had before an event.
  func lazyPages(before moment: Int) -> Word {
    ranges(before: moment).lazy.reduce(.zero) { $0 &+ page(of: $1.bytes) }
  }

  /// The pages of a range that were lazily freed before an event.
  func lazyPages(in range: AddressRange, before moment: Int) -> Word {
    let others = ranges(before: moment).lazy.reduce([range]) { rest, lazy in
      rest.flatMap { $0.without(start: lazy.start, bytes: lazy.bytes) }
    }
    let left = others.reduce(.zero) { $0 &+ $1.bytes }
    return page(of: range.bytes &- left)
  }

  /// What an address to release is, and the live area it lies in.
  func target(_ address: Word, before moment: Int) -> (kind: UInt64, range: AddressRange?) {
    if address == .zero { return (0, nil) }
    if !isOfPages(address) { return (3, nil) }
    let busy = ranges(before: moment).busy
    if let range = busy.last(where: { $0.start == address }) { return (1, range) }
    let around = busy.filter { $0.contains(address) }
    if let range = around.max(by: { $0.start < $1.start }) { return (2, range) }
    let events = log.events[..<moment]
    guard let retired = events.lastIndex(where: { $0.kind == .retire && $0.x == address }) else {
      return (4, nil)
    }
    let isTaken = events[retired...].contains { $0.kind == .reserve && address &- $0.x < $0.y }
    return (isTaken ? 4 : 5, nil)
  }

  /// The bytes from an aligned address of the window to the next busy range, at most, before an event.
  func largestGap(align: Word, before moment: Int) -> Word {
    let busy = ranges(before: moment).busy
    let (low, high) = (number(geometry.windowStart), number(geometry.windowEnd))
    let align = larger(align, .one)
    let gaps = ([low] + busy.map { $0.start &+ $0.bytes }).map { end -> Word in
      let padded = end &+ (align &- .one)
      guard padded >= end else { return .zero }
      let start = padded.roundedDown(toMultipleOf: align)
      guard start >= low, start < high, !busy.contains(where: { $0.contains(start) }) else { return .zero }
      return busy.map(\.start).filter { $0 > start }.reduce(high) { $1 < $0 ? $1 : $0 } &- start
    }
    return gaps.reduce(.zero, larger)
  }
}
