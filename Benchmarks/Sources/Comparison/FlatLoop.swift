/// What an area costs at the very least: frames from a stack, written into an array and into leaf entries; then
/// the entries cleared and the frames put back. Nothing is searched, checked or recorded.
struct FlatLoop {
  private var free: [UInt64]
  private var array: [UInt64]
  private var entries: [UInt64]

  /// The memory for an area of these frames, which the stack hands out in order.
  init(frames: [UInt64]) {
    free = frames.reversed()
    array = Array(repeating: 0, count: frames.count)
    entries = array
  }

  /// Makes an area and releases it.
  mutating func run() { Self.run(&free, &array, &entries) }

  @inline(never)
  private static func run(_ stack: inout [UInt64], _ pages: inout [UInt64], _ leaves: inout [UInt64]) {
    var free = stack.mutableSpan
    var array = pages.mutableSpan
    var entries = leaves.mutableSpan
    var top = free.count
    for page in 0..<array.count {
      top &-= 1
      let frame = free[top]
      array[page] = frame
      entries[page] = frame
    }
    for page in 0..<array.count {
      entries[page] = 0
      free[top] = array[page]
      top &+= 1
    }
  }
}
