import Machine

extension LogBuilder {
  /// A reservation: the call begins.
  mutating func addReservation(_ number: Int, _ line: Int) {
    let area = trace.areas[number]
    let depth = depth(ofArea: number)
    let parent = area.parent.flatMap { allocations[$0] } ?? Event.noCall
    // The highest address is printed; one that has no successor is its own end.
    let end = max(area.range.high, area.range.high &+ 1)
    let window = area.range.low <= end ? area.range.low..<end : nil
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
      CallRecord(
        .vmalloc, parent: parent, depth: depth, size: size, align: area.range.align, window: window))
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

  /// A page asked for and, perhaps, obtained.
  mutating func addPage(_ number: Int, _ line: Int) {
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

  /// A translation read back.
  mutating func addTranslation(_ number: Int, _ line: Int) {
    guard case .translation(_, let page, let frame, _) = trace.lines[line].event,
      let call = allocations[number]
    else { return }
    let address = trace.areas[number].range.start / PageSize.bytes + page
    recording.summary.translations += 1
    add(
      Event(.xlate, call: call, depth: depth(ofArea: number), area: label(number), x: address, y: frame),
      at: line)
  }
}
