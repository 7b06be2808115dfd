public import Machine

/// Free ranges kept by their exact size, so that small areas need no search (the pools of Linux 6.9).
///
/// A range in a pool is free, but in no extent of the window's free space. Pools shrink by a quarter with every
/// purge that an allocator makes of its own accord, and go back whole when a search fails or a user purges.
public struct RangePools<Word: MachineWord> {
  /// Pages of the largest ranges that are pooled, guard included, however large the window.
  @inlinable
  public static var mostPages: UInt64 { 256 }

  /// The start addresses of the ranges of each size, in pages; oldest first.
  public var starts: ContiguousArray<ContiguousArray<Word>>
  /// How many ranges there are in all.
  public var count = 0

  /// Empty pools for ranges of up to so many pages.
  @inlinable
  public init(largest pages: Int) {
    starts = ContiguousArray(repeating: [], count: pages &+ 1)
  }

  /// Whether there is no range in any of them. O(1).
  @inlinable
  public var isEmpty: Bool { count == 0 }

  /// Takes the range of so many pages that was put last; nil if there is none that is aligned. O(1).
  @inlinable
  public mutating func take(pages: Int, align: Word) -> Word? {
    guard pages < starts.count, let last = starts[pages].last, last & (align &- .one) == .zero else {
      return nil
    }
    count &-= 1
    return starts[pages].popLast()
  }

  /// Puts a range; false if ranges of its size are not pooled. O(1).
  @inlinable
  public mutating func put(_ start: Word, pages: Int) -> Bool {
    guard pages < starts.count else { return false }
    starts[pages].append(start)
    count &+= 1
    return true
  }

  /// How many ranges of a size are the oldest: a quarter of them rounded up, or all. O(1).
  @inlinable
  public func oldest(pages: Int, all: Bool) -> Int {
    all ? starts[pages].count : (starts[pages].count &+ 3) / 4
  }

  /// Takes out the oldest ranges of a size.
  @inlinable
  public mutating func removeOldest(pages: Int, all: Bool) -> ContiguousArray<Word> {
    let count = oldest(pages: pages, all: all)
    let oldest = ContiguousArray(starts[pages].prefix(count))
    starts[pages].removeFirst(count)
    self.count &-= count
    return oldest
  }
}
