import ToyAllocator

/// The toy allocator with a frame behind every page: what a small `vmalloc` does. Its contents are frames, so that a stale
/// page is a stale translation.
struct BenchmarkAllocator {
  private var ranges = ToyAllocator(nil)
  /// The frame of each page, 0 for none.
  private var frames: [UInt8] = Array(repeating: 0, count: ToyAllocator.pages)
  /// Frames in use, a bit each; frame 0 is never given out.
  private var inUse: UInt64 = 1

  /// Allocates a range and maps all its pages but the guard page; nil if there is no room, or no frame.
  mutating func allocate(_ count: Int) -> Range<Int>? {
    guard (~inUse).nonzeroBitCount >= count, let range = ranges.allocate(count) else { return nil }
    for page in range.dropLast() {
      let frame = (~inUse).trailingZeroBitCount
      inUse |= 1 << UInt64(frame)
      frames[page] = UInt8(frame)
    }
    return range
  }

  /// Unmaps an area, gives its frames back and frees its range lazily.
  mutating func release(_ range: Range<Int>) {
    for page in range.dropLast() {
      inUse &= ~(1 << UInt64(frames[page]))
      frames[page] = 0
    }
    ranges.release(range)
  }

  /// Makes what was freed allocatable.
  mutating func purge() { ranges.purge() }

  /// Whether all pages are accounted for, no frame is behind two pages, and the frames in use are those mapped.
  var isWhole: Bool {
    var mapped: UInt64 = 1
    for frame in frames where frame != 0 {
      let bit: UInt64 = 1 << UInt64(frame)
      if mapped & bit != 0 { return false }
      mapped |= bit
    }
    return mapped == inUse && ranges.isWhole
  }
}
