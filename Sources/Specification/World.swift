import Machine

/// The ghost state: what is true between two events, derived from the events before.
struct World {
  let geometry: Geometry
  /// The columns that it is kept for.
  let columns: Columns
  let pageShift: UInt64
  var owners: [UInt64: Owner] = [:]
  /// The frame each virtual page translates to.
  var translations: [UInt64: UInt64] = [:]
  /// Virtual pages whose translation was planted behind the allocator's back.
  var planted: Set<UInt64> = []
  /// How many virtual pages translate to a frame; kept for what is put.
  var mapped: [UInt64: UInt64] = [:]
  /// Busy and lazily freed ranges, by start address.
  var ranges: ContiguousArray<RangeRecord> = []
  /// Pages unmapped since the last flush that covered them: the TLB may still translate them. Kept for what is reusable.
  var stale: Set<UInt64> = []
  var areas: [UInt32: AreaRecord] = [:]
  /// Start addresses of areas that were released, their ranges not reserved since.
  var former: Set<UInt64> = []
  var lazyPages: UInt64 = 0
  /// The most there were when their count was noted.
  var lazyMost: UInt64 = 0
  var tables: UInt64 = 0
  /// Descriptors of areas, page arrays and descriptors of ranges that are in use.
  var areaDescriptors: Set<UInt32> = []
  var arrays: Set<UInt64> = []
  var rangeDescriptors = 0
  var refusedInAll: UInt64 = 0
  var foreign: UInt64 = 0

  init(geometry: Geometry, columns: Columns) {
    self.geometry = geometry
    self.columns = columns
    pageShift = UInt64(geometry.pageShift)
  }

  func owner(of frame: UInt64) -> Owner { owners[frame] ?? .free }

  /// Notes that a page array's entry was written.
  mutating func store(_ frame: UInt64, of area: UInt32, at index: UInt64, event: UInt64) {
    areas[area]?.store(frame, at: index, event: event, isListed: columns.contains(.pages))
  }

  /// Notes that a page translates to another frame; nil for none.
  mutating func translate(_ page: UInt64, from before: UInt64?, to frame: UInt64?) {
    translations[page] = frame
    guard columns.contains(.puts) else { return }
    if let before {
      let count = mapped[before] ?? 0
      mapped[before] = count > 1 ? count - 1 : nil
    }
    if let frame { mapped[frame, default: 0] += 1 }
  }

  /// The index of the first range that starts beyond an address. O(log ranges).
  func firstRange(startingBeyond address: UInt64) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].start > address { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The index of the last busy range that starts at an address. O(log ranges) while they are disjoint.
  func busyRange(startingAt address: UInt64) -> Int? {
    var index = firstRange(startingBeyond: address) - 1
    while index >= 0, ranges[index].start == address {
      if !ranges[index].isLazy { return index }
      index -= 1
    }
    return nil
  }

  /// The index of the last busy range that an address lies in. O(ranges) if there is none.
  func busyRange(containing address: UInt64) -> Int? {
    ranges[..<firstRange(startingBeyond: address)].lastIndex { !$0.isLazy && address < $0.end }
  }

  /// Frees what is lazily freed of [start, end); how many pages that were. O(ranges).
  mutating func reuse(_ start: UInt64, _ end: UInt64) -> UInt64 {
    var freed: UInt64 = 0
    var counted = start
    var index = 0
    while index < ranges.count {
      let range = ranges[index]
      guard range.isLazy, range.start < end, start < range.end else {
        index += 1
        continue
      }
      let low = max(range.start, start)
      let high = min(range.end, end)
      lazyPages -= range.end >> pageShift - range.start >> pageShift
      freed += max(high, counted) >> pageShift - max(low, counted) >> pageShift
      counted = max(counted, high)
      ranges.remove(at: index)
      for part in [range.start..<low, high..<range.end] where !part.isEmpty {
        let left = RangeRecord(start: part.lowerBound, end: part.upperBound, isLazy: true, area: range.area)
        lazyPages += left.end >> pageShift - left.start >> pageShift
        insert(left)
        if left.start <= low { index += 1 }
      }
    }
    return freed
  }

  /// Slab objects that are in use; a descriptor given back too often counts like one that was not.
  var liveSlabObjects: UInt64 {
    UInt64(areaDescriptors.count + arrays.count) + UInt64(rangeDescriptors.magnitude)
  }

  /// How many ranges overlap [start, end).
  func overlaps(_ start: UInt64, _ end: UInt64) -> UInt64 {
    var count: UInt64 = 0
    // Ranges may overlap each other once the clause is broken, so no early end is assumed sound
    // beyond the order of starts.
    for range in ranges where range.start < end && start < range.end { count += 1 }
    return count
  }

  mutating func insert(_ range: RangeRecord) {
    ranges.insert(range, at: firstRange(startingBeyond: range.start))
  }

  /// Virtual pages of [start, end) that a set or dictionary of pages holds. O(min(pages, held)).
  func pages(_ start: UInt64, _ end: UInt64) -> Range<UInt64> {
    start >> pageShift..<max(start >> pageShift, end >> pageShift)
  }

  func translatedPages(_ start: UInt64, _ end: UInt64) -> UInt64 {
    let range = pages(start, end)
    if range.count < translations.count {
      return UInt64(range.lazy.filter { translations[$0] != nil }.count)
    }
    return UInt64(translations.keys.lazy.filter { range.contains($0) }.count)
  }

  /// Translated pages of [start, end) but those planted behind the allocator's back. O(min(pages, held)).
  func ownTranslations(_ start: UInt64, _ end: UInt64) -> UInt64 {
    let range = pages(start, end)
    if range.count < translations.count {
      return UInt64(range.lazy.filter { translations[$0] != nil && !planted.contains($0) }.count)
    }
    return UInt64(translations.keys.lazy.filter { range.contains($0) && !planted.contains($0) }.count)
  }

  func stalePages(_ start: UInt64, _ end: UInt64) -> UInt64 {
    let range = pages(start, end)
    if range.count < stale.count { return UInt64(range.lazy.filter { stale.contains($0) }.count) }
    return UInt64(stale.lazy.filter { range.contains($0) }.count)
  }

  mutating func flush(_ start: UInt64, _ end: UInt64) {
    let range = pages(start, end)
    if range.count < stale.count {
      for page in range { stale.remove(page) }
    } else {
      stale = stale.filter { !range.contains($0) }
    }
  }

  /// The largest gap between busy ranges, from an aligned address, with lazily freed ones gone.
  func largestGap(align: UInt64) -> UInt64 {
    var largest: UInt64 = 0
    var low = geometry.windowStart
    for range in ranges where !range.isLazy {
      largest = max(largest, gap(align, from: low, to: min(range.start, geometry.windowEnd)))
      low = max(low, range.end)
    }
    return max(largest, gap(align, from: low, to: geometry.windowEnd))
  }

  private func gap(_ align: UInt64, from low: UInt64, to high: UInt64) -> UInt64 {
    let (padded, wraps) = low.addingReportingOverflow(max(align, 1) - 1)
    guard !wraps else { return 0 }
    let start = padded / max(align, 1) * max(align, 1)
    return start < high ? high - start : 0
  }
}
