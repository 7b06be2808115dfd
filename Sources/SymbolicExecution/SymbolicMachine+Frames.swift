public import Machine

extension SymbolicMachine {
  /// Asks for one page; the frame, or 0 if refused.
  @inlinable
  public mutating func allocatePage(gfp: Flags, node: Word) throws(Halt) -> Word {
    record(.pageReq, gfp: gfp, x: node)
    try spend()
    try check(node: node)
    guard !refuses() else {
      record(.pageGot, ok: false)
      return .zero
    }
    return try grantPage(gfp: gfp, node: node)
  }

  /// Asks for a block of pages: paths with blocks are not followed, as frames of this machine have nothing to do with each
  /// other.
  @inlinable
  public mutating func allocateBlock(order: UInt8, gfp: Flags, node: Word) throws(Halt) -> Word {
    record(.pageReq, order: order, gfp: gfp, x: node)
    recorder.cut("a block of pages is asked for")
    throw Halt(kind: .fuelSpent, detail: UInt64(order))
  }

  /// Drops the reference to a frame.
  @inlinable
  public mutating func putPage(_ frame: Word) throws(Halt) {
    record(.pagePut, x: frame)
    try spend()
    if let given = inUse.remove(frame) {
      recorder.endUse(of: given.term)
      return
    }
    if frame == .zero || frame > Word(constant: geometry.ramPages) { throw halt(.badFrame, frame) }
    throw halt(.badPagePut, frame)
  }

  /// A node that there is not is a failed assertion of the page allocator. One question: no node is all bits set.
  @inlinable
  mutating func check(node: Word) throws(Halt) {
    if node &+ .one > Word(constant: UInt64(geometry.nodes)) { throw halt(.bug, node) }
  }

  /// Gives a page of any node that the mask allows, and records that.
  @inlinable
  mutating func grantPage(gfp: Flags, node: Word) throws(Halt) -> Word {
    guard pages < mostPages else {
      recorder.cut("more than \(mostPages) pages", atBound: true)
      throw Halt(kind: .fuelSpent, detail: UInt64(pages))
    }
    let frame = newFrame(gfp: gfp)
    let isBound = node != .allOnes && gfp & Flags(constant: GFP.thisnode) != .zero
    let answer: Word =
      isBound
      ? node : recorder.input("node.\(requests)", in: 0...UInt64(geometry.nodes - 1), otherwise: 0)
    pages += 1
    record(.pageGot, x: frame, y: answer)
    return frame
  }

  /// Any frame that is not in use.
  @inlinable
  mutating func newFrame(gfp: Flags) -> Word {
    var free: UInt64 = 1
    while free < geometry.ramPages, inUse.contains(free) { free += 1 }
    if inUse.contains(free) { recorder.cut("no frame is left") }
    // The number of the request says which frame is meant.
    let frame: Word = recorder.input(
      "frame.\(requests)", in: 1...geometry.ramPages, otherwise: free, accepts: { !inUse.contains($0) })
    inUse.add(Memory(gfp: gfp), for: frame)
    recorder.beginUse(of: frame.term)
    return frame
  }
}
