/// Where the search for a free block has to start, for each order.
///
/// Every order has a lower bound: no block of it that is free has its last word below. A search raises
/// the bound of its order, a put lowers those of the orders that it made a block of. A put must stay
/// cheap, so it only notes the lowest word in which it completed a block of an order; the next search for
/// that order lowers the bound by it. In fragmented memory most puts complete no block, and those that do
/// complete small ones, so that a search in vain stays as good as one look.
@usableFromInline
package struct BlockHints: Sendable {
  @usableFromInline package static let orders = 1...20

  /// One of each order; empty, for bounds of 0, until a block is asked for.
  @usableFromInline var bounds: ContiguousArray<Int> = []
  /// The lowest word with a new block of each order below that of a word; the first place is not used.
  @usableFromInline var made = InlineArray<6, Int>(repeating: .max)
  /// The lowest word that became entirely free.
  @usableFromInline var whole = Int.max

  @usableFromInline
  init() {}

  /// Notes that the frames of `set` became free in a word, which has those of `free` now.
  @inlinable @inline(__always)
  mutating func freed(_ set: UInt64, inWord word: Int, free: UInt64) {
    // The first frames of pairs that are free and of pairs that `set` has a part of.
    let blocks = free & free &>> 1 & 0x5555_5555_5555_5555
    let touched = set | set &>> 1
    if blocks & touched != 0 { completed(blocks, touched, inWord: word, free: free) }
  }

  /// Notes the blocks that were completed, of pairs and above. O(orders below that of a word).
  @inlinable
  mutating func completed(_ pairs: UInt64, _ touchedPairs: UInt64, inWord word: Int, free: UInt64) {
    var (blocks, touched) = (pairs, touchedPairs)
    var order = 1
    while blocks & touched != 0, order < FramePool.wordOrder {
      made[order] = min(made[order], word)
      let size: UInt64 = 1 &<< UInt64(order)
      // Every second block of this order is the first half of one of the next.
      blocks &= blocks &>> size & (UInt64.max / (UInt64.max &>> (64 &- 2 &* size)))
      touched |= touched &>> size
      order &+= 1
    }
    if free == .max { whole = min(whole, word) }
  }

  /// The word to start a search from. A block of several words may start below it.
  @inlinable
  package mutating func start(_ order: Int) -> Int {
    if bounds.isEmpty { bounds = ContiguousArray(repeating: 0, count: BlockHints.orders.upperBound + 1) }
    if order < FramePool.wordOrder {
      bounds[order] = min(bounds[order], made[order])
      made[order] = .max
    } else if whole != .max {
      for large in FramePool.wordOrder..<bounds.count { bounds[large] = min(bounds[large], whole) }
      whole = .max
    }
    return bounds[order]
  }

  /// Notes that there is no block of `order` that ends below a word.
  @inlinable
  mutating func searched(_ order: Int, upTo word: Int) { bounds[order] = word }
}
