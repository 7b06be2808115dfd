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

  /// How many page arrays below an area of so many pages are areas themselves: each needs at most half the pages of the
  /// one above, so there are fewer than a word has bits. Computed once for an area and all its arrays.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func arrayLevels<M: Machine>(_ state: OptimizedState<M>, pages: M.Word) -> Int {
    var levels = 0
    var bytes = arrayBytes(state, count: pages)
    while bytes > flatLimit(state) {
      bytes = arrayBytes(state, count: state.pages(bytes))
      levels &+= 1
    }
    return levels
  }

  /// A page array, flat if `levels` is 0, else an area with one level less below it; 0 if there is none.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func allocateArray<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, count: M.Word, levels: Int, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word {
    let bytes = arrayBytes(state, count: count)
    if levels == 0 {
      let flat = try state.machine.allocateArray(
        bytes: bytes, gfp: gfp, node: node, area: state.areas[area].id)
      // More than a page in one piece may be refused where single pages are left.
      if flat != .zero || bytes <= state.pageSize { return flat }
    }
    state.areas[area].hasNestedArray = true
    let request = Request<M.Word, M.Flags>(
      size: bytes, gfp: gfp | M.Flags(constant: GFP.highmem), node: node,
      caller: state.areas[area].caller)
    try state.machine.enterCall(CallArguments(request))
    let array = try makeArea(&state, request, pages: state.pages(bytes), levels: max(0, levels &- 1))
    state.machine.leaveCall(returning: array)
    return array
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
