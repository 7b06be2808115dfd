extension FramePool {
  /// Gives a frame of the pool back; false if it is free already. O(1).
  @inlinable
  package mutating func put(_ frame: UInt64) -> Bool {
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
  package mutating func putRun(_ first: UInt64, count: Int) -> Int {
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

  /// Gives the frames of short runs back: of the runs at the start of a list that are of the word that the first, one
  /// of the pool's, begins in. How many runs; 0, and nothing is given back, if one of these frames is not in use or
  /// comes twice. O(runs).
  @inlinable
  package mutating func putShortRuns(_ runs: Span<FrameRun>) -> Int {
    let first = runs[0].first & ~63
    let word = index(of: first)
    guard word < words.count else { return 0 }
    let single = FrameRun(first: first, count: 1)
    var set: UInt64 = 0
    var frames: UInt64 = 0
    var place = 0
    while place < runs.count {
      // One subtraction tells whether a run is of one frame and in the word.
      let bit = runs[place].word &- single.word
      if bit < 64 {
        set |= 1 &<< bit
        frames &+= 1
      } else {
        let run = runs[place]
        let offset = run.first &- first
        guard offset < 64, run.count <= 64 &- offset else { break }
        set |= (UInt64.max &>> (64 &- run.count)) &<< offset
        frames &+= run.count
      }
      place &+= 1
    }
    let places = scattered(set, inWord: word)
    guard set != 0, set.nonzeroBitCount == frames, set & ~bits(from: base, to: end, inWord: word) == 0,
      words[word].free & places == 0
    else { return 0 }
    release(places, inWord: word)
    return place
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
