public import Machine
public import Vmalloc

// The page array: one flat object while it is small, else an area, whose array is smaller.

extension OptimizedSteps {
  /// The mask for page arrays and page tables: the caller's way to reclaim, zeroed.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func nestedMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags {
    gfp & M.Flags(constant: GFP.reclaimMask) | M.Flags(constant: GFP.zero)
  }

  /// The bytes of a page array for so many pages, as wide as a word.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func arrayBytes<M: Machine>(_ state: OptimizedState<M>, count: M.Word) -> M.Word {
    count &* M.Word(constant: UInt64(state.machine.geometry.pointerSize))
  }

  /// The bytes up to which a page array is one flat object of the slab: two pages, its largest.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func flatLimit<M: Machine>(_ state: OptimizedState<M>) -> M.Word {
    state.pageSize.shiftedLeft(1)
  }

  /// A page array, flat while it is small enough, else an area of its own; 0 if there is none.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func allocateArray<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, count: M.Word, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word {
    let bytes = arrayBytes(state, count: count)
    if bytes <= flatLimit(state) {
      let flat = try state.machine.allocateArray(
        bytes: bytes, gfp: gfp, node: node, area: state.areas[area].id)
      // More than a page in one piece may be refused where single pages are left.
      if flat != .zero || bytes <= state.pageSize { return flat }
    }
    state.areas[area].hasNestedArray = true
    return try vmalloc(
      &state,
      Request(
        size: bytes, gfp: gfp | M.Flags(constant: GFP.highmem), node: node,
        caller: state.areas[area].caller))
  }

  /// Gives the page array back, as the kind that it is.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func freeArray<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    let array = state.areas[area].array
    if state.areas[area].hasNestedArray {
      try vfree(&state, array, inInterrupt: false)
    } else {
      try state.machine.freeArray(array, area: state.areas[area].id)
    }
  }
}
