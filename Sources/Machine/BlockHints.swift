/// Where the search for a free block has to start, for each order.
///
/// Every order has a lower bound: no block of it that is free has its last word below. A search raises
/// the bound of its order, a put lowers those of the orders that it may have made a block of. A put must
/// stay cheap, so it only notes the lowest word in which it completed a pair, and the lowest one that it
/// made entirely free; the next search lowers the bounds by these. In fragmented memory most puts do
/// neither, so that a search in vain stays as good as one look.
@usableFromInline
struct BlockHints: Sendable {
  @usableFromInline static let orders = 1...20

  /// One of each order; empty, for bounds of 0, until a block is asked for.
  @usableFromInline var bounds: ContiguousArray<Int> = []
  @usableFromInline var pair = Int.max
  @usableFromInline var whole = Int.max

  @usableFromInline
  init() {}

  /// Notes that the frames of `set` became free in a word, which has those of `free` now.
  @inlinable @inline(__always)
  mutating func freed(_ set: UInt64, inWord word: Int, free: UInt64) {
    let pairs = free & free &>> 1 & 0x5555_5555_5555_5555
    if pairs & (set | set &>> 1) != 0 {
      pair = min(pair, word)
      if free == .max { whole = min(whole, word) }
    }
  }

  /// The word to start a search from. A block of several words may start below it.
  @inlinable
  mutating func start(_ order: Int) -> Int {
    if bounds.isEmpty { bounds = ContiguousArray(repeating: 0, count: BlockHints.orders.upperBound + 1) }
    if pair != .max {
      for small in 1..<FramePool.wordOrder { bounds[small] = min(bounds[small], pair) }
      pair = .max
    }
    if whole != .max {
      for large in FramePool.wordOrder..<bounds.count { bounds[large] = min(bounds[large], whole) }
      whole = .max
    }
    return bounds[order]
  }

  /// Notes that there is no block of `order` that ends below a word.
  @inlinable
  mutating func searched(_ order: Int, upTo word: Int) { bounds[order] = word }
}
