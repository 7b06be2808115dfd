public import Machine

// alloc_vmap_area: the search for a free range, with the cache of 4.3 and its rounding that can wrap.

extension ReferenceSteps {
  /// Reserves a range for an area; false, with nothing left behind, if there is none.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func reserve<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, size: M.Word, align: M.Word, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> Bool {
    if size == .zero || size & (state.pageSize &- .one) != .zero { throw state.machine.bug(size) }
    if align == .zero || align & (align &- .one) != .zero { throw state.machine.bug(align) }
    guard try state.machine.newRangeDescriptor(gfp: gfp, node: node) else { return false }
    if try state.machine.refusesRange(bytes: size) {
      try state.machine.freeRangeDescriptor()
      return false
    }
    var found = search(&state, size: size, align: align)
    if found == nil {
      try purgeLazy(&state)
      found = search(&state, size: size, align: align)
    }
    guard let start = found else {
      try warn(&state, .noRange, pages: .zero, bytes: size, gfp: .zero)
      try state.machine.reserveFailed(bytes: size)
      try state.machine.freeRangeDescriptor()
      return false
    }
    state.ranges.insert(RangeList.Entry(start: start, end: start &+ size, area: area))
    state.ranges.cachedStart = start
    state.areas[area].address = start
    state.areas[area].size = size
    try state.machine.reserved(start, bytes: size, area: state.areas[area].id)
    let (low, high) = window(state)
    if start & (align &- .one) != .zero || start < low || start &+ size > high {
      throw state.machine.bug(start)
    }
    return true
  }

  /// The addresses that ranges are to lie in: the first, and the end.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func window<M: Machine>(_ state: ReferenceState<M>) -> (M.Word, M.Word) {
    (M.Word(constant: state.machine.geometry.windowStart), M.Word(constant: state.machine.geometry.windowEnd))
  }

  /// First fit from the window's start, or next fit from the cache. O(ranges passed over).
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func search<M: Machine>(
    _ state: inout ReferenceState<M>, size: M.Word, align: M.Word
  ) -> M.Word? {
    let (low, high) = window(state)
    if dropsCache(state.ranges, size: size, window: low, align: align, on: M.self) { forgetCache(&state) }
    state.ranges.cachedWindowStart = low
    state.ranges.cachedAlign = align

    var address = M.Word.zero
    var next = 0
    if let cached = state.ranges.cachedStart {
      if let index = state.ranges.index(containing: cached) {
        address = alignUp(state.ranges.entries[index].end, align, on: M.self)
        next = index
      }
      if address < low { forgetCache(&state) }
    }
    if state.ranges.cachedStart == nil {
      address = alignUp(low, align, on: M.self)
      if address &+ size < address { return nil }
      next = state.ranges.lowest(endingAtOrAbove: address)
    } else if address &+ size < address {
      return nil
    }

    while next < state.ranges.entries.count {
      let entry = state.ranges.entries[next]
      guard collides(state, address, size: size, next: entry.start), address &+ size <= high else { break }
      if address &+ state.ranges.cachedHole < entry.start { state.ranges.cachedHole = entry.start &- address }
      address = alignUp(entry.end, align, on: M.self)
      if address &+ size < address { return nil }
      next = next &+ 1
    }
    return address &+ size > high ? nil : address
  }

  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func forgetCache<M: Machine>(_ state: inout ReferenceState<M>) {
    state.ranges.cachedHole = .zero
    state.ranges.cachedStart = nil
  }

  /// Whether the search has to begin at the window's start again.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func dropsCache<M: Machine>(
    _ ranges: RangeList<M.Word>, size: M.Word, window: M.Word, align: M.Word, on: M.Type
  ) -> Bool {
    ranges.cachedStart == nil || size < ranges.cachedHole || window < ranges.cachedWindowStart
      || align < ranges.cachedAlign
  }

  /// Whether a candidate address collides with the next taken range.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func collides<M: Machine>(
    _ state: ReferenceState<M>, _ address: M.Word, size: M.Word, next: M.Word
  ) -> Bool {
    address &+ size > next
  }

  /// The next multiple of an alignment at or above an address, modulo the address space.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func alignUp<M: Machine>(_ address: M.Word, _ align: M.Word, on: M.Type) -> M.Word {
    (address &+ (align &- .one)) & ~(align &- .one)
  }
}
