/// Releases and the pages freed by them.
extension Attribution {
  /// A task releases the area at an address.
  mutating func release(_ start: UInt64, at index: Int, _ state: inout TaskState) {
    let previous = state.release
    closeRelease(at: index, &state)
    guard let area = takeLive(start, releasedAt: index) else {
      closeIdleWindow(&state)
      state.inUnknownRelease = true
      return setAside(.releaseOfUnknownArea)
    }
    let number = releases.count
    var release = Release(
      area: area, line: index, task: lines[index].task, fromWithin: state.open.first == area)
    if let previous, let parent = areas[area].parent, releases[previous].area == parent {
      release.parent = previous
      releases[previous].nested = number
    }
    releases.append(release)
    areas[area].release = number
    state.release = number
    if let place = state.open.firstIndex(of: area) {
      state.open.removeSubrange(place...)
    } else {
      closeIdleWindow(&state)
    }
  }

  /// The live area at an address. Where there are two, as only a faulty allocator can have it, the one
  /// that has the frame that is freed next, or else the older one.
  private mutating func takeLive(_ start: UInt64, releasedAt index: Int) -> Int? {
    guard let candidates = live[start], let oldest = candidates.first else { return nil }
    var chosen = oldest
    if candidates.count > 1, let frame = firstFree(after: index) {
      chosen =
        candidates.first { areas[$0].pages.contains { lines[$0].event.isAllocation(of: frame) } } ?? oldest
    }
    live[start] = candidates.count == 1 ? nil : candidates.filter { $0 != chosen }
    return chosen
  }

  /// The first page that the task of a release frees next, if it does nothing else before.
  func firstFree(after index: Int) -> UInt64? {
    for line in lines[(index + 1)...].prefix(1000)
    where line.task == lines[index].task && !line.inInterrupt {
      guard case .free(let frame, _) = line.event else { return nil }
      return frame
    }
    return nil
  }

  /// A task frees a block of pages.
  mutating func free(_ order: UInt8, at index: Int, _ state: inout TaskState) {
    closeFullWindow(&state)
    if order != 0 {
      setAside(.otherFree)
    } else if let release = state.release {
      releases[release].frees.append(index)
    } else {
      setAside(state.inUnknownRelease ? .freeOfUnknownArea : .freeWithoutRelease)
    }
  }

  /// A task is done with the release it was at.
  mutating func closeRelease(at index: Int, _ state: inout TaskState) {
    if let release = state.release { releases[release].closing = index }
    state.release = nil
    state.inUnknownRelease = false
  }
}

extension TraceEvent {
  /// Whether it is the allocation of this frame.
  func isAllocation(of frame: UInt64) -> Bool {
    if case .allocate(frame, _, _) = self { true } else { false }
  }
}
