public import Machine
public import OptimizedVmalloc

// Seeded bugs of the optimised allocator: masks, the page array, frames.

/// Page tables and arrays are asked for as if every caller could sleep.
public enum NestedAsKernel: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func nestedMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags {
    M.Flags(constant: GFP.kernel | GFP.zero)
  }
}

/// Blocks are asked for from any zone.
public enum BlocksFromAnyZone: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func blockMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags {
    ModernSteps.blockMask(gfp, on: M.self) & ~M.Flags(constant: GFP.zoneMask) | M.Flags(constant: GFP.highmem)
  }
}

/// The bytes of the page array are kept in an `unsigned int`.
public enum NarrowArrayBytes: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func arrayBytes<M: Machine>(_ state: OptimizedState<M>, count: M.Word) -> M.Word {
    ModernSteps.arrayBytes(state, count: count).narrowed(to: state.machine.geometry.uintBits)
  }
}

/// A page array that is an area is given back to the slab.
public enum NestedArrayToSlab: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func freeArray<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    try state.machine.freeArray(state.areas[area].array, area: state.areas[area].id)
  }
}

/// A request in bulk is taken to have brought all that was asked for.
public enum BulkShortfallIgnored: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func noteBulk<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, asked: M.Word, got: M.Word
  ) {
    ModernSteps.noteBulk(&state, area, asked: asked, got: asked)
  }
}

/// The last page of a request in bulk that fell short is not counted.
public enum BulkCountedShort: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func noteBulk<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, asked: M.Word, got: M.Word
  ) {
    let isShort = got < asked && got != .zero
    ModernSteps.noteBulk(&state, area, asked: asked, got: isShort ? got &- .one : got)
  }
}

/// The pages of a block are not told apart: the first one stands for all.
public enum BlockNotSplit: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func splitBlock<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, _ frame: M.Word, order: Int
  ) throws(Halt) {
    var left = M.Word.one.shiftedLeft(order)
    while left != .zero {
      try state.machine.store(
        frame, in: state.areas[area].array, at: state.areas[area].pages, area: state.areas[area].id)
      state.areas[area].pages = state.areas[area].pages &+ .one
      left = left &- .one
    }
  }
}

/// There is a point of preemption for callers that may not sleep, too.
public enum BulkSleepsInAtomic: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func reschedule<M: Machine>(_ state: inout OptimizedState<M>, gfp: M.Flags) throws(Halt) {
    try state.machine.reschedule()
  }
}

/// The last page of an area is not given back.
public enum LastPageKept: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func freePages<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    let count = state.areas[area].pages
    try state.machine.putPages(
      count == .zero ? count : count &- .one, in: state.areas[area].array, at: .zero,
      area: state.areas[area].id)
  }
}

/// The first page of a huge leaf's block gives the whole block back, and the others give themselves back once more
/// (compound pages whose parts were used by themselves, as until Linux 5.18).
public enum BlockGivenBackTwice: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func freePages<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    let (array, id) = (state.areas[area].array, state.areas[area].id)
    if state.areas[area].blockPages != .zero {
      try state.machine.putPages(state.tablePages, in: array, at: .zero, area: id)
    }
    try ModernSteps.freePages(&state, area)
  }
}
