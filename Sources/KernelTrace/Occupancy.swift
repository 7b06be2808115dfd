/// Which ranges are reserved, or lazily freed, as the lines of a trace have it.
///
/// The lines of a trace come late: a release is printed after its range is on the list of lazily freed
/// ranges, a purge after all of its ranges can be reserved again. So a reservation over a lazily freed
/// range proves that the range had become reusable. One over a live range is a fault, but for one
/// case: its release was under way and not yet printed, while a purge completed. Then its releasing
/// task did nothing else in between, its line follows within moments, and so does a purge's line that
/// covers the range.
struct Occupancy {
  /// How late a line can be, in nanoseconds.
  private static let delay: UInt64 = 10_000_000

  private struct Range {
    var area: Int
    var start: UInt64
    var size: UInt64

    func overlaps(_ other: TraceReservation) -> Bool {
      // Differences modulo 2^64 cannot overflow: the start of the one is within the other, or the reverse.
      size > 0 && other.size > 0 && (other.start &- start < size || start &- other.start < other.size)
    }
  }

  private var busy: [Range] = []
  private var lazy: [Range] = []
  private var purges: [(time: UInt64, start: UInt64, end: UInt64)] = []

  /// The occupancy at the start of a trace: nothing is known to be reserved.
  init(_ lines: ContiguousArray<TraceLine>) {
    for line in lines {
      if case .purge(let start, let end) = line.event { purges.append((line.time, start, end)) }
    }
  }

  /// Reserves an area's range. Answers the areas whose lazily freed ranges it proves reusable, and
  /// whether what it overlaps is known for certain to be live.
  mutating func reserve(_ number: Int, in trace: Attribution) -> (reusable: [Int], isKnown: Bool) {
    let area = trace.areas[number]
    let reusable = lazy.filter { $0.overlaps(area.range) }
    lazy.removeAll { $0.overlaps(area.range) }
    var isKnown = true
    for other in busy where other.overlaps(area.range) {
      if mayBeLate(other, seenBy: area, in: trace) { isKnown = false }
    }
    busy.append(Range(area: number, start: area.range.start, size: area.range.size))
    return (reusable.map(\.area), isKnown)
  }

  /// Frees an area's range lazily.
  mutating func release(_ number: Int) {
    guard let place = busy.firstIndex(where: { $0.area == number }) else { return }
    lazy.append(busy.remove(at: place))
  }

  /// The areas whose lazily freed ranges lie between two addresses: they are reusable now.
  mutating func purge(start: UInt64, end: UInt64) -> [Int] {
    let inside = { (range: Range) in
      range.start >= start && range.start <= end && range.size <= end &- range.start
    }
    defer { lazy.removeAll(where: inside) }
    return lazy.filter(inside).map(\.area)
  }

  private func mayBeLate(_ other: Range, seenBy area: Area, in trace: Attribution) -> Bool {
    guard let number = trace.areas[other.area].release else { return false }
    let release = trace.releases[number]
    let now = trace.lines[area.line].time
    let freed = trace.lines[release.line].time
    guard release.line > area.line, freed - now <= Self.delay, release.task != area.task else { return false }
    let wasSilent = !trace.lines[area.line...release.line].dropLast().contains { $0.task == release.task }
    return wasSilent
      && purges.contains { purge in
        purge.time <= now + Self.delay && now <= purge.time + Self.delay
          && purge.start <= other.start && other.start < purge.end
      }
  }
}
