import Machine
import OptimizedVmalloc
import PropertyTesting

/// The search for a range alone: the tree of free extents against a walk, among the same 15,000 busy ranges.
///
/// The gaps grow from 1 page to 16 by ascending address, the sizes asked for are drawn from 9 to 16 pages, so that
/// the lowest fit lies in the upper half.
struct RangeSearch {
  /// Its name on the command line and in the results.
  static let name = "range-search"
  /// The busy ranges.
  static let count = 15_000
  /// The searches of a sample.
  static let searches = 2_000

  private var free: FreeExtents<UInt64>
  private var walk: RangeWalk
  private let lengths: [UInt64]

  /// The busy ranges at their places.
  init() {
    let page: UInt64 = 1 << 12
    let window = Geometry.x86_64.windowStart..<Geometry.x86_64.windowEnd
    free = FreeExtents(start: window.lowerBound, length: UInt64(window.count))
    walk = RangeWalk(window: window)
    var start = window.lowerBound
    for number in 0..<UInt64(Self.count) {
      start += (1 + number * 16 / UInt64(Self.count)) * page
      let range = start..<start + 2 * page
      walk.append(range)
      free.take(start: range.lowerBound, length: 2 * page)
      start = range.upperBound
    }
    var source = SplitMix64(state: 4)
    lengths = (0..<Self.searches).map { _ in .random(in: 9...16, using: &source) * page }
  }

  /// The sum of the places that the walk finds.
  @inline(never)
  func walked() -> UInt64 {
    lengths.reduce(0) { $0 &+ (walk.lowestFit(length: $1, align: 1) ?? 0) }
  }

  /// The sum of the places that the tree finds.
  @inline(never)
  mutating func searched() -> UInt64 {
    var sum: UInt64 = 0
    for length in lengths { sum = sum &+ (free.lowestFit(length: length, align: 1) ?? 0) }
    return sum
  }

  /// The nodes that the tree goes through to find them.
  mutating func countedSteps() -> Int {
    let before = free.steps
    _ = searched()
    return Int(free.steps - before)
  }
}
