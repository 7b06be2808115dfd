import Machine
import Specification

// What virtual pages lead to: decided by the last event that writes or clears the leaf entry.

extension NaiveObserver {
  /// Whether an event changes a leaf entry.
  static func changesEntry(_ event: ObservedEvent<Word>) -> Bool {
    event.kind == .map || event.kind == .env || event.kind == .unmap
  }

  /// The last event before another that changed the leaf entry of a virtual page.
  private func lastChange(of page: Word, before moment: Int) -> ObservedEvent<Word>? {
    changed.last(for: page, before: moment).map { log.events[$0] }
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
    changed.words.map { ($0, translation(of: $0, before: moment)) }.filter { $0.frame != .zero }
  }

  /// How many virtual pages led to a frame before an event.
  func translations(to frame: Word, before moment: Int) -> Int {
    different(entered.all(for: frame, before: moment).map { log.events[$0].x })
      .count { page in
        let last = translation(of: page, before: moment)
        return last != .zero && last == frame
      }
  }

  /// The virtual pages that the TLB may have translated before an event though their entry was cleared:
  /// no flush since covers them.
  func stalePages(before moment: Int) -> [Word] {
    cleared.words.filter { page in
      guard let last = cleared.last(for: page, before: moment) else { return false }
      let address = page.shiftedLeft(geometry.pageShift)
      return !ranged.contains {
        let event = log.events[$0]
        return last < $0 && $0 < moment && event.kind == .flush && event.x <= address && address < event.y
      }
    }
  }
}
