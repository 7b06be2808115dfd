public import Machine
public import OptimizedVmalloc
public import Vmalloc

// Seeded bugs of the optimised allocator: ranges, pools, the flush.

/// More pages than there are pass as a request.
public enum TwiceTheMemory: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func refusesSize<M: Machine>(_ state: OptimizedState<M>, pages: M.Word) -> Bool {
    pages == .zero || pages.shiftedRight(1) > M.Word(constant: state.machine.geometry.ramPages)
  }
}

/// More than half of memory is refused.
public enum HalfTheMemory: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func refusesSize<M: Machine>(_ state: OptimizedState<M>, pages: M.Word) -> Bool {
    pages == .zero || pages > M.Word(constant: state.machine.geometry.ramPages).shiftedRight(1)
  }
}

/// No guard page is reserved.
public enum NoRoomForGuard: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func rangeLength<M: Machine>(
    _ state: OptimizedState<M>, pages: M.Word, flags: M.Flags
  ) -> M.Word {
    ModernSteps.rangeLength(state, pages: pages, flags: flags | M.Flags(constant: AreaFlag.noGuard))
  }
}

/// Where nothing fits, rounding up wraps to the beginning of the address space (as until Linux 5.1).
public enum FitWraps: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func lowestFit<M: Machine>(
    _ state: inout OptimizedState<M>, length: M.Word, align: M.Word
  ) -> M.Word? {
    if let start = ModernSteps.lowestFit(&state, length: length, align: align) { return start }
    let end = M.Word(constant: state.machine.geometry.windowEnd)
    let rounded = (end &+ (align &- .one)) & ~(align &- .one)
    return rounded < end ? rounded : nil
  }
}

/// A gap that is a page too small is taken (an end compared that is not the area's own, as until Linux 5.3).
public enum FitPageTooSmall: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func lowestFit<M: Machine>(
    _ state: inout OptimizedState<M>, length: M.Word, align: M.Word
  ) -> M.Word? {
    ModernSteps.lowestFit(&state, length: length &- state.pageSize, align: align)
  }
}

/// The flush passes over the range that was retired last (as until Linux 6.5 over blocks that were full).
public enum FlushMissesLast: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func flush<M: Machine>(_ state: inout OptimizedState<M>) throws(Halt) {
    let last = state.lazy.removeLast()
    if !state.lazy.isEmpty { try ModernSteps.flush(&state) }
    state.lazy.append(last)
  }
}

/// A range is reusable as soon as it is retired, without a flush.
public enum ReusedAtOnce: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func flush<M: Machine>(_ state: inout OptimizedState<M>) throws(Halt) {}
}

/// Ranges are pooled with those of one page more.
public enum PooledOneTooLarge: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func makeReusable<M: Machine>(
    _ state: inout OptimizedState<M>, _ range: LazyRange<M.Word>, pooled: Bool
  ) throws(Halt) {
    let pages = range.length.shiftedRight(state.machine.geometry.pageShift).concretize("the pool of a size")
    guard pooled, Int(pages) &+ 1 < state.pools.starts.count else {
      return try ModernSteps.makeReusable(&state, range, pooled: pooled)
    }
    try state.machine.reusable(range.start, bytes: range.length)
    try state.machine.freeRangeDescriptor()
    _ = state.pools.put(range.start, pages: Int(pages) &+ 1)
  }
}

/// Pooled ranges serve their size for ever, also when nothing else is left (as blocks did until Linux 4.1).
public enum PoolsNeverDrained: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func drainPools<M: Machine>(_ state: inout OptimizedState<M>, all: Bool) {}
}

/// The decay of a pool takes everything out and gives a quarter back (a count that wraps, as until Linux 6.19).
public enum DecayLosesRanges: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func drainPools<M: Machine>(_ state: inout OptimizedState<M>, all: Bool) {
    if all { return ModernSteps.drainPools(&state, all: true) }
    for pages in state.pools.starts.indices {
      let length = state.bytes(M.Word(constant: UInt64(pages)))
      let taken = state.pools.removeOldest(pages: pages, all: true)
      for start in taken.prefix(taken.count / 4) { _ = state.free.give(start: start, length: length) }
    }
  }
}
