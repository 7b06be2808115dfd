public import Machine

// free_unmap_vmap_area and vunmap_page_range: leaf entries are cleared, the range waits for a purge.

extension ReferenceSteps {
  /// Unmaps a range and frees it lazily.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func retireRange<M: Machine>(
    _ state: inout ReferenceState<M>, _ index: Int
  ) throws(Halt) {
    let entry = state.ranges.entries[index]
    try unmapRange(&state, from: entry.start, to: entry.end)
    state.ranges.entries[index].isLazy = true
    let bytes = entry.end &- entry.start
    let width = state.machine.geometry.uintBits
    let pages = bytes.shiftedRight(state.machine.geometry.pageShift)
    state.lazyPages = (state.lazyPages &+ pages).narrowed(to: width)
    try state.machine.retired(entry.start, bytes: bytes, area: 0, lazyPages: state.lazyPages)
    if exceedsLazyMaximum(state) { try purgeLazy(&state) }
  }

  /// Whether the count of lazily freed pages is beyond its maximum.
  ///
  /// The kernel compares the count, an `int`, with an `unsigned long`: a negative count is beyond any maximum.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func exceedsLazyMaximum<M: Machine>(_ state: ReferenceState<M>) -> Bool {
    state.lazyPages > M.Word(constant: state.machine.geometry.lazyMaxPages)
  }

  /// Clears whatever the leaf entries of a range hold.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func unmapRange<M: Machine>(
    _ state: inout ReferenceState<M>, from start: M.Word, to end: M.Word
  ) throws(Halt) {
    let top = state.machine.geometry.levels &- 1
    try unmapTable(&state, table: state.machine.rootTable, level: top, from: start, to: end)
  }

  /// Clears whatever the leaves of a range hold; parts without tables are passed over whole.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func unmapTable<M: Machine>(
    _ state: inout ReferenceState<M>, table: Int, level: Int, from start: M.Word, to end: M.Word
  ) throws(Halt) {
    var address = start
    var head = LoopHead(.unmappingWalk(level: level))
    while true {
      try state.machine.cut(&head, address: &address, to: end, record: state.areas)
      guard address != end else { break }
      if level == 0 {
        if state.machine.entry(table, at: address) != .zero {
          try state.machine.clearEntry(table, at: address, area: 0)
        }
        address = address &+ state.pageSize
        continue
      }
      let next = boundary(state, level: level, address, end)
      let child = state.machine.table(below: table, level: level, at: address)
      if child != 0 { try unmapTable(&state, table: child, level: level &- 1, from: address, to: next) }
      address = next
    }
  }
}
