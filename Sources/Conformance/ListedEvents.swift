import Machine

/// The numbered lines of a listing's events, and which of them are shown.
///
/// A request for a page and the answer to it are one line where they follow each other directly.
struct ListedEvents {
  private let events: ContiguousArray<Event>
  /// The first event of each line.
  private(set) var starts: [Int] = []
  /// The lines that are shown.
  private(set) var isShown: [Bool] = []

  init(_ log: EventLog) {
    events = log.events
    for (index, event) in events.enumerated() {
      let isAnswer =
        event.kind == .pageGot && index > 0 && events[index - 1].kind == .pageReq
        && events[index - 1].call == event.call
      if !isAnswer { starts.append(index) }
    }
    isShown = Array(repeating: true, count: starts.count)
  }

  /// The place of the line that an event is on. O(log lines).
  func line(of event: Int) -> Int {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= event { low = middle } else { high = middle }
    }
    return low
  }

  /// The places of the lines of some events that begin with a line of their own.
  func lines(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    return line(of: range.lowerBound)..<line(of: range.upperBound - 1) + 1
  }

  /// The answer that is on a line beside its request.
  func answer(onLine line: Int) -> Event? {
    let next = starts[line] + 1
    return next < (line + 1 < starts.count ? starts[line + 1] : events.count) ? events[next] : nil
  }

  /// Shows so many lines at most: those of some events, then what is near them, then from the beginning.
  mutating func show(atMost most: Int, around important: [Int]) {
    guard most < starts.count else { return }
    isShown = Array(repeating: false, count: starts.count)
    var left = max(most, 0)
    func show(_ line: Int) {
      guard left > 0, isShown.indices.contains(line), !isShown[line] else { return }
      isShown[line] = true
      left -= 1
    }
    for distance in 0...ListedEvents.nearby {
      for line in important {
        show(line - distance)
        show(line + distance)
      }
    }
    for line in isShown.indices where left > 0 { show(line) }
  }

  /// How many lines before and after one are near it.
  private static let nearby = 12
}
