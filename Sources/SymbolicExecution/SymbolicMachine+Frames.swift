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

  /// Asks for a block of pages; its first frame, or 0 if refused.
  @inlinable
  public mutating func allocateBlock(order: UInt8, gfp: Flags, node: Word) throws(Halt) -> Word {
    record(.pageReq, order: order, gfp: gfp, x: node)
    try spend()
    try check(node: node)
    guard !refuses() else {
      record(.pageGot, order: order, ok: false)
      return .zero
    }
    try count(pages: order < 32 ? 1 << Int(order) : Int.max)
    let first = newBlock(order: Int(order), gfp: gfp)
    let answer = answeringNode(gfp: gfp, node: node)
    for page in 0..<UInt64(1) << UInt64(order) {
      record(.pageGot, order: order, x: first &+ Word(constant: page), y: answer)
    }
    return first
  }

  /// Drops the reference to a frame.
  @inlinable
  public mutating func putPage(_ frame: Word) throws(Halt) {
    record(.pagePut, x: frame)
    try spend()
    if let given = inUse.remove(frame, isSpent: isBeginning) {
      // What differs from it goes on to do so.
      if !isBeginning, !remembersGiven {
        recorder.endUse(of: given.term)
        wereFramesGivenBack = true
      }
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
    try count(pages: 1)
    // The number of the request says which frame is meant.
    let frame = newFrame(named: "frame.\(requests)", gfp: gfp)
    record(.pageGot, x: frame, y: answeringNode(gfp: gfp, node: node))
    return frame
  }

  /// Counts pages that are given; a run that asks for more than the bound is cut.
  @inlinable
  mutating func count(pages more: Int) throws(Halt) {
    guard more <= mostPages - pages else {
      recorder.cut("more than \(mostPages) pages", atBound: true)
      throw Halt(kind: .fuelSpent, detail: UInt64(pages))
    }
    pages += more
  }

  /// Any node that the mask allows. Whether it binds is one question where no node is asked for.
  @inlinable
  func answeringNode(gfp: Flags, node: Word) -> Word {
    let isBound = node != .allOnes && gfp & Flags(constant: GFP.thisnode) != .zero
    return isBound
      ? node : recorder.input("node.\(requests)", in: 0...UInt64(geometry.nodes - 1), otherwise: 0)
  }

  /// Any frame that is not in use, as an input.
  @inlinable
  mutating func newFrame(named name: String, gfp: Flags) -> Word {
    if let again = givenFrame(recorder.value(of: name)) {
      inUse.add(Memory(gfp: gfp), for: again)
      return again
    }
    var free: UInt64 = 1
    while free < geometry.ramPages, !isNew(free) { free += 1 }
    if !isNew(free) { recorder.cut("no frame is left") }
    let frame: Word = recorder.input(
      name, in: 1...geometry.ramPages, otherwise: free, apart: wereFramesGivenBack ? 0 : 1, accepts: isNew)
    if remembersGiven { givenFrames[UInt64(frame.value)] = frame }
    inUse.add(Memory(gfp: gfp), for: frame)
    recorder.beginUse(of: frame.term, as: .frame)
    return frame
  }

  /// Whether a frame may be given as any one that is free.
  @inlinable
  func isNew(_ frame: UInt64) -> Bool { !inUse.contains(frame) && givenFrames[frame] == nil }

  /// The frame of a number, if it was given before, and back; nil else.
  @inlinable
  func givenFrame(_ number: UInt64?) -> Word? {
    number.flatMap { inUse.contains($0) ? nil : givenFrames[$0] }
  }

  /// The first frame of a block, if that was given before as a block of the order, and back; nil else.
  @inlinable
  func givenBlock(_ number: UInt64?, size: UInt64) -> Word? {
    guard let number, let first = givenFrame(number &* size) else { return nil }
    let isWhole = (0..<size).allSatisfy { page in
      givenFrame(number &* size &+ page).map { $0.term == (first &+ Word(constant: page)).term } ?? false
    }
    return isWhole ? first : nil
  }

  /// Any 2^order frames in a row, the first a multiple of their number, of which none is in use; the first. O(frames).
  @inlinable
  mutating func newBlock(order: Int, gfp: Flags) -> Word {
    let size = UInt64(1) << UInt64(order)
    let name = "block.\(order).\(requests)"
    if let again = givenBlock(recorder.value(of: name), size: size) {
      for page in 0..<size { inUse.add(Memory(gfp: gfp), for: again &+ Word(constant: page)) }
      return again
    }
    if let number = recorder.value(of: name),
      (0..<size).contains(where: { givenFrames[number &* size &+ $0] != nil })
    {
      recorder.cut("a block of pages that were given one by one")
    }
    func isFree(_ number: UInt64) -> Bool {
      (number * size..<(number + 1) * size).allSatisfy(isNew)
    }
    let last = max(2, (geometry.ramPages + 1) / size) - 1
    var free: UInt64 = 1
    while free < last, !isFree(free) { free += 1 }
    if !isFree(free) || size > geometry.ramPages / 2 { recorder.cut("no block is left") }
    // The first frame is its number among those that blocks of the order begin with.
    let number: Word = recorder.input(
      name, in: 1...last, otherwise: free, apart: wereFramesGivenBack ? 0 : size, accepts: isFree)
    let first = number &* Word(constant: size)
    for page in 0..<size {
      let frame = first &+ Word(constant: page)
      if remembersGiven { givenFrames[UInt64(frame.value)] = frame }
      inUse.add(Memory(gfp: gfp), for: frame)
      recorder.beginUse(of: frame.term, as: .frame)
    }
    return first
  }
}
