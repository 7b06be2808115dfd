extension ConcreteMachine {
  /// Asks for one page; the frame, or 0 if refused. O(nodes).
  @inlinable
  public mutating func allocatePage(gfp: UInt32, node: Word) throws(Halt) -> Word {
    let asked = widenedNode(node)
    record(.pageReq, gfp: gfp, x: asked)
    try spend()
    if asked != .max, asked >= UInt64(geometry.nodes) { throw halt(.bug, asked) }
    guard !failures.refuses(.page) else {
      record(.pageGot, ok: false)
      return 0
    }
    let got = frames.take(gfp: UInt64(gfp), node: asked == .max ? nil : Int(asked))
    record(.pageGot, ok: got.frame != 0, x: got.frame, y: UInt64(got.node))
    return Word(truncatingIfNeeded: got.frame)
  }

  /// Asks for a block of 2^order pages, more than one; always refused: memory is fragmented to single pages.
  @inlinable
  public mutating func allocateBlock(order: UInt8, gfp: UInt32, node: Word) throws(Halt) -> Word {
    record(.pageReq, order: order, gfp: gfp, x: widenedNode(node))
    try spend()
    record(.pageGot, ok: false)
    return 0
  }

  /// Drops the reference to a frame. O(nodes).
  @inlinable
  public mutating func putPage(_ frame: Word) throws(Halt) {
    record(.pagePut, x: UInt64(frame))
    try spend()
    guard let wasInUse = frames.put(UInt64(frame)) else { throw halt(.badFrame, UInt64(frame)) }
    guard wasInUse else { throw halt(.badPagePut, UInt64(frame)) }
    if !memory.ofFrame.isEmpty, let buffer = memory.ofFrame.removeValue(forKey: UInt64(frame)) {
      memory.release(buffer, count: Int(geometry.pointersPerPage))
      lastPage = .max
    }
  }
}
