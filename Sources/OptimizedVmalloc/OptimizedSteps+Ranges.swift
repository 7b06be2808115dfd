public import Machine
public import Vmalloc

// Ranges: from the pool of their size, else the lowest free space that fits; back through a flush.

extension OptimizedSteps {
  /// A free range; nil if none fits even after everything that is free was put together.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func findRange<M: Machine>(
    _ state: inout OptimizedState<M>, length: M.Word, align: M.Word, flags: M.Flags
  ) throws(Halt) -> M.Word? {
    let pages = length.shiftedRight(state.machine.geometry.pageShift)
    // Mostly they are empty, and which one it would be is of no interest.
    if !state.pools.isEmpty, pages < M.Word(constant: UInt64(state.pools.starts.count)),
      let start = state.pools.take(pages: Int(pages.concretize("the pool of a size")), align: align)
    {
      return start
    }
    let huge = state.bytes(state.tablePages)
    if flags & M.Flags(constant: AreaFlag.allowHuge) != .zero, length > huge, huge > align, huge != .zero,
      let start = lowestFit(&state, length: length, align: huge)
    {
      return take(&state, start, length)
    }
    if let start = lowestFit(&state, length: length, align: align) { return take(&state, start, length) }
    try purgeLazy(&state, pooled: false)
    drainPools(&state, all: true)
    guard let start = lowestFit(&state, length: length, align: align) else { return nil }
    return take(&state, start, length)
  }

  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func take<M: Machine>(
    _ state: inout OptimizedState<M>, _ start: M.Word, _ length: M.Word
  ) -> M.Word {
    _ = state.free.take(start: start, length: length)
    return start
  }

  /// The lowest address of the free space where a range fits. O(log extents) for alignments up to a page.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func lowestFit<M: Machine>(
    _ state: inout OptimizedState<M>, length: M.Word, align: M.Word
  ) -> M.Word? {
    state.free.lowestFit(length: length, align: align)
  }

  /// Frees an area's range lazily.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func retire<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    let start = state.areas[area].address
    let length = state.areas[area].length
    state.lazy.append(LazyRange(start: start, length: length))
    state.lazyPages = state.lazyPages &+ length.shiftedRight(state.machine.geometry.pageShift)
    try state.machine.retired(start, bytes: length, area: state.areas[area].id, lazyPages: state.lazyPages)
    if state.lazyPages > M.Word(constant: state.machine.geometry.lazyMaxPages) {
      try purgeLazy(&state, pooled: true)
      drainPools(&state, all: false)
    }
  }

  /// The entry point for purges: afterwards all that is free is one free space.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func purge<M: Machine>(_ state: inout OptimizedState<M>) throws(Halt) {
    try state.machine.enterCall(CallArguments(.purge))
    try purgeLazy(&state, pooled: false)
    drainPools(&state, all: true)
    state.machine.leaveCall(returning: .zero)
  }

  /// Makes every lazily freed range reusable, after one flush. O(lazily freed ranges).
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func purgeLazy<M: Machine>(_ state: inout OptimizedState<M>, pooled: Bool) throws(Halt) {
    if state.lazy.isEmpty { return }
    try flush(&state)
    for index in state.lazy.indices { try makeReusable(&state, state.lazy[index], pooled: pooled) }
    state.lazy.removeAll(keepingCapacity: true)
    state.lazyPages = .zero
  }

  /// Drops stale translations of everything that is lazily freed: one flush of the hull.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func flush<M: Machine>(_ state: inout OptimizedState<M>) throws(Halt) {
    var low = M.Word.allOnes
    var last = M.Word.zero
    for range in state.lazy {
      if range.start < low { low = range.start }
      let end = range.start &+ (range.length &- .one)
      if end > last { last = end }
    }
    try state.machine.flush(from: low, to: last &+ .one)
  }

  /// Makes a range reusable that a flush has covered, by its pool or as free space.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func makeReusable<M: Machine>(
    _ state: inout OptimizedState<M>, _ range: LazyRange<M.Word>, pooled: Bool
  ) throws(Halt) {
    try state.machine.reusable(range.start, bytes: range.length)
    try state.machine.freeRangeDescriptor()
    let pages = range.length.shiftedRight(state.machine.geometry.pageShift)
    if pooled, pages < M.Word(constant: UInt64(state.pools.starts.count)),
      state.pools.put(range.start, pages: Int(pages.concretize("the pool of a size")))
    {
      return
    }
    _ = state.free.give(start: range.start, length: range.length)
  }

  /// Gives pooled ranges back to the free space: the oldest quarter of each pool, or all.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func drainPools<M: Machine>(_ state: inout OptimizedState<M>, all: Bool) {
    if state.pools.isEmpty { return }
    for pages in state.pools.starts.indices where !state.pools.starts[pages].isEmpty {
      let length = state.bytes(M.Word(constant: UInt64(pages)))
      for start in state.pools.removeOldest(pages: pages, all: all) {
        _ = state.free.give(start: start, length: length)
      }
    }
  }
}
