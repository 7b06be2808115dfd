// Where the bits of frames are: the order in which a pool hands its frames out.

extension FramePool {
  /// The place of a frame, or the frame at a place. A block of eight that is not whole stays in order.
  @inlinable
  func scattered(_ number: UInt64) -> UInt64 {
    let first = number & ~(FramePool.block &- 1)
    return first >= base && first &+ FramePool.block <= end ? number ^ scatter : number
  }

  /// The same for a set of frames, or places, of a word.
  @inlinable @inline(__always)
  func scattered(_ set: UInt64, inWord word: Int) -> UInt64 {
    if scatter == 0 { return set }
    return FramePool.scattered(set, by: scatter, from: base, to: end, first: (origin &+ UInt64(word)) &<< 6)
  }

  /// The same for a pool's bounds and the first number of a word. Static, so that no pool is copied for the call.
  @inlinable
  static func scattered(
    _ set: UInt64, by scatter: UInt64, from base: UInt64, to end: UInt64, first: UInt64
  ) -> UInt64 {
    let whole = wholeBlocks(from: base, to: end, first: first)
    var moved = set & whole
    if scatter & 1 != 0 { moved = FramePool.swapped(moved, by: 1, lower: 0x5555_5555_5555_5555) }
    if scatter & 2 != 0 { moved = FramePool.swapped(moved, by: 2, lower: 0x3333_3333_3333_3333) }
    if scatter & 4 != 0 { moved = FramePool.swapped(moved, by: 4, lower: 0x0f0f_0f0f_0f0f_0f0f) }
    return moved | set & ~whole
  }

  /// The frames of a word that are of blocks of eight that are whole.
  @inlinable @inline(__always)
  static func wholeBlocks(from base: UInt64, to end: UInt64, first: UInt64) -> UInt64 {
    let last = FramePool.block &- 1
    return bits(from: (base &+ last) & ~last, to: end & ~last, first: first)
  }

  /// Whether no two places of a set that follow each other in a word have consecutive frames. It is not noticed of a
  /// word where `scatter` does not move every frame.
  @inlinable @inline(__always)
  func areApart(_ set: UInt64, inWord word: Int) -> Bool {
    let first = (origin &+ UInt64(word)) &<< 6
    if scatter != 0, FramePool.wholeBlocks(from: base, to: end, first: first) != .max { return false }
    // Where neighbours are swapped, no place has the successor of the frame at the place before.
    return scatter & 1 != 0 || set & set &>> 1 == 0
  }

  /// Swaps neighbouring groups of `distance` bits.
  @inlinable @inline(__always)
  static func swapped(_ set: UInt64, by distance: UInt64, lower: UInt64) -> UInt64 {
    (set & lower) &<< distance | (set &>> distance) & lower
  }

  /// How many places from this one on have consecutive frames, if the pool goes on.
  ///
  /// Frames that follow each other across the groups that the permutation moves never do in order of
  /// place, so a run ends with its group.
  @inlinable
  func runLimit(at place: UInt64) -> UInt64 {
    let group =
      scatter == 0
      ? 64
      : scattered(place) == place ? FramePool.block : 1 &<< UInt64(scatter.trailingZeroBitCount)
    return group &- (place & (group &- 1))
  }

  /// The word that has the bit of a place.
  @inlinable
  func index(of place: UInt64) -> Int { Int(place &>> 6 &- origin) }

  @inlinable
  static func bit(of place: UInt64) -> UInt64 { 1 &<< (place & 63) }

  /// The place of the lowest bit of a set that is not empty.
  @inlinable
  func place(of set: UInt64, inWord word: Int) -> UInt64 {
    (origin &+ UInt64(word)) &<< 6 | UInt64(set.trailingZeroBitCount)
  }

  /// The bits of a word that stand for the numbers from `lower` up to, not including, `upper`.
  @inlinable @inline(__always)
  func bits(from lower: UInt64, to upper: UInt64, inWord word: Int) -> UInt64 {
    FramePool.bits(from: lower, to: upper, first: (origin &+ UInt64(word)) &<< 6)
  }

  /// The same for the first number of a word.
  @inlinable @inline(__always)
  static func bits(from lower: UInt64, to upper: UInt64, first: UInt64) -> UInt64 {
    let from = lower > first ? lower &- first : 0
    let to = upper > first ? min(upper &- first, 64) : 0
    return from < to ? UInt64.max &<< from & UInt64.max &>> (64 &- to) : 0
  }

  /// Words that the pool has when all of them are touched.
  @inlinable
  var wordCount: Int { end > base ? Int((end &- 1) &>> 6 &- origin) &+ 1 : 0 }

  /// Extends the bitmap; every word has a free frame then.
  @inlinable
  mutating func grow(to count: Int) {
    while words.count < count {
      let word = words.count
      words.append(Word(free: bits(from: base, to: end, inWord: word)))
      if word & 63 == 0 { summary.append(0) }
      summary[word &>> 6] |= 1 &<< UInt64(word & 63)
    }
  }
}
