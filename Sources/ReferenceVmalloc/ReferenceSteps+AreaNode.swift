public import Machine
public import Vmalloc

// __vmalloc_area_node: the page array, the pages, the mapping, and the three ways to fail.

extension ReferenceSteps {
  /// Fills a fresh area with pages and maps them; its address, or 0 when it is gone again.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func fillArea<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, gfp: M.Flags, prot: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word {
    let nestedGFP = nestedMask(gfp, on: M.self)
    let dataGFP = dataMask(gfp, on: M.self)
    let count = countPages(state, area)
    let bytes = arrayBytes(state, count: count)
    state.areas[area].pageCount = count
    try state.machine.setCount(count, area: state.areas[area].id)

    let pages = try allocateArray(&state, area, bytes: bytes, gfp: nestedGFP, node: node)
    state.areas[area].pages = pages
    if pages == .zero { return try abandon(&state, area) }

    var index = M.Word.zero
    var head = LoopHead(.pages)
    while true {
      try state.machine.cut(&head, index: &index, record: state.areas[area])
      guard index < state.areas[area].pageCount else { break }
      let frame = try requestPage(&state, gfp: dataGFP, node: node)
      if frame == .zero {
        try noteShortfall(&state, area, at: index)
        return try fail(&state, area, gfp: gfp)
      }
      try storePage(&state, area, at: index, frame: frame)
      try reschedule(&state, gfp: gfp)
      index = index &+ .one
    }
    guard try mapArea(&state, area, prot: prot) else { return try fail(&state, area, gfp: gfp) }
    return state.areas[area].address
  }

  /// The common tail of the failures that come after the page array.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func fail<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, gfp: M.Flags
  ) throws(Halt) -> M.Word {
    try reportFailure(&state, area, gfp: gfp)
    return try releaseFailed(&state, area)
  }

  /// `nested_gfp = (gfp_mask & GFP_RECLAIM_MASK) | __GFP_ZERO`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func nestedMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags {
    gfp & M.Flags(constant: GFP.reclaimMask) | M.Flags(constant: GFP.zero)
  }

  /// `alloc_mask = gfp_mask | __GFP_NOWARN`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func dataMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags {
    gfp | M.Flags(constant: GFP.nowarn)
  }

  /// `nr_pages = get_vm_area_size(area) >> PAGE_SHIFT`, kept in an `unsigned int`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func countPages<M: Machine>(_ state: ReferenceState<M>, _ area: Int) -> M.Word {
    usableLength(state, area)
      .shiftedRight(state.machine.geometry.pageShift)
      .narrowed(to: state.machine.geometry.uintBits)
  }

  /// The length of an area without its guard page (`get_vm_area_size`).
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func usableLength<M: Machine>(_ state: ReferenceState<M>, _ area: Int) -> M.Word {
    let unguarded = M.Flags(constant: AreaFlag.noGuard)
    return state.areas[area].flags & unguarded == .zero
      ? state.areas[area].size &- state.pageSize : state.areas[area].size
  }

  /// `array_size = nr_pages * sizeof(struct page *)`, kept in an `unsigned int`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func arrayBytes<M: Machine>(_ state: ReferenceState<M>, count: M.Word) -> M.Word {
    (count &* M.Word(constant: UInt64(state.machine.geometry.pointerSize)))
      .narrowed(to: state.machine.geometry.uintBits)
  }

  /// `array_size > PAGE_SIZE`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func arrayNeedsArea<M: Machine>(_ state: ReferenceState<M>, bytes: M.Word) -> Bool {
    bytes > state.pageSize
  }

  /// `pages = __vmalloc_node(...)` and `area->flags |= VM_VPAGES`, or `pages = kmalloc_node(...)`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func allocateArray<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, bytes: M.Word, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word {
    guard arrayNeedsArea(state, bytes: bytes) else {
      return try state.machine.allocateArray(bytes: bytes, gfp: gfp, node: node, area: state.areas[area].id)
    }
    let pages = try vmalloc(&state, nestedRequest(state, area, bytes: bytes, gfp: gfp, node: node))
    // The flag is set even if there is no array: then the area goes without its array being looked at.
    state.areas[area].flags = state.areas[area].flags | M.Flags(constant: AreaFlag.vpages)
    try state.machine.setFlags(state.areas[area].flags, area: state.areas[area].id)
    return pages
  }

  /// The arguments of `__vmalloc_node(array_size, 1, nested_gfp | __GFP_HIGHMEM, PAGE_KERNEL, node, area->caller)`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func nestedRequest<M: Machine>(
    _ state: ReferenceState<M>, _ area: Int, bytes: M.Word, gfp: M.Flags, node: M.Word
  ) -> Request<M.Word, M.Flags> {
    Request(
      size: bytes, gfp: gfp | M.Flags(constant: GFP.highmem), node: node, caller: state.areas[area].caller)
  }

  /// `if (!area->pages) { remove_vm_area(area->addr); kfree(area); return NULL; }`; what the function returns then
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func abandon<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int
  ) throws(Halt) -> M.Word {
    _ = try removeArea(&state, at: state.areas[area].address)
    try freeDescriptor(&state, area)
    return .zero
  }

  /// `alloc_page(alloc_mask)` or `alloc_pages_node(node, alloc_mask, order)`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func requestPage<M: Machine>(
    _ state: inout ReferenceState<M>, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word {
    try state.machine.allocatePage(gfp: gfp, node: node)
  }

  /// `area->nr_pages = i`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func noteShortfall<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, at index: M.Word
  ) throws(Halt) {
    state.areas[area].pageCount = index
    try state.machine.setCount(index, area: state.areas[area].id)
  }

  /// `area->pages[i] = page`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func storePage<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, at index: M.Word, frame: M.Word
  ) throws(Halt) {
    try state.machine.store(frame, in: state.areas[area].pages, at: index, area: state.areas[area].id)
  }

  /// `if (gfp_mask & __GFP_WAIT) cond_resched()`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func reschedule<M: Machine>(_ state: inout ReferenceState<M>, gfp: M.Flags) throws(Halt) {
    if gfp & M.Flags(constant: GFP.wait) != .zero { try state.machine.reschedule() }
  }

  /// `warn_alloc_failed(gfp_mask, order, "... allocated %ld of %ld bytes", ...)`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func reportFailure<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, gfp: M.Flags
  ) throws(Halt) {
    try warn(
      &state, .partialAllocation, pages: state.areas[area].pageCount, bytes: state.areas[area].size, gfp: gfp)
  }

  /// Prints a message, unless the mask asks for silence.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func warn<M: Machine>(
    _ state: inout ReferenceState<M>, _ warning: Warning, pages: M.Word, bytes: M.Word, gfp: M.Flags
  ) throws(Halt) {
    guard gfp & M.Flags(constant: GFP.nowarn) == .zero else { return }
    try state.machine.warn(warning, pages: pages, bytes: bytes, gfp: gfp)
  }

  /// `vfree(area->addr)` after a failure; what the function returns then
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func releaseFailed<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int
  ) throws(Halt) -> M.Word {
    try dismantle(&state, at: state.areas[area].address)
    return .zero
  }
}
