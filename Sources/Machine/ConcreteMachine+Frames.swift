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

  /// Asks for a block of 2^order pages, more than one; its first frame, or 0 if refused. O(nodes).
  @inlinable
  public mutating func allocateBlock(order: UInt8, gfp: UInt32, node: Word) throws(Halt) -> Word {
    let asked = widenedNode(node)
    record(.pageReq, order: order, gfp: gfp, x: asked)
    try spend()
    if asked != .max, asked >= UInt64(geometry.nodes) { throw halt(.bug, asked) }
    let isRefused = failures.refuses(.page)
    let got =
      isRefused
      ? (first: 0, node: 0)
      : frames.takeBlock(order: Int(order), gfp: UInt64(gfp), node: asked == .max ? nil : Int(asked))
    guard got.first != 0 else {
      record(.pageGot, order: order, ok: false)
      return 0
    }
    let list = log.beginList()
    log.runs.append(FrameRun(first: got.first, count: 1 &<< UInt64(order)))
    log.endList(list)
    record(.run, x: UInt64(list))
    record(.pageGot, order: order, x: got.first, y: UInt64(got.node))
    return Word(truncatingIfNeeded: got.first)
  }

  /// Drops the reference to a frame. O(nodes).
  @inlinable
  public mutating func putPage(_ frame: Word) throws(Halt) {
    record(.pagePut, x: UInt64(frame))
    try spend()
    guard let wasInUse = frames.put(UInt64(frame)) else { throw halt(.badFrame, UInt64(frame)) }
    guard wasInUse else { throw halt(.badPagePut, UInt64(frame)) }
    if memory.mayHold(UInt64(frame)) { forgetMemory(UInt64(frame)) }
  }

  /// A frame that was given back is no memory of page arrays any more.
  @inlinable
  mutating func forgetMemory(_ frame: UInt64) {
    guard let buffer = memory.remove(frame) else { return }
    memory.release(buffer, count: Int(geometry.pointersPerPage))
    lastPage = .max
  }
}
