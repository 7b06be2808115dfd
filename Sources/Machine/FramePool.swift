/// The frames of one zone on one node.
///
/// A bitmap in words of 64 says which frames are free. It is lazy: it reaches from the first frame to
/// the highest one ever handed out, rounded up, and everything above is free. So a machine with 2^33
/// pages of memory is as cheap as one with sixty.
///
/// The bits stand in the order in which frames are handed out, the lowest first. That is the order of
/// their numbers, but permuted within blocks of eight by `scatter`, so that contiguous pages do not get
/// contiguous frames by themselves. Since a number and its place differ in the lowest three bits only,
/// by an exclusive or, an aligned block of places is an aligned block of frames.
///
/// Finding the lowest free frame starts at a word known to have none below it, and goes on in a
/// summary with one bit a word: a step each 4096 frames. Finding a block starts where `BlockHints`
/// says. It then looks at every word with a free frame (below 64 frames) or every aligned block.
@usableFromInline
package struct FramePool: Sendable {
  /// The state of 64 frames.
  @usableFromInline
  package struct Word: Sendable {
    @usableFromInline var free: UInt64
    /// Which of the frames in use came zeroed; of no meaning for free ones.
    @usableFromInline var zeroed: UInt64 = 0

    @inlinable
    init(free: UInt64) { self.free = free }
  }

  @usableFromInline package let base: UInt64
  @usableFromInline package let end: UInt64
  @usableFromInline let node: Int
  @usableFromInline let zone: Int
  /// What the lowest bits of numbers and places differ by; 0 if no block is whole.
  @usableFromInline let scatter: UInt64
  /// The frames of the word at index 0 are 64 * `origin` and up, so that blocks are aligned by number.
  @usableFromInline let origin: UInt64
  @usableFromInline package var words: ContiguousArray<Word> = []
  /// A bit a word: whether it has a free frame.
  @usableFromInline package var summary: ContiguousArray<UInt64> = []
  /// No word below this one has a free frame.
  @usableFromInline var lowest = 0
  @usableFromInline package var hints = BlockHints()

  /// Frames are permuted within blocks of this many.
  @usableFromInline static let block: UInt64 = 8
  /// log2 of the frames of a word.
  @usableFromInline static let wordOrder = 6

  /// Frames `base`..<`base` + `count`; frame 0 stands for none and must not be among them.
  @usableFromInline
  package init(base: UInt64, count: UInt64, node: Int, zone: Int, scatter: UInt64) {
    precondition(base != 0)
    self.base = base
    end = base + count
    self.node = node
    self.zone = zone
    let whole = (base + FramePool.block - 1) & ~(FramePool.block - 1)
    self.scatter = whole + FramePool.block <= end ? scatter & (FramePool.block - 1) : 0
    origin = base >> 6
  }

  /// Whether the zone has no frame, used or free, on the node. O(1).
  @inlinable
  var isEmpty: Bool { base == end }

  @inlinable
  func holds(_ frame: UInt64) -> Bool { frame >= base && frame < end }

  /// Whether a frame of the pool is in use. O(1).
  @inlinable
  package func isInUse(_ frame: UInt64) -> Bool {
    let place = scattered(frame)
    let word = index(of: place)
    return word < words.count && words[word].free & FramePool.bit(of: place) == 0
  }

  /// Whether a frame of the pool is in use and came zeroed. O(1).
  @inlinable
  package func isZeroed(_ frame: UInt64) -> Bool {
    let place = scattered(frame)
    return isInUse(frame) && words[index(of: place)].zeroed & FramePool.bit(of: place) != 0
  }
}
