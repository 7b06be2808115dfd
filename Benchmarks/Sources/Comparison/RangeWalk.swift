/// First fit by a walk over the busy ranges in ascending order, as `alloc_vmap_area` of Linux 4.3 searches when its
/// cache does not help. The kernel follows the links of a list; here the ranges lie side by side, which is faster.
struct RangeWalk {
  private var ranges: ContiguousArray<Range<UInt64>> = []
  private let window: Range<UInt64>

  /// A window of addresses without a busy range.
  init(window: Range<UInt64>) { self.window = window }

  /// Adds a busy range above all others.
  mutating func append(_ range: Range<UInt64>) { ranges.append(range) }

  /// The lowest aligned address from which `length` bytes are free; nil if there is none. O(ranges).
  @inline(never)
  func lowestFit(length: UInt64, align: UInt64) -> UInt64? {
    let mask = align &- 1
    var address = (window.lowerBound &+ mask) & ~mask
    for range in ranges {
      if address &+ length <= range.lowerBound || address &+ length > window.upperBound { break }
      address = (range.upperBound &+ mask) & ~mask
      if address &+ length < address { return nil }
    }
    return address &+ length > window.upperBound ? nil : address
  }
}
