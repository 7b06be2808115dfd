public import Machine

/// The ranges that are busy at the moment, followed through a log.
@usableFromInline
struct LiveRanges {
  @usableFromInline var ends: [UInt64: UInt64] = [:]
  @usableFromInline var seen = 0

  @usableFromInline
  init() {}

  /// Takes in what was recorded since the last time, before event number `end` or all of it.
  @usableFromInline
  mutating func follow(_ log: EventLog, upTo end: Int? = nil) {
    let end = end ?? log.events.count
    while seen < end {
      let event = log.events[seen]
      if event.kind == .reserve { ends[event.x] = event.x &+ event.y }
      if event.kind == .retire { ends[event.x] = nil }
      seen += 1
    }
  }

  /// Whether a busy range starts at an address.
  @usableFromInline
  func start(at address: UInt64) -> Bool { ends[address] != nil }

  /// Whether an address lies in a busy range.
  @usableFromInline
  func contains(_ address: UInt64) -> Bool {
    ends.contains { $0.key <= address && address < $0.value }
  }

  /// Whether a range of `bytes` bytes from a multiple of `align` fits between the busy ranges. O(n log n).
  @usableFromInline
  func haveRoom(for bytes: UInt64, align: UInt64, in shape: Geometry) -> Bool {
    let mask = max(align, shape.pageSize) &- 1
    var next = shape.windowStart
    for (start, end) in ends.sorted(by: { $0.key < $1.key }) + [(shape.windowEnd, shape.windowEnd)] {
      let (sum, wraps) = next.addingReportingOverflow(mask)
      let from = sum & ~mask
      if !wraps, from <= start, start &- from >= bytes { return true }
      next = max(next, end)
    }
    return false
  }
}
