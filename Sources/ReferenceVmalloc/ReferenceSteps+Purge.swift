public import Machine

// __purge_vmap_area_lazy: one flush over the hull of all lazily freed ranges, then they are reusable.

extension ReferenceSteps {
  /// The entry point for purges.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func purge<M: Machine>(_ state: inout ReferenceState<M>) throws(Halt) {
    try state.machine.enterCall(CallArguments(.purge))
    try purgeLazy(&state)
    state.machine.leaveCall(returning: .zero)
  }

  /// Frees every lazily freed range. O(ranges).
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func purgeLazy<M: Machine>(_ state: inout ReferenceState<M>) throws(Halt) {
    var low = M.Word.allOnes
    var high = M.Word.zero
    var pages = M.Word.zero
    for entry in state.ranges.entries where entry.isLazy {
      if entry.start < low { low = entry.start }
      if entry.end > high { high = entry.end }
      pages = pages &+ (entry.end &- entry.start).shiftedRight(state.machine.geometry.pageShift)
    }
    // The kernel sums up in an `int`: a sum that wraps to zero frees nothing.
    pages = pages.narrowed(to: state.machine.geometry.uintBits)
    if pages == .zero { return }
    state.lazyPages = (state.lazyPages &- pages).narrowed(to: state.machine.geometry.uintBits)
    try flushForPurge(&state, from: low, to: high)
    var index = 0
    while index < state.ranges.entries.count {
      if state.ranges.entries[index].isLazy { try freeRange(&state, index) } else { index = index &+ 1 }
    }
  }

  /// Drops stale translations before ranges become reusable.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func flushForPurge<M: Machine>(
    _ state: inout ReferenceState<M>, from low: M.Word, to high: M.Word
  ) throws(Halt) {
    try state.machine.flush(from: low, to: high)
  }

  /// Makes a lazily freed range reusable, keeping the search cache sound.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func freeRange<M: Machine>(
    _ state: inout ReferenceState<M>, _ index: Int
  ) throws(Halt) {
    let entry = state.ranges.entries[index]
    if let cached = state.ranges.cachedStart {
      if entry.end < state.ranges.cachedWindowStart {
        state.ranges.cachedStart = nil
      } else if entry.start <= cached {
        state.ranges.cachedStart = index > 0 ? state.ranges.entries[index &- 1].start : nil
      }
    }
    state.ranges.entries.remove(at: index)
    try state.machine.reusable(entry.start, bytes: entry.end &- entry.start)
    try state.machine.freeRangeDescriptor()
  }
}
