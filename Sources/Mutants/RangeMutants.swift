public import Machine
public import ReferenceVmalloc

// Bugs in sizes, ranges, and their reuse.

/// No guard page is reserved.
public enum GuardOmitted: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func withGuard<M: Machine>(
    _ state: ReferenceState<M>, usable: M.Word, flags: M.Flags
  ) -> M.Word { usable }
}

/// The search takes a gap that is one page too small.
public enum GapOnePageTooSmall: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func collides<M: Machine>(
    _ state: ReferenceState<M>, _ address: M.Word, size: M.Word, next: M.Word
  ) -> Bool { address &+ size > next &+ state.pageSize }
}

/// Addresses are rounded down to the alignment.
public enum AlignedDown: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func alignUp<M: Machine>(_ address: M.Word, _ align: M.Word, on: M.Type) -> M.Word {
    address & ~(align &- .one)
  }
}

/// Sizes beyond memory are not refused.
public enum HugeSizeAccepted: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func refusesSize<M: Machine>(_ state: ReferenceState<M>, rounded size: M.Word) -> Bool {
    size == .zero
  }
}

/// Ranges become reusable without a flush: the TLB may still translate them.
public enum NotFlushed: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func flushForPurge<M: Machine>(
    _ state: inout ReferenceState<M>, from: M.Word, to: M.Word
  ) throws(Halt) {}
}

/// The search cache stays where it was when ranges below it are freed.
public enum StaleSearchCache: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func dropsCache<M: Machine>(
    _ ranges: RangeList<M.Word>, size: M.Word, window: M.Word, align: M.Word, on: M.Type
  ) -> Bool { ranges.cachedStart == nil }
}

/// Addresses are not rounded up to the alignment.
public enum AlignmentIgnored: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func alignUp<M: Machine>(_ address: M.Word, _ align: M.Word, on: M.Type) -> M.Word { address }
}

/// The window is taken to begin a page before it does.
public enum WindowBeginsEarly: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func window<M: Machine>(_ state: ReferenceState<M>) -> (M.Word, M.Word) {
    let (low, high) = SeedSteps.window(state)
    return (low &- state.pageSize, high)
  }
}

/// The count of lazily freed pages leaves the guard page out.
public enum GuardNotCounted: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func retireRange<M: Machine>(
    _ state: inout ReferenceState<M>, _ index: Int
  ) throws(Halt) {
    state.lazyPages = (state.lazyPages &- .one).narrowed(to: state.machine.geometry.uintBits)
    try SeedSteps.retireRange(&state, index)
  }
}
