import Machine

/// The ranges, the translations and what is held at one moment of a run, for a listing.
struct MemoryMap {
  /// A range of addresses, busy or lazily freed.
  private struct Range {
    var start: UInt64
    var end: UInt64
    /// The first page behind those that were asked for: guard pages begin here.
    var guardPage: UInt64
    var area: UInt32
    var isLazy = false
  }

  /// What a page translates to.
  private struct Translation {
    var frame: UInt64
    /// Whether somebody else wrote it.
    var isForeign: Bool
  }

  private let pageShift: UInt64
  private var ranges: [Range] = []
  private var translations: [UInt64: Translation] = [:]
  /// The frames obtained and not given back, with their area.
  private var frames: [UInt64: UInt32] = [:]
  private var arrays: [UInt64: UInt32] = [:]
  private var descriptors: Set<UInt32> = []
  private var areaOfCall: [UInt32: UInt32] = [:]

  init(pageShift: Int) { self.pageShift = UInt64(pageShift) }

  mutating func note(_ event: Event, _ log: EventLog) {
    switch event.kind {
    case .reserve: reserve(event, log)
    case .retire:
      if let index = ranges.lastIndex(where: { $0.start == event.x && !$0.isLazy }) {
        ranges[index].isLazy = true
      }
    case .reusable: reuse(event.x, MemoryMap.end(event))
    case .map: translations[event.x] = Translation(frame: event.y, isForeign: false)
    case .env: translations[event.x] = Translation(frame: event.y, isForeign: true)
    case .unmap: translations[event.x] = nil
    case .pageGot: if event.ok { frames[event.x] = areaOfCall[event.call] ?? 0 }
    case .store: if frames[event.y] != nil { frames[event.y] = event.area }
    case .pagePut: frames[event.x] = nil
    case .arrKmalloc: if event.ok, event.x != 0 { arrays[event.y] = event.area }
    case .arrKfree: arrays[event.y] = nil
    case .structNew: if event.ok, event.x == 0 { descriptors.insert(event.area) }
    case .structFree: if event.x == 0 { descriptors.remove(event.area) }
    default: break
    }
  }

  private mutating func reserve(_ event: Event, _ log: EventLog) {
    let size = event.call == Event.noCall ? event.y : log.calls[Int(event.call)].size
    let pageSize: UInt64 = 1 << pageShift
    let pages = size / pageSize + (size % pageSize == 0 ? 0 : 1)
    ranges.append(
      Range(
        start: event.x, end: MemoryMap.end(event), guardPage: (event.x >> pageShift) + pages,
        area: event.area))
    areaOfCall[event.call] = event.area
  }

  /// Removes what is lazily freed of [start, end).
  private mutating func reuse(_ start: UInt64, _ end: UInt64) {
    ranges = ranges.flatMap { range -> [Range] in
      guard range.isLazy, range.start < end, start < range.end else { return [range] }
      var (before, after) = (range, range)
      before.end = max(range.start, start)
      after.start = min(range.end, end)
      return [before, after].filter { $0.start < $0.end }
    }
  }

  private static func end(_ event: Event) -> UInt64 {
    let (end, wraps) = event.x.addingReportingOverflow(event.y)
    return wraps ? .max : end
  }

  // MARK: In words

  /// A line for each range, each translation outside of all, and whatever a dead area still holds.
  var lines: [String] {
    let sorted = ranges.indices.sorted { (ranges[$0].start, $0) < (ranges[$1].start, $1) }
    var lines = sorted.map { "    \(describe(ranges[$0], overlapping: overlaps(of: $0)))" }
    let outside = translations.keys.filter { page in !ranges.contains { pages($0).contains(page) } }.sorted()
    lines += cut(
      outside.map { page in
        let translation = translations[page] ?? Translation(frame: 0, isForeign: false)
        let what = translation.isForeign ? "somebody else's page" : "mapped without a range"
        return "    \(what): \(hex(page << pageShift)) -> frame \(translation.frame)\(notHeld(translation))"
      })
    lines += cut(leftovers.map { "    still held: \($0)" })
    return lines.isEmpty ? ["  memory map: empty"] : ["  memory map:"] + lines
  }

