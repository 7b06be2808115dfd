extension FramePool {
  /// Takes the lowest free frame; 0 if there is none. A step each 4096 frames touched at worst, mostly O(1).
  @inlinable
  package mutating func take(zeroed: Bool) -> UInt64 {
    guard findFree() else { return 0 }
    let free = words[lowest].free
    let place = place(of: free, inWord: lowest)
    claim(free & (0 &- free), inWord: lowest, zeroed: zeroed)
    return scattered(place)
  }

  /// Takes the free frames at the lowest places, at most `count`, all of one word, and lists them in the order of
  /// their places; how many, 0 if there is none free. O(frames).
  @inlinable
  package mutating func takeRuns(
    atMost count: Int, zeroed: Bool, listing runs: inout ContiguousArray<FrameRun>
  ) -> Int {
    precondition(count > 0)
    guard findFree() else { return 0 }
    let first = (origin &+ UInt64(lowest)) &<< 6
    let free = words[lowest].free
    if count > 1, areApart(free, inWord: lowest) {
      return takeSingles(atMost: count, zeroed: zeroed, listing: &runs)
    }
    var left = free
    var room = UInt64(count)
    while left != 0, room != 0 {
      let bit = UInt64(left.trailingZeroBitCount)
      let place = first &+ bit
      // As long as frames are free, their numbers follow each other, and they are wanted.
      let ones = UInt64((~(left &>> bit)).trailingZeroBitCount)
      let length = min(min(ones, runLimit(at: place)), room)
      runs.append(FrameRun(first: scattered(place), count: length))
      left &= ~((UInt64.max &>> (64 &- length)) &<< bit)
      room &-= length
    }
    claim(free & ~left, inWord: lowest, zeroed: zeroed)
    return count &- Int(room)
  }

  /// The same for the lowest word with a free frame, if its free frames are apart.
  @inlinable @inline(__always)
  mutating func takeSingles(
    atMost count: Int, zeroed: Bool, listing runs: inout ContiguousArray<FrameRun>
  ) -> Int {
    let first = (origin &+ UInt64(lowest)) &<< 6
    let free = words[lowest].free
    let taken = min(count, free.nonzeroBitCount)
    let start = RunLister.extend(&runs, by: taken)
    var list = runs.mutableSpan
    precondition(start >= 0 && start &+ taken <= list.count)
    let scatter = scatter
    var left = free
    for place in start..<start &+ taken {
      // The frame's number differs from that of the word in its lowest six bits.
      var run = FrameRun(first: first, count: 1)
      run.word |= UInt64(truncatingIfNeeded: left.trailingZeroBitCount) ^ scatter
      list[place] = run
      left &= left &- 1
    }
    claim(free & ~left, inWord: lowest, zeroed: zeroed)
    return taken
  }

  /// Takes the lowest aligned block of 2^order frames, more than one, that is free; 0 if there is none.
  ///
  /// What was searched in vain is not searched again until frames are put there. O(words) at worst.
  @inlinable
  package mutating func takeBlock(order: Int, zeroed: Bool) -> UInt64 {
    precondition(BlockHints.orders.contains(order))
    return order < FramePool.wordOrder
      ? takeBlockInWord(order: order, zeroed: zeroed) : takeWords(order: order, zeroed: zeroed)
  }

  /// Takes a block of fewer frames than a word has.
  @inlinable
  mutating func takeBlockInWord(order: Int, zeroed: Bool) -> UInt64 {
    let block: UInt64 = 1 &<< (1 &<< UInt64(order)) &- 1
    let aligned = UInt64.max / block
    let last = wordCount
    var word = max(hints.start(order), lowest)
    while word < last {
      grow(to: word &+ 1)
      var starts = words[word].free
      for level in 0..<UInt64(order) { starts &= starts &>> (1 &<< level) }
      starts &= aligned
      if starts != 0 {
        let place = place(of: starts, inWord: word)
        claim(block &<< (place & 63), inWord: word, zeroed: zeroed)
        hints.searched(order, upTo: word)
        return scattered(place) & ~(1 &<< UInt64(order) &- 1)
      }
      word = nextFree(from: word &+ 1)
    }
    hints.searched(order, upTo: last)
    return 0
  }

  /// Takes a block of whole words.
  @inlinable
  mutating func takeWords(order: Int, zeroed: Bool) -> UInt64 {
    let size = 1 &<< (order &- FramePool.wordOrder)
    // Words before and after these have bits of frames that are not the pool's.
    let first = Int((base &+ 63) &>> 6 &- origin)
    let last = Int(end &>> 6 &- origin)
    let misfit = Int(origin & UInt64(size &- 1))
    // The block that has the word found by the hint may start below.
    var word = (max(hints.start(order), lowest) &+ misfit) & ~(size &- 1) &- misfit
    if word < first { word &+= size }
    while word &+ size <= last {
      let touched = min(word &+ size, words.count)
      var next = word
      while next < touched, words[next].free == .max { next &+= 1 }
      if next >= touched {
        grow(to: word &+ size)
        for claimed in word..<word &+ size { claim(.max, inWord: claimed, zeroed: zeroed) }
        hints.searched(order, upTo: word &+ size)
        return (origin &+ UInt64(word)) &<< 6
      }
      word &+= size
    }
    hints.searched(order, upTo: word)
    return 0
  }

  /// Moves `lowest` to the lowest word with a free frame; false if there is none.
  @inlinable
  mutating func findFree() -> Bool {
    if lowest < words.count, words[lowest].free != 0 { return true }
    lowest = nextFree(from: lowest)
    if lowest < words.count { return true }
    if lowest == wordCount { return false }
    grow(to: lowest &+ 1)
    return true
  }

  /// The lowest word touched that has a free frame, from `word` on; the number of words touched if there
  /// is none. O(words / 64).
  @inlinable
  func nextFree(from word: Int) -> Int {
    var index = word &>> 6
    if index >= summary.count { return words.count }
    var found = summary[index] & UInt64.max &<< UInt64(word & 63)
    while found == 0 {
      index &+= 1
      if index == summary.count { return words.count }
      found = summary[index]
    }
    return index &<< 6 | found.trailingZeroBitCount
  }

  /// Marks free frames of a word as used.
  @inlinable @inline(__always)
  mutating func claim(_ set: UInt64, inWord word: Int, zeroed: Bool) {
    words[word].free &= ~set
    if zeroed { words[word].zeroed |= set } else { words[word].zeroed &= ~set }
    if words[word].free == 0 { summary[word &>> 6] &= ~(1 &<< UInt64(word & 63)) }
  }
}
