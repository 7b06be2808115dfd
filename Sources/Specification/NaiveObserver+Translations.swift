import Machine

// What virtual pages lead to: decided by the last event that writes or clears the leaf entry.

extension NaiveObserver {
  /// Whether an event changes a leaf entry.
  static func changesEntry(_ event: Event) -> Bool {
    event.kind == .map || event.kind == .env || event.kind == .unmap
  }

  /// The last event before another that changed the leaf entry of a virtual page.
  private func lastChange(of page: UInt64, before moment: Int) -> Event? {
    log.events[..<moment].last { NaiveObserver.changesEntry($0) && $0.x == page }
  }

  /// The frame that a virtual page led to before an event, 0 for none.
  func translation(of page: UInt64, before moment: Int) -> UInt64 {
    guard let event = lastChange(of: page, before: moment), event.kind != .unmap else { return 0 }
    return event.y
  }

  /// Whether that translation was planted behind the allocator's back.
  func isPlanted(_ page: UInt64, before moment: Int) -> Bool {
    lastChange(of: page, before: moment)?.kind == .env
  }

  /// Every virtual page that was translated before an event, with its frame.
  func translations(before moment: Int) -> [UInt64: UInt64] {
    log.events[..<moment].filter(NaiveObserver.changesEntry)
      .reduce(into: [UInt64: UInt64]()) { $0[$1.x] = $1.kind == .unmap ? 0 : $1.y }
      .filter { $0.value != 0 }
  }

  /// The virtual pages that the TLB may have translated before an event though their entry was cleared:
  /// no flush since covers them.
  func stalePages(before moment: Int) -> Set<UInt64> {
    let events = log.events[..<moment]
    let cleared = Set(events.filter { $0.kind == .unmap }.map(\.x))
    return cleared.filter { page in
      guard let last = events.lastIndex(where: { $0.kind == .unmap && $0.x == page }) else { return false }
      let address = page * geometry.pageSize
      return !events[last...].contains { $0.kind == .flush && $0.x <= address && address < $0.y }
    }
  }
}