  private func describe(_ range: Range, overlapping others: [UInt32]) -> String {
    var text = "\(hex(range.start))-\(hex(range.end))  "
    text += range.isLazy ? "lazily freed (area \(range.area))" : "area \(range.area)"
    let cells = cells(range)
    let isPlain = range.isLazy && !pages(range).contains { translations[$0] != nil }
    if !isPlain, !cells.isEmpty { text += ": " + cells.joined(separator: ", ") }
    if !others.isEmpty {
      text += "; overlaps area \(others.map { "\($0)" }.joined(separator: ", "))"
    }
    return text
  }

  private func overlaps(of index: Int) -> [UInt32] {
    let range = ranges[index]
    return ranges.indices.filter {
      $0 != index && ranges[$0].start < range.end && range.start < ranges[$0].end
    }.map { ranges[$0].area }
  }

  private func pages(_ range: Range) -> Swift.Range<UInt64> {
    range.start >> pageShift..<max(range.start >> pageShift, range.end >> pageShift)
  }

  private func notHeld(_ translation: Translation) -> String {
    translation.isForeign || frames[translation.frame] != nil ? "" : " (not held)"
  }

  /// What the pages of a range translate to, equal neighbours together.
  private func cells(_ range: Range) -> [String] {
    let pages = pages(range)
    let mapped = translations.keys.filter { pages.contains($0) }.sorted()
    var cells: [String] = []
    var cursor = pages.lowerBound
    var place = 0
    while place < mapped.count {
      let page = mapped[place]
      cells += unmapped(cursor, page, range.guardPage)
      guard let first = translations[page] else { break }
      var count: UInt64 = 1
      while place + Int(count) < mapped.count, continues(first, mapped[place + Int(count)], page, count) {
        count += 1
      }
      let frames = count == 1 ? "frame \(first.frame)" : "frames \(first.frame)-\(first.frame + count - 1)"
      let whose = first.isForeign ? " (somebody else's)" : notHeld(first)
      let which = page >= range.guardPage ? "guard page mapped to " : ""
      cells.append("\(which)\(frames)\(whose)")
      place += Int(count)
      cursor = page + count
    }
    cells += unmapped(cursor, pages.upperBound, range.guardPage)
    guard cells.count > MemoryMap.most else { return cells }
    return cells.prefix(MemoryMap.most) + ["... (\(pages.count) pages)"]
  }

  /// Whether the `count`-th page after one goes on with its run of frames.
  private func continues(_ first: Translation, _ page: UInt64, _ start: UInt64, _ count: UInt64) -> Bool {
    guard let next = translations[page], page == start + count else { return false }
    return next.frame == first.frame &+ count && next.isForeign == first.isForeign
      && notHeld(next) == notHeld(first)
  }

  private func unmapped(_ start: UInt64, _ end: UInt64, _ guardPage: UInt64) -> [String] {
    let inside = max(start, min(end, guardPage)) - start
    let guards = end - min(end, start + inside)
    return (inside == 0 ? [] : [inside == 1 ? "unmapped" : "\(inside) pages unmapped"])
      + (guards == 0 ? [] : [guards == 1 ? "guard" : "\(guards) guard pages"])
  }

  /// What is held, but neither mapped in a range nor part of an area that has one.
  private var leftovers: [String] {
    let busy = Set(ranges.lazy.filter { !$0.isLazy }.map(\.area))
    let mapped = Set(translations.values.lazy.map(\.frame))
    func of(_ area: UInt32) -> String { area == 0 ? "" : " (area \(area))" }
    return frames.sorted { $0.key < $1.key }.filter { !mapped.contains($0.key) }
      .map { "frame \($0.key)\(of($0.value))" }
      + arrays.sorted { $0.key < $1.key }.filter { !busy.contains($0.value) }
      .map { "page array \(hex($0.key))\(of($0.value))" }
      + descriptors.sorted().filter { !busy.contains($0) }.map { "descriptor of area \($0)" }
  }

  private func cut(_ lines: [String]) -> [String] {
    guard lines.count > MemoryMap.most else { return lines }
    return lines.prefix(MemoryMap.most) + ["    ... and \(lines.count - MemoryMap.most) more of these"]
  }

  /// The most that is told of a kind.
  private static let most = 12
}
