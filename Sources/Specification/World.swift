import Machine

/// The ghost state: what is true between two events, derived from the events before.
struct World {
  let geometry: Geometry
  let pageShift: UInt64
  var owners: [UInt64: Owner] = [:]
  /// The frame each virtual page translates to.
  var translations: [UInt64: UInt64] = [:]
  /// Virtual pages whose translation was planted behind the allocator's back.
  var planted: Set<UInt64> = []
  /// How many virtual pages translate to a frame.
  var mapped: [UInt64: UInt64] = [:]
  /// Busy and lazily freed ranges, by start address.
  var ranges: ContiguousArray<RangeRecord> = []
  /// Pages unmapped since the last flush that covered them: the TLB may still translate them.
  var stale: Set<UInt64> = []
  var areas: [UInt32: AreaRecord] = [:]
  /// Start addresses of areas that were released, their ranges not reserved since.
  var former: Set<UInt64> = []
  var lazyPages: UInt64 = 0
  var tables: UInt64 = 0
  var tablesRefused: UInt64 = 0
  var slabObjects: UInt64 = 0
  var foreign: UInt64 = 0

  init(geometry: Geometry) {
    self.geometry = geometry
    pageShift = UInt64(geometry.pageShift)
  }

  func owner(of frame: UInt64) -> Owner { owners[frame] ?? .free }

  /// The index of the first range that ends beyond an address.
  func firstRange(endingBeyond address: UInt64) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].end > address { high = middle } else { low = middle + 1 }
    }
    return low
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
    let index = ranges.firstIndex { $0.start > range.start } ?? ranges.count
    ranges.insert(range, at: index)
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
      largest = max(largest, gap(align, from: low, to: range.start))
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
