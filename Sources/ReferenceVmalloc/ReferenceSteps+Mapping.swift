public import Machine

// map_vm_area: the walk over the levels of page tables, pages taken from the array by a running index.

/// Why a mapping walk stopped early.
public enum MappingError {
  /// A page table or a page was missing.
  case noMemory
  /// A leaf entry was in use.
  case busy
}

extension ReferenceSteps {
  /// `map_vm_area(area, prot, pages)`; whether it succeeded
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func mapArea<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, prot: M.Flags
  ) throws(Halt) -> Bool {
    let start = state.areas[area].address
    let end = start &+ mappedLength(state, area)
    if start >= end { throw state.machine.bug(start) }
    var index = M.Word.zero
    let top = state.machine.geometry.levels &- 1
    return try mapTable(
      &state, area, table: state.machine.rootTable, level: top, from: start, to: end, prot: prot, &index)
      == nil
  }

  /// How far the mapping reaches: the usable length in bytes.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func mappedLength<M: Machine>(_ state: ReferenceState<M>, _ area: Int) -> M.Word {
    usableLength(state, area)
  }

  /// Maps the part of a range that one table serves; nil on success.
  ///
  /// The levels above the leaves turn every error into a lack of memory, so that a busy entry is not
  /// told apart outside.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func mapTable<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, table: Int, level: Int, from start: M.Word, to end: M.Word,
    prot: M.Flags, _ index: inout M.Word
  ) throws(Halt) -> MappingError? {
    var address = start
    var head = LoopHead(.mappingWalk(level: level))
    while true {
      try state.machine.cut(&head, address: &address, index: &index, to: end, record: state.areas[area])
      guard address != end else { break }
      if level == 0 {
        if let error = try mapPage(&state, area, table: table, at: address, prot: prot, &index) {
          return error
        }
        address = address &+ state.pageSize
        continue
      }
      let next = boundary(state, level: level, address, end)
      let child = try tableBelow(&state, table, level: level, at: address)
      if child == 0 { return .noMemory }
      let error = try mapTable(
        &state, area, table: child, level: level &- 1, from: address, to: next, prot: prot, &index)
      if error != nil { return .noMemory }
      address = next
    }
    return nil
  }

  /// The table below an entry, made if there is none; 0 if memory for it was refused.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func tableBelow<M: Machine>(
    _ state: inout ReferenceState<M>, _ table: Int, level: Int, at address: M.Word
  ) throws(Halt) -> Int {
    let child = state.machine.table(below: table, level: level, at: address)
    if child != 0 { return child }
    return try state.machine.makeTable(below: table, level: level, at: address, gfp: tableMask(on: M.self))
  }

  /// Where the part of a range that one entry serves ends.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func boundary<M: Machine>(
    _ state: ReferenceState<M>, level: Int, _ address: M.Word, _ end: M.Word
  ) -> M.Word {
    let span = M.Word.one.shiftedLeft(state.machine.geometry.shift(ofLevel: level))
    let boundary = (address &+ span) & ~(span &- .one)
    // Both less one, so that a boundary at the very end of the address space compares as the largest.
    return state.machine.lesser(boundary &- .one, end &- .one) &+ .one
  }

  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func mapPage<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, table: Int, at address: M.Word, prot: M.Flags,
    _ index: inout M.Word
  ) throws(Halt) -> MappingError? {
    let id = state.areas[area].id
    let frame = try pageToMap(&state, area, at: index)
    if state.machine.entry(table, at: address) != .zero {
      try state.machine.warn(.entryInUse, pages: .zero, bytes: .zero, gfp: .zero)
      return .busy
    }
    if frame == .zero {
      try state.machine.warn(.missingPage, pages: .zero, bytes: .zero, gfp: .zero)
      return .noMemory
    }
    try state.machine.setEntry(table, at: address, frame: frame, prot: prot, area: id)
    index = index &+ .one
    return nil
  }

  /// The page of the array that virtual page `index` of the area is mapped to.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func pageToMap<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, at index: M.Word
  ) throws(Halt) -> M.Word {
    try state.machine.load(from: state.areas[area].pages, at: index, area: state.areas[area].id)
  }

  /// The mask with which page tables are asked for.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func tableMask<M: Machine>(on: M.Type) -> M.Flags {
    M.Flags(constant: GFP.kernel)
  }
}
