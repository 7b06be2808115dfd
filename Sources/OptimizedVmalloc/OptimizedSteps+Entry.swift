public import Machine
public import Vmalloc

// From the request to an area: size, descriptors, range, array, pages, translations.

extension OptimizedSteps {
  /// The entry point, for users and for nested page arrays alike.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func vmalloc<M: Machine>(
    _ state: inout OptimizedState<M>, _ request: Request<M.Word, M.Flags>
  ) throws(Halt) -> M.Word {
    let arguments = CallArguments(request)
    if let result = try state.machine.contract(of: arguments) { return result }
    try state.machine.enterCall(arguments)
    var address = M.Word.zero
    let pages = state.pages(request.size)
    if refusesSize(state, pages: pages) {
      try warn(&state, .noArea, pages: .zero, bytes: request.size, gfp: request.gfp)
    } else {
      address = try makeArea(&state, request, pages: pages)
    }
    state.machine.leaveCall(returning: address)
    return address
  }

  /// Whether so many pages are refused outright: none, or more than there are.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func refusesSize<M: Machine>(_ state: OptimizedState<M>, pages: M.Word) -> Bool {
    pages == .zero || pages > M.Word(constant: state.machine.geometry.ramPages)
  }

  /// Makes an area of so many pages; its address, or 0 with nothing left behind.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func makeArea<M: Machine>(
    _ state: inout OptimizedState<M>, _ request: Request<M.Word, M.Flags>, pages: M.Word
  ) throws(Halt) -> M.Word {
    guard let area = try reserve(&state, request, pages: pages) else {
      try warn(&state, .noArea, pages: .zero, bytes: request.size, gfp: request.gfp)
      return .zero
    }
    return try completeArea(&state, area, request, pages: pages)
  }

  /// Fills, maps and publishes an area that has a range; its address, or 0 when it is gone again.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func completeArea<M: Machine>(
    _ state: inout OptimizedState<M>, _ area: Int, _ request: Request<M.Word, M.Flags>, pages: M.Word
  ) throws(Halt) -> M.Word {
    let array = try allocateArray(
      &state, area, count: pages, gfp: nestedMask(request.gfp, on: M.self), node: request.node)
    guard array != .zero else {
      _ = takeArea(&state, at: state.areas[area].address)
      try retire(&state, area)
      try freeDescriptor(&state, area)
      return .zero
    }
    state.areas[area].array = array
    guard try fillPages(&state, area, count: pages, gfp: request.gfp, node: request.node),
      try mapArea(&state, area, prot: request.prot, gfp: request.gfp)
    else {
      let got = state.areas[area].pages
      try warn(
        &state, .partialAllocation, pages: got, bytes: state.areas[area].length, gfp: request.gfp)
      _ = takeArea(&state, at: state.areas[area].address)
      try dismantle(&state, area)
      return .zero
    }
    try publish(&state, area)
    return state.areas[area].address
  }

  /// Notes in the descriptor what the area is, now that it is complete.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func publish<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    let id = state.areas[area].id
    try state.machine.setCount(state.areas[area].pages, area: id)
    var flags = state.areas[area].flags | M.Flags(constant: AreaFlag.alloc)
    if state.areas[area].hasNestedArray { flags = flags | M.Flags(constant: AreaFlag.vpages) }
    try state.machine.setFlags(flags, area: id)
  }

  /// A descriptor and a range for it; the slot, or nil with nothing left behind.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func reserve<M: Machine>(
    _ state: inout OptimizedState<M>, _ request: Request<M.Word, M.Flags>, pages: M.Word
  ) throws(Halt) -> Int? {
    if request.align == .zero || request.align & (request.align &- .one) != .zero {
      throw state.machine.bug(request.align)
    }
    let length = rangeLength(state, pages: pages, flags: request.flags)
    guard length != .zero else { return nil }
    let gfp = request.gfp & M.Flags(constant: GFP.reclaimMask)
    let id = try state.machine.newAreaDescriptor(gfp: gfp, node: request.node)
    guard id != 0 else { return nil }
    guard try state.machine.newRangeDescriptor(gfp: gfp, node: request.node) else {
      try state.machine.freeAreaDescriptor(id)
      return nil
    }
    let isRefused = try state.machine.refusesRange(bytes: length)
    var start: M.Word?
    if !isRefused {
      start = try findRange(&state, length: length, align: request.align, flags: request.flags)
    }
    guard let start else {
      if !isRefused {
        try warn(&state, .noRange, pages: .zero, bytes: length, gfp: request.gfp)
        try state.machine.reserveFailed(bytes: length)
      }
      try state.machine.freeRangeDescriptor()
      try state.machine.freeAreaDescriptor(id)
      return nil
    }
    var area = OptimizedArea<M>(id: id, flags: request.flags, caller: request.caller)
    area.address = start
    area.length = length
    let slot = state.add(area)
    state.busy.insert(start: start, length: length, payload: slot)
    try state.machine.reserved(start, bytes: length, area: id)
    return slot
  }

  /// The bytes to reserve for so many pages: the guard page is added. 0 if that does not fit into a word.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func rangeLength<M: Machine>(
    _ state: OptimizedState<M>, pages: M.Word, flags: M.Flags
  ) -> M.Word {
    let isGuarded = flags & M.Flags(constant: AreaFlag.noGuard) == .zero
    let all = isGuarded ? pages &+ .one : pages
    let length = state.bytes(all)
    return length.shiftedRight(state.machine.geometry.pageShift) == all ? length : .zero
  }

  /// Prints a message, unless the mask asks for silence.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func warn<M: Machine>(
    _ state: inout OptimizedState<M>, _ warning: Warning, pages: M.Word, bytes: M.Word, gfp: M.Flags
  ) throws(Halt) {
    guard gfp & M.Flags(constant: GFP.nowarn) == .zero else { return }
    try state.machine.warn(warning, pages: pages, bytes: bytes, gfp: gfp)
  }
}
