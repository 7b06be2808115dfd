/// Loops over many pointers or leaf entries, which list by run what they touch.
///
/// Most runs are long, so that a run is measured first, eight frames at a time, and then written in one go. Where short
/// ones begin, `listShort` takes over.
@usableFromInline
package enum RunLister {
  /// Copies pointers into leaf entries; how many, up to the first that is 0 or whose entry is in use.
  @inlinable
  package static func copy(
    _ words: ContiguousArray<UInt64>, _ range: Range<Int>, to entries: inout ContiguousArray<UInt64>,
    at slot: Int, listing runs: inout ContiguousArray<FrameRun>
  ) -> Int {
    let source = words.span
    var target = entries.mutableSpan
    var copied = 0
    while copied < range.count {
      let from = range.lowerBound &+ copied
      let frame = source[from]
      let to = slot &+ copied
      if frame == 0 || target[to] != 0 { break }
      let length = run(source, from..<range.upperBound)
      let left = range.upperBound &- from
      if isWorthwhile(length, of: left) {
        let part = min(left, most)
        let empty = repetition(of: 0, target.span, to..<to &+ part)
        let listed = listShort(source, from..<from &+ (empty < part ? empty : left), in: &runs)
        copy(source, from..<from &+ listed, to: &target, at: to)
        copied &+= listed
        continue
      }
      let empty = repetition(of: 0, target.span, to..<to &+ length)
      fill(&target, to..<to &+ empty, from: frame)
      runs.append(FrameRun(first: frame, count: UInt64(empty)))
      copied &+= empty
      if empty < length { break }
    }
    return copied
  }

  /// Clears leaf entries; how many, up to the first that is empty.
  @inlinable
  package static func clear(
    _ entries: inout ContiguousArray<UInt64>, _ range: Range<Int>,
    listing runs: inout ContiguousArray<FrameRun>
  ) -> Int {
    var target = entries.mutableSpan
    var slot = range.lowerBound
    while slot < range.upperBound {
      let frame = target[slot]
      if frame == 0 { break }
      var length = run(target.span, slot..<range.upperBound)
      if isWorthwhile(length, of: range.upperBound &- slot) {
        length = listShort(target.span, slot..<range.upperBound, in: &runs)
      } else {
        runs.append(FrameRun(first: frame, count: UInt64(length)))
      }
      for position in slot..<slot &+ length { target[position] = 0 }
      slot &+= length
    }
    return slot &- range.lowerBound
  }

  /// Lists pointers.
  @inlinable
  package static func list(
    _ words: ContiguousArray<UInt64>, _ range: Range<Int>, in runs: inout ContiguousArray<FrameRun>
  ) {
    let source = words.span
    var position = range.lowerBound
    while position < range.upperBound {
      var length = run(source, position..<range.upperBound)
      if isWorthwhile(length, of: range.upperBound &- position), source[position] != 0 {
        length = listShort(source, position..<range.upperBound, in: &runs)
      } else {
        runs.append(FrameRun(first: source[position], count: UInt64(length)))
      }
      position &+= length
    }
  }

  /// Writes frames of consecutive numbers.
  @inlinable
  package static func fill(_ words: inout ContiguousArray<UInt64>, _ range: Range<Int>, from frame: UInt64) {
    var target = words.mutableSpan
    fill(&target, range, from: frame)
  }

  @inlinable @inline(__always)
  package static func fill(_ target: inout MutableSpan<UInt64>, _ range: Range<Int>, from frame: UInt64) {
    // One check for all, so that the loop needs none.
    precondition(range.lowerBound >= 0 && range.upperBound <= target.count)
    let start = frame &- UInt64(truncatingIfNeeded: range.lowerBound)
    for position in range { target[position] = start &+ UInt64(truncatingIfNeeded: position) }
  }

  /// How many words of a range, which is not empty, hold consecutive numbers from its start on.
  @inlinable @inline(__always)
  static func run(_ words: Span<UInt64>, _ range: Range<Int>) -> Int {
    let first = words[range.lowerBound]
    var position = range.lowerBound &+ 1
    var expected = first &+ 1
    // The last of eight tells nearly always whether they are a run: what follows is not done in vain.
    while position &+ 8 <= range.upperBound, words[position &+ 7] == expected &+ 7 {
      let eight = words.extracting(position..<position &+ 8)
      var differences: UInt64 = 0
      for place in 0..<8 { differences |= eight[place] ^ (expected &+ UInt64(place)) }
      if differences != 0 { break }
      position &+= 8
      expected &+= 8
    }
    while position < range.upperBound, words[position] == expected {
      position &+= 1
      expected &+= 1
    }
    return position &- range.lowerBound
  }

  /// How many words of a range hold a value from its start on.
  @inlinable @inline(__always)
  static func repetition(of value: UInt64, _ words: Span<UInt64>, _ range: Range<Int>) -> Int {
    var position = range.lowerBound
    while position &+ 8 <= range.upperBound {
      let eight = words.extracting(position..<position &+ 8)
      var differences: UInt64 = 0
      for place in 0..<8 { differences |= eight[place] ^ value }
      if differences != 0 { break }
      position &+= 8
    }
    while position < range.upperBound, words[position] == value { position &+= 1 }
    return position &- range.lowerBound
  }
}
