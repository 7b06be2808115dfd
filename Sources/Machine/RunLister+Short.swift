// Short runs, which are many where memory is fragmented. Measured one by one, each costs branches that cannot be
// foretold, a check of the list's capacity and an append. Here the list is extended first, and every word takes the
// same few steps.

extension RunLister {
  /// Up to how many frames a run is short.
  @usableFromInline static let short = 4
  /// How many words are listed before it is looked at whether their runs are still short.
  @usableFromInline static let part = 64
  /// How many words are listed at once at most.
  @usableFromInline static let most = 4 * part

  /// Whether to list words as short runs: the next run is, and there are enough words left.
  @inlinable @inline(__always)
  static func isWorthwhile(_ length: Int, of left: Int) -> Bool { length <= short && left >= length &+ part }

  /// Lists words, of which the first is not 0 and the first run is short, as long as runs are short: up to one that
  /// is 0, to the end of the range, or to the begin of a run, which is not the first. How many, `most` at most.
  @inlinable @inline(never)
  static func listShort(
    _ words: Span<UInt64>, _ range: Range<Int>, in runs: inout ContiguousArray<FrameRun>
  ) -> Int {
    let source = words.extracting(range)
    let count = min(source.count, most)
    var place = extend(&runs, by: count) &- 1
    var list = runs.mutableSpan
    var run = FrameRun(first: 0, count: 0)
    var successor: UInt64 = 0
    var listed = 0
    while listed < count {
      let (end, before) = (min(listed &+ part, count), place)
      if source[listed] != successor, areSingles(source, listed..<end) {
        precondition(place >= -1 && place < list.count &- (end &- listed))
        for number in 0..<end &- listed {
          list[place &+ 1 &+ number] = FrameRun(first: source[listed &+ number], count: 1)
        }
        place &+= end &- listed
        run = list[place]
        successor = source[end &- 1] &+ 1
        listed = end
        continue
      }
      while listed < end, source[listed] != 0 {
        let word = source[listed]
        let isSame = word == successor
        run = isSame ? run.longer : FrameRun(first: word, count: 1)
        place &+= isSame ? 0 : 1
        list[place] = run
        successor = word &+ 1
        listed &+= 1
      }
      if listed < end || place &- before < part / short { break }
    }
    if listed < source.count, source[listed] != 0 {
      // The last run may go on.
      listed &-= Int(run.count)
      place &-= 1
    }
    let unused = runs.count &- 1 &- place
    if unused > 0 { runs.removeLast(unused) }
    return listed
  }

  /// Whether no word of a range, which is not empty, is 0 or followed by its successor, as far as can be told without
  /// a branch for each.
  @inlinable @inline(__always)
  static func areSingles(_ words: Span<UInt64>, _ range: Range<Int>) -> Bool {
    let part = words.extracting(range.lowerBound...min(range.upperBound, words.count &- 1))
    let pairs = part.count &- 1
    if pairs > 0, part[1] == part[0] &+ 1 { return false }
    // The highest bit is set by a word that is 0, and by a distance of 1.
    var signs = part[pairs] &- 1
    for place in 0..<pairs {
      let distance = part[place &+ 1] &- part[place]
      signs |= part[place] &- 1 | (distance &- 2) & ~(distance &- 1)
    }
    return signs &>> 63 == 0
  }

  /// Makes room for runs that are written next; where they begin.
  @inlinable @inline(__always)
  static func extend(_ runs: inout ContiguousArray<FrameRun>, by count: Int) -> Int {
    let first = runs.count
    runs.append(contentsOf: repeatElement(FrameRun(first: 0, count: 0), count: count))
    return first
  }

  /// Copies words from a range to a position.
  @inlinable @inline(__always)
  package static func copy(
    _ words: Span<UInt64>, _ range: Range<Int>, to target: inout MutableSpan<UInt64>, at position: Int
  ) {
    let source = words.extracting(range)
    precondition(position >= 0 && position &+ source.count <= target.count)
    for place in 0..<source.count { target[position &+ place] = source[place] }
  }

  /// Writes the frames of listed runs, as long as each is of one frame; how many.
  @inlinable
  package static func fill(
    _ words: inout ContiguousArray<UInt64>, at position: Int, from runs: ContiguousArray<FrameRun>,
    _ range: Range<Int>
  ) -> Int {
    let source = runs.span.extracting(range)
    var target = words.mutableSpan
    precondition(position >= 0 && position &+ source.count <= target.count)
    var place = 0
    while place < source.count, source[place].count == 1 {
      target[position &+ place] = source[place].first
      place &+= 1
    }
    return place
  }
}
