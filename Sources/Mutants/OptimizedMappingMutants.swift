public import Machine
public import OptimizedVmalloc
public import Vmalloc

// Seeded bugs of the optimised allocator: translations and releases.

/// A huge leaf serves pages that did not come as a block: those behind the first are other frames
/// (as in CVE-2024-45022).
public enum HugeOverSinglePages: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func fitsHugeLeaf<M: Machine>(
    _ state: OptimizedState<M>, _ area: Int, from page: M.Word, at address: M.Word
  ) -> Bool {
    state.areas[area].flags & M.Flags(constant: AreaFlag.allowHuge) != .zero
      && page &+ state.tablePages <= state.areas[area].pages
      && address & (state.bytes(state.tablePages) &- .one) == .zero
  }
}

/// A mapping that falls short counts as one that succeeded.
public enum ShortMappingIgnored: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func mapPart<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, from page: M.Word, prot: M.Flags, gfp: M.Flags
  ) throws(Halt) -> M.Word? {
    try ModernSteps.mapPart(&state, area, from: page, prot: prot, gfp: gfp) ?? .one
  }
}

/// Clean-up clears as many translations as there are pages, also those that the area never made.
public enum ForeignEntriesCleared: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func mappedPages<M: Machine>(_ state: OptimizedState<M>, _ area: Int) -> M.Word {
    state.areas[area].pages
  }
}

/// The last translation of an area stays.
public enum LastTranslationStays: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func mappedPages<M: Machine>(_ state: OptimizedState<M>, _ area: Int) -> M.Word {
    let mapped = state.areas[area].mapped
    return mapped == .zero ? mapped : mapped &- .one
  }
}

/// An address inside an area releases it.
public enum InsideReleased: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func takeArea<M: Machine>(
    _ state: inout OptimizedState<M>, at address: M.Word
  ) -> Int? {
    guard let found = state.busy.floor(address), address &- found.start < found.length else { return nil }
    return ModernSteps.takeArea(&state, at: found.start)
  }
}

/// Areas of a single page are not found again.
public enum SinglePagesKept: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func takeArea<M: Machine>(
    _ state: inout OptimizedState<M>, at address: M.Word
  ) -> Int? {
    guard let found = state.busy.floor(address), state.areas[found.payload].pages != .one else { return nil }
    return ModernSteps.takeArea(&state, at: address)
  }
}

/// Pages are given back while they are still mapped.
public enum PagesBeforeTranslations: OptimizedSteps {
  /// The step at fault.
  @inlinable
  public static func dismantle<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    try freePages(&state, area)
    try unmap(&state, area)
    try retire(&state, area)
    try freeArray(&state, area)
    try state.machine.freeAreaDescriptor(state.areas[area].id)
    state.freeSlots.append(area)
  }
}
