public import Machine

// Frames: in blocks as long as there are any, then in bulk, one by one where bulk falls short.

extension OptimizedSteps {
  /// Fills the page array; whether there were enough pages. What there was is noted in the area.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func fillPages<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, count: M.Word, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> Bool {
    try takeBlocks(&state, area, count: count, gfp: gfp, node: node)
    let mask = dataMask(gfp, on: M.self)
    let id = state.areas[area].id
    var head = LoopHead(.pages)
    while try misses(&state, area, &head, count: count) {
      let asked = chunk(state, count &- state.areas[area].pages)
      let got = try state.machine.allocatePages(
        asked, gfp: mask, node: node, in: state.areas[area].array, at: state.areas[area].pages, area: id)
      noteBulk(&state, area, asked: asked, got: got)
      try reschedule(&state, gfp: gfp)
      if got < asked { break }
    }
    head = LoopHead(.pages)
    while try misses(&state, area, &head, count: count) {
      let frame = try requestPage(&state, gfp: mask, node: node)
      if frame == .zero { return false }
      try state.machine.store(
        frame, in: state.areas[area].array, at: state.areas[area].pages, area: id)
      state.areas[area].pages = state.areas[area].pages &+ .one
      try reschedule(&state, gfp: gfp)
    }
    return true
  }

  /// A loop that asks for pages comes by its head; whether there are some to be asked for.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func misses<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, _ head: inout LoopHead, count: M.Word
  ) throws(Halt) -> Bool {
    var pages = state.areas[area].pages
    try state.machine.cut(&head, index: &pages, record: state.areas[area].withoutPages)
    state.areas[area].pages = pages
    return pages < count
  }

  /// Takes blocks of descending order, as far as whole ones are wanted and to be had.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func takeBlocks<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, count: M.Word, gfp: M.Flags, node: M.Word
  ) throws(Halt) {
    let mask = blockMask(gfp, on: M.self)
    var order = firstOrder(state)
    var head = LoopHead(.blocks)
    while true {
      var pages = state.areas[area].pages
      var blocks = state.areas[area].blockPages
      try state.machine.cut(
        &head, index: &pages, blocks: &blocks, order: &order, record: state.areas[area].withoutBlocks)
      state.areas[area].pages = pages
      state.areas[area].blockPages = blocks
      guard order > 0 else { break }
      if (count &- pages).shiftedRight(order) == .zero {
        order &-= 1
        continue
      }
      let frame = try state.machine.allocateBlock(order: UInt8(order), gfp: mask, node: node)
      if frame == .zero {
        order &-= 1
        continue
      }
      try splitBlock(&state, area, frame, order: order)
      if order >= Int(state.machine.geometry.levelBits[0]) {
        state.areas[area].blockPages = state.areas[area].pages
      }
      try reschedule(&state, gfp: gfp)
    }
  }

  /// The order of the largest block that is tried: 10, or that of a huge leaf.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func firstOrder<M: Machine>(_ state: OptimizedState<M>) -> Int {
    max(10, Int(state.machine.geometry.levelBits[0]))
  }

  /// Writes a block into the page array, page by page.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func splitBlock<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, _ frame: M.Word, order: Int
  ) throws(Halt) {
    try state.machine.storeBlock(
      frame, order: UInt8(order), in: state.areas[area].array, at: state.areas[area].pages,
      area: state.areas[area].id)
    state.areas[area].pages = state.areas[area].pages &+ M.Word.one.shiftedLeft(order)
  }

  /// How many pages are asked for at once: few enough that preemption never waits long.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func chunk<M: Machine>(_ state: OptimizedState<M>, _ missing: M.Word) -> M.Word {
    state.machine.lesser(missing, M.Word(constant: 100))
  }

  /// Notes what a request in bulk brought.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func noteBulk<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, asked: M.Word, got: M.Word
  ) {
    state.areas[area].pages = state.areas[area].pages &+ got
  }

  /// The mask for data pages: the caller's, silent.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func dataMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags {
    gfp | M.Flags(constant: GFP.nowarn)
  }

  /// The mask for blocks: without reclaim, and from the node itself, where single pages are better than a block
  /// that is far away.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func blockMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags {
    dataMask(gfp, on: M.self) & ~M.Flags(constant: GFP.wait | GFP.nofail | GFP.repeat)
      | M.Flags(constant: GFP.thisnode)
  }

  /// Asks for a single page; 0 if refused.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func requestPage<M: Machine>(
    _ state: inout OptimizedState<M>, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word {
    try state.machine.allocatePage(gfp: gfp, node: node)
  }

  /// A point of preemption after a part of the work, for a caller that may sleep.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func reschedule<M: Machine>(_ state: inout OptimizedState<M>, gfp: M.Flags) throws(Halt) {
    if gfp & M.Flags(constant: GFP.wait) != .zero { try state.machine.reschedule() }
  }

  /// Gives the pages back that the area has.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func freePages<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    try state.machine.putPages(
      state.areas[area].pages, in: state.areas[area].array, at: .zero, area: state.areas[area].id)
  }
}
