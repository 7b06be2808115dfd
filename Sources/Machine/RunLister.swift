/// Loops over many pointers or leaf entries, which list by run what they touch.
@usableFromInline
struct RunLister {
  @usableFromInline var first: UInt64 = 0
  @usableFromInline var count: UInt64 = 0

  @inlinable
  init() {}

  /// Adds a frame to the run, or ends the run and begins another.
  @inlinable @inline(__always)
  mutating func add(_ frame: UInt64, to runs: inout ContiguousArray<FrameRun>) {
    if count != 0, frame == first &+ count {
      count &+= 1
    } else {
      end(&runs)
      first = frame
      count = 1
    }
  }

  /// Ends the run.
  @inlinable @inline(__always)
  mutating func end(_ runs: inout ContiguousArray<FrameRun>) {
    if count != 0 { runs.append(FrameRun(first: first, count: count)) }
  }

  /// Copies pointers into leaf entries; how many, up to the first that is 0 or whose entry is in use.
  @inlinable
  static func copy(
    _ words: ContiguousArray<UInt64>, _ range: Range<Int>, to entries: inout ContiguousArray<UInt64>,
    at slot: Int, listing runs: inout ContiguousArray<FrameRun>
  ) -> Int {
    var lister = RunLister()
    let source = words.span
    var target = entries.mutableSpan
    var copied = 0
    while copied < range.count {
      let frame = source[range.lowerBound &+ copied]
      if frame == 0 || target[slot &+ copied] != 0 { break }
      target[slot &+ copied] = frame
      lister.add(frame, to: &runs)
      copied &+= 1
    }
    lister.end(&runs)
    return copied
  }

  /// Clears leaf entries; how many, up to the first that is empty.
  @inlinable
  static func clear(
    _ entries: inout ContiguousArray<UInt64>, _ range: Range<Int>,
    listing runs: inout ContiguousArray<FrameRun>
  ) -> Int {
    var lister = RunLister()
    var target = entries.mutableSpan
    var slot = range.lowerBound
    while slot < range.upperBound {
      let frame = target[slot]
      if frame == 0 { break }
      target[slot] = 0
      lister.add(frame, to: &runs)
      slot &+= 1
    }
    lister.end(&runs)
    return slot &- range.lowerBound
  }

  /// Lists pointers.
  @inlinable
  static func list(
    _ words: ContiguousArray<UInt64>, _ range: Range<Int>, in runs: inout ContiguousArray<FrameRun>
  ) {
    var lister = RunLister()
    let source = words.span
    for position in range { lister.add(source[position], to: &runs) }
    lister.end(&runs)
  }

  /// Writes frames of consecutive numbers.
  @inlinable
  static func fill(_ words: inout ContiguousArray<UInt64>, _ range: Range<Int>, from frame: UInt64) {
    var target = words.mutableSpan
    var next = frame
    for position in range {
      target[position] = next
      next &+= 1
    }
  }
}
