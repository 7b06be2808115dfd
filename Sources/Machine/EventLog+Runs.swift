// Work in bulk is recorded by run: a list of frames once, and one event for all of them. What is derived
// from events speaks of single pages, so a log is expanded before it is judged.

extension EventLog {
  /// The log with every event that stands for many replaced by those many; O(events + frames).
  ///
  /// Entries and virtual pages ascend by one, frames follow the list.
  ///
  /// - Parameter moments: numbers of events, ascending; they are adjusted to the expanded log.
  public func expanded(adjusting moments: inout [Int]) -> EventLog {
    guard !runs.isEmpty else { return self }
    var result = EventLog(capacity: events.count)
    result.calls = calls
    var list: Int?
    var next = 0
    for (number, event) in events.enumerated() {
      while next < moments.count, moments[next] <= number {
        moments[next] = result.events.count
        next += 1
      }
      if event.kind == .run {
        list = Int(event.x)
      } else if let start = list {
        result.append(event, forEachOf: frames(ofList: start))
        list = nil
      } else {
        result.events.append(event)
      }
    }
    while next < moments.count {
      moments[next] = result.events.count
      next += 1
    }
    return result
  }

  /// The runs of the list that begins at a place of `runs`, as an event of kind `run` names it. O(1).
  public func frames(ofList start: Int) -> ContiguousArray<FrameRun>.SubSequence {
    runs[start + 1...start + Int(runs[start].word)]
  }

  private mutating func append(_ event: Event, forEachOf list: ContiguousArray<FrameRun>.SubSequence) {
    var single = event
    for run in list {
      for frame in run.first..<run.first + run.count {
        switch event.kind {
        case .pageGot, .pagePut: single.x = frame
        default: single.y = frame
        }
        events.append(single)
        switch event.kind {
        case .pageGot, .pagePut: break
        default: single.x += 1
        }
      }
    }
  }

  /// Begins a list of runs; where it begins.
  @inlinable
  mutating func beginList() -> Int {
    runs.append(FrameRun(first: 0, count: 0))
    return runs.count &- 1
  }

  /// Ends the list that begins at a place, before another place.
  @inlinable
  mutating func endList(_ start: Int, before place: Int) {
    runs[start].word = UInt64(place &- 1 &- start)
  }

  /// Ends the list that begins at a place.
  @inlinable
  mutating func endList(_ start: Int) { endList(start, before: runs.count) }
}
