public import Machine

/// The ranges that are busy at the moment, followed through a log.
@usableFromInline
struct LiveRanges {
  @usableFromInline var ends: [UInt64: UInt64] = [:]
  @usableFromInline var seen = 0

  @usableFromInline
  init() {}

  /// Takes in what was recorded since the last time.
  @usableFromInline
  mutating func follow(_ log: EventLog) {
    while seen < log.events.count {
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
}
