/// First-fit ranges with a guard page, freed lazily until a purge: small enough to have its least failing histories
/// found by breadth-first search.
public struct ToyAllocator: Sendable {
  /// What can be wrong with it.
  public enum Bug: Sendable {
    /// A range that is returned between two free ones loses the upper one.
    case merge
    /// What an area held is still there when its pages are used again.
    case stale
  }

  /// Pages in all.
  public static let pages = 64

  let bug: Bug?
  /// Ranges that can be allocated, in order.
  private(set) var free: [Range<Int>] = [0..<ToyAllocator.pages]
  /// Ranges that were freed since the last purge.
  private(set) var lazy: [Range<Int>] = []
  /// Pages that hold something, a bit each.
  private var dirty: UInt64 = 0
  /// How many pages are allocated, guard pages included.
  private(set) var livePages = 0

  /// Everything is free.
  public init(_ bug: Bug?) {
    self.bug = bug
    free.reserveCapacity(32)
    lazy.reserveCapacity(32)
  }

  /// Allocates pages and a guard page; nil if there is no room.
  public mutating func allocate(_ count: Int) -> Range<Int>? {
    guard let index = free.firstIndex(where: { $0.count > count }) else { return nil }
    let range = free[index].lowerBound..<free[index].lowerBound + count + 1
    if range.upperBound == free[index].upperBound {
      free.remove(at: index)
    } else {
      free[index] = range.upperBound..<free[index].upperBound
    }
    livePages += range.count
    return range
  }

  /// Whether an area that was just allocated holds nothing.
  public func isClean(_ range: Range<Int>) -> Bool { dirty & Self.mask(range) == 0 }

  /// Writes to the first page of an area.
  public mutating func write(_ range: Range<Int>) { dirty |= 1 << UInt64(range.lowerBound) }

  /// Frees an area, lazily.
  public mutating func release(_ range: Range<Int>) {
    lazy.append(range)
    livePages -= range.count
  }

  /// Makes what was freed allocatable.
  public mutating func purge() {
    for range in lazy { give(range) }
    lazy.removeAll(keepingCapacity: true)
  }

  /// Whether all pages are accounted for.
  public var isWhole: Bool {
    var pages = livePages
    for range in lazy { pages += range.count }
    for range in free { pages += range.count }
    return pages == Self.pages
  }

  private mutating func give(_ range: Range<Int>) {
    if bug != .stale { dirty &= ~Self.mask(range) }
    // The first free range above.
    let place = free.firstIndex { $0.lowerBound >= range.upperBound } ?? free.count
    let hasBelow = place > 0 && free[place - 1].upperBound == range.lowerBound
    let hasAbove = place < free.count && free[place].lowerBound == range.upperBound
    switch (hasBelow, hasAbove) {
    case (false, false): free.insert(range, at: place)
    case (true, false): free[place - 1] = free[place - 1].lowerBound..<range.upperBound
    case (false, true): free[place] = range.lowerBound..<free[place].upperBound
    case (true, true):
      let end = bug == .merge ? range.upperBound : free[place].upperBound
      free[place - 1] = free[place - 1].lowerBound..<end
      free.remove(at: place)
    }
  }

  private static func mask(_ range: Range<Int>) -> UInt64 {
    (range.count >= 64 ? .max : 1 << UInt64(range.count) - 1) << UInt64(range.lowerBound)
  }
}
