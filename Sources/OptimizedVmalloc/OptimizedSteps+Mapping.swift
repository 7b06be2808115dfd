public import Machine
public import Vmalloc

// Translations: a leaf table at a time, or a huge leaf where the pages came as a block.

extension OptimizedSteps {
  /// Maps the pages of an area; whether all are. How many are is noted in the area.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func mapArea<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, prot: M.Flags, gfp: M.Flags
  ) throws(Halt) -> Bool {
    var head = LoopHead(.mappingParts)
    while true {
      var page = state.areas[area].mapped
      try state.machine.cut(&head, index: &page, record: state.areas[area].withoutMapped)
      state.areas[area].mapped = page
      guard page < state.areas[area].pages else { return true }
      guard let count = try mapPart(&state, area, from: page, prot: prot, gfp: gfp) else { return false }
      state.areas[area].mapped = page &+ count
    }
  }

  /// Maps the pages from one on as far as one leaf table reaches; how many, nil if it failed.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func mapPart<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, from page: M.Word, prot: M.Flags, gfp: M.Flags
  ) throws(Halt) -> M.Word? {
    let address = state.areas[area].address &+ state.bytes(page)
    let mask = nestedMask(gfp, on: M.self)
    let id = state.areas[area].id
    let upper = try table(&state, at: address, level: 1, making: mask)
    guard upper >= 0 else { return nil }
    var leaf = state.machine.table(below: upper, level: 1, at: address)
    if fitsHugeLeaf(state, area, from: page, at: address),
      leaf == 0 || state.machine.isEmpty(leafTable: leaf)
    {
      let frame = try state.machine.load(from: state.areas[area].array, at: page, area: id)
      try state.machine.setHugeLeaf(upper, level: 1, at: address, frame: frame, prot: prot, area: id)
      return state.tablePages
    }
    if leaf == 0 { leaf = try state.machine.makeTable(below: upper, level: 1, at: address, gfp: mask) }
    guard leaf != 0 else { return nil }
    let count = partLength(state, at: address, of: state.areas[area].pages &- page)
    let mapped = try state.machine.mapPages(
      count, in: state.areas[area].array, at: page, table: leaf, from: address, prot: prot, area: id)
    if mapped < count {
      state.areas[area].mapped = page &+ mapped
      try warn(&state, .entryInUse, pages: .zero, bytes: .zero, gfp: .zero)
      return nil
    }
    return count
  }

  /// Whether the pages from one on can be served by a huge leaf: the caller allows it, they are a block or one of
  /// the equal parts of a larger one, and the address is aligned. The largest blocks come first, so that a part
  /// begins at each multiple of its size.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func fitsHugeLeaf<M: Machine>(
    _ state: OptimizedState<M>, _ area: Int, from page: M.Word, at address: M.Word
  ) -> Bool {
    state.areas[area].flags & M.Flags(constant: AreaFlag.allowHuge) != .zero
      && page &+ state.tablePages <= state.areas[area].blockPages
      && page & (state.tablePages &- .one) == .zero
      && address & (state.bytes(state.tablePages) &- .one) == .zero
  }

  /// The table at a level that serves an address, tables made on the way if a mask is given for them; -1 if there
  /// is none. The top table has the number 0.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func table<M: Machine>(
    _ state: inout OptimizedState<M>, at address: M.Word, level wanted: Int, making mask: M.Flags?
  ) throws(Halt) -> Int {
    var table = state.machine.rootTable
    var level = state.machine.geometry.levels &- 1
    while level > wanted {
      var child = state.machine.table(below: table, level: level, at: address)
      if child == 0 {
        guard let mask else { return -1 }
        child = try state.machine.makeTable(below: table, level: level, at: address, gfp: mask)
        if child == 0 { return -1 }
      }
      table = child
      level &-= 1
    }
    return table
  }

  /// How many of so many pages one leaf table serves from an address on.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func partLength<M: Machine>(
    _ state: OptimizedState<M>, at address: M.Word, of pages: M.Word
  ) -> M.Word {
    let first = address.shiftedRight(state.machine.geometry.pageShift) & (state.tablePages &- .one)
    let left = state.tablePages &- first
    return state.machine.lesser(pages, left)
  }

  /// The pages, from the first on, whose translations are the area's own.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func mappedPages<M: Machine>(_ state: OptimizedState<M>, _ area: Int) -> M.Word {
    state.areas[area].mapped
  }

  /// Clears the translations that the area made, and no others.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func unmap<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    let count = mappedPages(state, area)
    let id = state.areas[area].id
    var page = M.Word.zero
    var head = LoopHead(.unmappingParts)
    while true {
      try state.machine.cut(&head, index: &page, record: state.areas[area])
      guard page < count else { break }
      let address = state.areas[area].address &+ state.bytes(page)
      let part = partLength(state, at: address, of: count &- page)
      let upper = try table(&state, at: address, level: 1, making: nil)
      if upper >= 0 {
        let leaf = state.machine.table(below: upper, level: 1, at: address)
        if leaf != 0 {
          try state.machine.unmapPages(part, table: leaf, from: address, area: id)
        } else if state.machine.hugeLeaf(upper, level: 1, at: address) != .zero {
          try state.machine.clearHugeLeaf(upper, level: 1, at: address, area: id)
        }
      }
      page = page &+ part
    }
    state.areas[area].mapped = .zero
  }
}
