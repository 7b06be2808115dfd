import Machine

// Which ranges are taken, and what an address is in them.

extension NaiveObserver {
  /// A range of addresses.
  struct AddressRange: Equatable {
    /// The area it is for.
    var area: UInt32
    var start: UInt64
    var bytes: UInt64
    /// The number of the event that made it so.
    var since: Int

    /// Whether an address lies in it. Differences modulo 2^64 do not overflow.
    func contains(_ address: UInt64) -> Bool { address &- start < bytes }

    func overlaps(start other: UInt64, bytes length: UInt64) -> Bool {
      bytes > 0 && length > 0 && (contains(other) || start &- other < length)
    }

    /// What is left without another range: up to two parts.
    func without(start other: UInt64, bytes length: UInt64) -> [AddressRange] {
      guard overlaps(start: other, bytes: length) else { return [self] }
      var parts: [AddressRange] = []
      if start < other {
        parts.append(AddressRange(area: area, start: start, bytes: other - start, since: since))
      }
      let (end, behind) = (start &+ bytes, other &+ length)
      if behind < end {
        parts.append(AddressRange(area: area, start: behind, bytes: end - behind, since: since))
      }
      return parts
    }
  }

  /// The ranges that were busy and lazily freed before an event, oldest first.
  ///
  /// A retired range of a call that does not show reuse is gone at once.
  func ranges(before moment: Int) -> (busy: [AddressRange], lazy: [AddressRange]) {
    log.events[..<moment].indices.reduce(into: ([], [])) { advance(&$0, over: $1) }
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
  func mostLazyPages(before moment: Int) -> UInt64 {
    var ranges: (busy: [AddressRange], lazy: [AddressRange]) = ([], [])
    var most: UInt64 = 0
    for number in log.events[..<moment].indices {
      advance(&ranges, over: number)
      guard log.events[number].kind == .lazyCount else { continue }
      most = max(most, ranges.lazy.reduce(0) { $0 &+ $1.bytes / geometry.pageSize })
    }
    return most
  }

  /// The pages that the lazily freed ranges had before an event.
  func lazyPages(before moment: Int) -> UInt64 {
    ranges(before: moment).lazy.reduce(0) { $0 &+ $1.bytes / geometry.pageSize }
  }

  /// The pages of a range that were lazily freed before an event.
  func lazyPages(in range: AddressRange, before moment: Int) -> UInt64 {
    let others = ranges(before: moment).lazy.reduce([range]) { rest, lazy in
      rest.flatMap { $0.without(start: lazy.start, bytes: lazy.bytes) }
    }
    let left = others.reduce(0) { $0 &+ $1.bytes }
    return (range.bytes &- left) / geometry.pageSize
  }

  /// What an address to release is, and the live area it lies in.
  func target(_ address: UInt64, before moment: Int) -> (kind: UInt64, range: AddressRange?) {
    if address == 0 { return (0, nil) }
    if address % geometry.pageSize != 0 { return (3, nil) }
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
  func largestGap(align: UInt64, before moment: Int) -> UInt64 {
    let busy = ranges(before: moment).busy
    let ends = [geometry.windowStart] + busy.map { $0.start &+ $0.bytes }
    let gaps = ends.map { end -> UInt64 in
      let (padded, wraps) = end.addingReportingOverflow(max(align, 1) - 1)
      let start = padded / max(align, 1) * max(align, 1)
      let isInside = start >= geometry.windowStart && start < geometry.windowEnd
      guard !wraps, isInside, !busy.contains(where: { $0.contains(start) }) else { return 0 }
      let next = busy.map(\.start).filter { $0 > start }.min() ?? .max
      return min(next, geometry.windowEnd) - start
    }
    return gaps.max() ?? 0
  }
}
