extension FramePool {
  /// Gives a frame of the pool back; false if it is free already. O(1).
  @inlinable
  mutating func put(_ frame: UInt64) -> Bool {
    let place = scattered(frame)
    let word = index(of: place)
    let bit = FramePool.bit(of: place)
    guard word < words.count, words[word].free & bit == 0 else { return false }
    release(bit, inWord: word)
    return true
  }

  /// Gives `count` frames back, `first`, a frame of the pool, and those that follow, until one is not in
  /// use or not the pool's; returns how many it gave back. O(words).
  @inlinable
  mutating func putRun(_ first: UInt64, count: Int) -> Int {
    let stop = first &+ min(UInt64(count), end &- first)
    var next = first
    while next < stop {
      let word = index(of: next)
      guard word < words.count else { break }
      let wanted = bits(from: next, to: stop, inWord: word)
      let places = scattered(wanted, inWord: word)
      if words[word].free & places == 0 {
        release(places, inWord: word)
        next = min(stop, (next | 63) &+ 1)
        continue
      }
      // The frames below the first one that is free already.
      let free = scattered(words[word].free, inWord: word) & wanted
      let given = wanted & (free & (0 &- free) &- 1)
      if given != 0 { release(scattered(given, inWord: word), inWord: word) }
      next = next & ~63 | UInt64(free.trailingZeroBitCount)
      break
    }
    return Int(next &- first)
  }

  /// Marks used frames of a word as free.
  @inlinable @inline(__always)
  mutating func release(_ set: UInt64, inWord word: Int) {
    let before = words[word].free
    let free = before | set
    words[word].free = free
    if before == 0 { summary[word &>> 6] |= 1 &<< UInt64(word & 63) }
    if word < lowest { lowest = word }
    hints.freed(set, inWord: word, free: free)
  }
}
