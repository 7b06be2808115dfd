import Machine

// What virtual pages lead to: decided by the last event that writes or clears the leaf entry.

extension NaiveObserver {
  /// Whether an event changes a leaf entry.
  static func changesEntry(_ event: ObservedEvent<Word>) -> Bool {
    event.kind == .map || event.kind == .env || event.kind == .unmap
  }

  /// The last event before another that changed the leaf entry of a virtual page.
  private func lastChange(of page: Word, before moment: Int) -> ObservedEvent<Word>? {
    log.events[..<moment].last { NaiveObserver.changesEntry($0) && $0.x == page }
  }

  /// The frame that a virtual page led to before an event, 0 for none.
  func translation(of page: Word, before moment: Int) -> Word {
    guard let event = lastChange(of: page, before: moment), event.kind != .unmap else { return .zero }
    return event.y
  }

  /// Whether that translation was planted behind the allocator's back.
  func isPlanted(_ page: Word, before moment: Int) -> Bool {
    lastChange(of: page, before: moment)?.kind == .env
  }

  /// Every virtual page that was translated before an event, with its frame.
  func translations(before moment: Int) -> [(page: Word, frame: Word)] {
    log.events[..<moment].filter(NaiveObserver.changesEntry)
      .reduce(into: [(page: Word, frame: Word)]()) { translations, event in
        let frame = event.kind == .unmap ? .zero : event.y
        if let place = translations.firstIndex(where: { $0.page == event.x }) {
          translations[place].frame = frame
        } else {
          translations.append((event.x, frame))
        }
      }
      .filter { $0.frame != .zero }
  }

  /// The virtual pages that the TLB may have translated before an event though their entry was cleared:
  /// no flush since covers them.
  func stalePages(before moment: Int) -> [Word] {
    let events = log.events[..<moment]
    let cleared = events.filter { $0.kind == .unmap }.map(\.x).reduce(into: [Word]()) { pages, page in
      if !pages.contains(where: { $0 == page }) { pages.append(page) }
    }
    return cleared.filter { page in
      guard let last = events.lastIndex(where: { $0.kind == .unmap && $0.x == page }) else { return false }
      let address = page.shiftedLeft(geometry.pageShift)
      return !events[last...].contains { $0.kind == .flush && $0.x <= address && address < $0.y }
    }
  }
}
