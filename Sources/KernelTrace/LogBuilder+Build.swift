import Machine

extension LogBuilder {
  /// Builds the recording.
  mutating func build() {
    for line in trace.lines.indices {
      switch roles[line] {
      case .none: addOther(line)
      case .reservation(let area): addReservation(area, line)
      case .page(let area): addPage(area, line)
      case .translation(let area): addTranslation(area, line)
      case .release(let release): addRelease(release, line)
      case .put(let release): addPut(release, line)
      }
      if let ending = endings[line] {
        for call in ending.sorted(by: { depth(of: $0) > depth(of: $1) }) { addReturn(call, line) }
      }
    }
    settleFacts()
    recording.summary.unattributed = trace.unattributed.filter { $0.value > 0 }
  }

  private mutating func addReservation(_ number: Int, _ line: Int) {
    let area = trace.areas[number]
    let depth = depth(ofArea: number)
    let parent = area.parent.flatMap { allocations[$0] } ?? Event.noCall
    let window = area.range.low <= area.range.high ? area.range.low...area.range.high : nil
    let size = area.range.size.subtractingOrZero(PageSize.bytes)
    if !area.range.refused {
      let found = occupancy.reserve(number, in: trace)
      if !found.isKnown { uncertainRanges.insert(number) }
      for reused in found.reusable {
        let range = trace.areas[reused].range
        add(Event(.reusable, area: label(reused), x: range.start, y: range.size), at: line)
      }
    }
    let call = recording.open(
      CallRecord(.vmalloc, parent: parent, depth: depth, size: size, align: area.range.align), window: window)
    allocations[number] = call
    add(Event(.call, call: call, depth: depth, area: label(number), x: size), at: line)
    if area.range.refused {
      recording.summary.refused += 1
      add(
        Event(.reserveFail, call: call, depth: depth, area: label(number), ok: false, y: area.range.size),
        at: line)
      return
    }
    if area.parent == nil {
      recording.summary.areas += 1
      if area.verdict == .complete { recording.summary.completeAreas += 1 }
    } else {
      recording.summary.nestedArrays += 1
    }
    if area.verdict == .partial {
      let released = area.release.map { trace.releases[$0].taken } ?? 0
      recording.summary.partialFailures.append(
        Summary.PartialFailure(
          obtained: area.visible, needed: area.count, released: released, line: trace.lines[line].number))
    }
    add(
      Event(
        .reserve, call: call, depth: depth, area: label(number), x: area.range.start, y: area.range.size),
      at: line)
  }

  private mutating func addPage(_ number: Int, _ line: Int) {
    guard case .allocate(let frame, let order, let gfp) = trace.lines[line].event,
      let call = allocations[number]
    else { return }
    let depth = depth(ofArea: number)
    add(
      Event(.pageReq, call: call, depth: depth, area: label(number), order: order, gfp: gfp, x: .max),
      at: line)
    add(
      Event(
        .pageGot, call: call, depth: depth, area: label(number), order: order, ok: frame != 0, gfp: gfp,
        x: frame, y: .max), at: line)
    guard frame != 0 else { return }
    recording.summary.pages += 1
    if let holder = holders[frame], let release = trace.areas[holder].release,
      trace.releases[release].line < line
    {
      uncertainOwners.insert(number)
    }
    holders[frame] = number
  }

  private mutating func addTranslation(_ number: Int, _ line: Int) {
    guard case .translation(_, let page, let frame, _) = trace.lines[line].event,
      let call = allocations[number]
    else { return }
    let address = trace.areas[number].range.start / PageSize.bytes + page
    recording.summary.translations += 1
    add(
      Event(.xlate, call: call, depth: depth(ofArea: number), area: label(number), x: address, y: frame),
      at: line)
  }

  private mutating func addRelease(_ number: Int, _ line: Int) {
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

  private mutating func addPut(_ number: Int, _ line: Int) {
    guard case .free(let frame, let order) = trace.lines[line].event else { return }
    recording.summary.pagesReleased += 1
    holders[frame] = nil
    add(
      Event(
        .pagePut, call: releases[number] ?? Event.noCall, depth: depth(of: .release(number)),
        area: label(trace.releases[number].area), order: order, x: frame), at: line)
  }

  /// A purge, or the free of a page that an area holds though nobody was releasing it.
  private mutating func addOther(_ line: Int) {
    switch trace.lines[line].event {
    case .purge(let start, let end):
      let call = recording.open(CallRecord(.purge, seen: []))
      recording.summary.purges += 1
      add(Event(.call, call: call), at: line)
      add(Event(.flush, call: call, x: start, y: end), at: line)
      for number in occupancy.purge(start: start, end: end) {
        let range = trace.areas[number].range
        add(Event(.reusable, call: call, area: label(number), x: range.start, y: range.size), at: line)
      }
      add(Event(.ret, call: call), at: line)
    case .free(let frame, let order):
      guard let holder = holders.removeValue(forKey: frame) else { return }
      recording.summary.strayFrees += 1
      let isInside = line < lastLine(ofArea: holder)
      let call = isInside ? allocations[holder] ?? Event.noCall : Event.noCall
      add(Event(.pagePut, call: call, area: label(holder), order: order, x: frame), at: line)
    default: break
    }
  }

  private mutating func addReturn(_ call: Call, _ line: Int) {
    switch call {
    case .allocation(let number):
      let area = trace.areas[number]
      let succeeded = !area.range.refused && area.verdict != .partial
      add(
        Event(
          .ret, call: allocations[number] ?? Event.noCall, depth: depth(ofArea: number), area: label(number),
          x: succeeded ? area.range.start : 0), at: line)
    case .release(let number):
      add(
        Event(
          .ret, call: releases[number] ?? Event.noCall, depth: depth(of: call),
          area: label(trace.releases[number].area)), at: line)
    }
  }

  private mutating func settleFacts() {
    for (number, area) in trace.areas.enumerated() {
      guard let call = allocations[number] else { continue }
      recording.log.calls[Int(call)].seen = Facts.allocation(
        of: area, release: area.release.map { trace.releases[$0] },
        occupancyIsKnown: !uncertainRanges.contains(number), ownersAreKnown: !uncertainOwners.contains(number)
      )
    }
    for (number, release) in trace.releases.enumerated() where !isFailure(number) {
      guard let call = releases[number] else { continue }
      recording.log.calls[Int(call)].seen = Facts.release(
        release, of: trace.areas[release.area], ownersAreKnown: !uncertainOwners.contains(release.area))
    }
  }

  /// How many page arrays deep a call is: a release is inside another only if its parent's was there.
  private func depth(of call: Call) -> UInt8 {
    switch call {
    case .allocation(let number): return depth(ofArea: number)
    case .release(let number):
      var depth: UInt8 = 0
      var next = trace.releases[number].parent
      while let parent = next, depth < .max {
        depth += 1
        next = trace.releases[parent].parent
      }
      return depth
    }
  }

  /// The number of an area in events, from 1.
  private func label(_ area: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: area + 1)
  }
}
