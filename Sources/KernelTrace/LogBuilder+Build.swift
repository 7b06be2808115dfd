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
      addStray(frame, order, holder, line)
    default: break
    }
  }

  /// A free by nobody's release: of its allocation while that goes on; else a call of its own, judged as a purge,
  /// if the area is live and known to have that page. The pages of a released area may have been given
  /// back unseen, and have gone through other hands since.
  private mutating func addStray(_ frame: UInt64, _ order: UInt8, _ holder: Int, _ line: Int) {
    recording.summary.strayFrees += 1
    let area = trace.areas[holder]
    let put = Event(.pagePut, call: Event.noCall, area: label(holder), order: order, x: frame)
    if line < lastLine(ofArea: holder) {
      var inside = put
      inside.call = allocations[holder] ?? Event.noCall
      return add(inside, at: line)
    }
    let isLive = area.release.map { trace.releases[$0].line > line } ?? true
    guard isLive, area.verdict == .complete else { return add(put, at: line) }
    let call = recording.open(CallRecord(.purge, seen: Facts.strayFree))
    add(Event(.call, call: call), at: line)
    add(Event(.pagePut, call: call, area: label(holder), order: order, x: frame), at: line)
    add(Event(.ret, call: call), at: line)
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
}
