public import Machine
public import Vmalloc

// __vmalloc_node_range and __get_vm_area_node: what comes before the function.

extension ReferenceSteps {
  /// The entry point, for users and for nested page arrays alike.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func vmalloc<M: Machine>(
    _ state: inout ReferenceState<M>, _ request: Request<M.Word, M.Flags>
  ) throws(Halt) -> M.Word {
    let arguments = CallArguments(request)
    if let result = try state.machine.contract(of: arguments) { return result }
    try state.machine.enterCall(arguments)
    let address = try allocate(&state, request)
    state.machine.leaveCall(returning: address)
    return address
  }

  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func allocate<M: Machine>(
    _ state: inout ReferenceState<M>, _ request: Request<M.Word, M.Flags>
  ) throws(Halt) -> M.Word {
    let rounded = roundUpToPages(state, request.size)
    if refusesSize(state, rounded: rounded) {
      try warn(&state, .noArea, pages: .zero, bytes: request.size, gfp: request.gfp)
      return .zero
    }
    guard let area = try makeArea(&state, usable: rounded, request) else {
      try warn(&state, .noArea, pages: .zero, bytes: request.size, gfp: request.gfp)
      return .zero
    }
    return try completeArea(&state, area, request)
  }

  /// Fills and publishes an area that has a range; its address, or 0 when it is gone again.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func completeArea<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, _ request: Request<M.Word, M.Flags>
  ) throws(Halt) -> M.Word {
    let address = try fillArea(&state, area, gfp: request.gfp, prot: request.prot, node: request.node)
    if address != .zero { try publish(&state, area) }
    return address
  }

  /// The size rounded up to whole pages, modulo the word: sizes near its end round to 0.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func roundUpToPages<M: Machine>(_ state: ReferenceState<M>, _ size: M.Word) -> M.Word {
    (size &+ (state.pageSize &- .one)) & ~(state.pageSize &- .one)
  }

  /// Whether the size is refused outright: zero, or more pages than there are.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func refusesSize<M: Machine>(_ state: ReferenceState<M>, rounded size: M.Word) -> Bool {
    size == .zero
      || size.shiftedRight(state.machine.geometry.pageShift)
        > M.Word(constant: state.machine.geometry.ramPages)
  }

  /// A descriptor and a range for it; the slot, or nil with nothing left behind.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func makeArea<M: Machine>(
    _ state: inout ReferenceState<M>, usable: M.Word, _ request: Request<M.Word, M.Flags>
  ) throws(Halt) -> Int? {
    let gfp = request.gfp & M.Flags(constant: GFP.reclaimMask)
    let id = try state.machine.newAreaDescriptor(gfp: gfp, node: request.node)
    guard id != 0 else { return nil }
    let flags = request.flags | M.Flags(constant: AreaFlag.alloc | AreaFlag.uninitialized)
    let area = state.add(ReferenceArea(id: id, flags: flags, caller: request.caller))
    let size = withGuard(state, usable: usable, flags: flags)
    guard try reserve(&state, area, size: size, align: request.align, gfp: gfp, node: request.node) else {
      try freeDescriptor(&state, area)
      return nil
    }
    try state.machine.setFlags(flags, area: id)
    return area
  }

  /// The length to reserve for a usable length: the guard page is added.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func withGuard<M: Machine>(
    _ state: ReferenceState<M>, usable: M.Word, flags: M.Flags
  ) -> M.Word {
    flags & M.Flags(constant: AreaFlag.noGuard) == .zero ? usable &+ state.pageSize : usable
  }

  /// Clears the mark that the area is not complete yet.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func publish<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {
    state.areas[area].flags = state.areas[area].flags & ~M.Flags(constant: AreaFlag.uninitialized)
    try state.machine.setFlags(state.areas[area].flags, area: state.areas[area].id)
  }
}
