import Machine

extension LogBuilder {
  /// A release: a call of its own unless it ends a partial failure.
  mutating func addRelease(_ number: Int, _ line: Int) {
    let release = trace.releases[number]
    let area = trace.areas[release.area]
    let parent = release.parent.flatMap { releases[$0] }
    let depth = depth(of: .release(number))
    if isFailure(number) {
      releases[number] = allocations[release.area]
    } else {
      releases[number] = recording.open(
        CallRecord(.vfree, parent: parent ?? Event.noCall, depth: depth, address: area.range.start))
      add(
        Event(
          .call, call: releases[number] ?? Event.noCall, depth: depth, area: label(release.area),
          x: area.range.start), at: line)
      if area.parent == nil { recording.summary.releases += 1 } else { recording.summary.nestedReleases += 1 }
    }
    occupancy.release(release.area)
    add(
      Event(
        .retire, call: releases[number] ?? Event.noCall, depth: depth, area: label(release.area),
        x: area.range.start, y: area.range.size), at: line)
  }

  /// A page given back.
  mutating func addPut(_ number: Int, _ line: Int) {
    guard case .free(let frame, let order) = trace.lines[line].event else { return }
    recording.summary.pagesReleased += 1
    holders[frame] = nil
    add(
      Event(
        .pagePut, call: releases[number] ?? Event.noCall, depth: depth(of: .release(number)),
        area: label(trace.releases[number].area), order: order, x: frame), at: line)
  }
}
