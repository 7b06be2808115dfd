public import Machine

// Releases: translations first, then the range, the pages, the array, the descriptor.

extension OptimizedSteps {
  /// The entry point for releases, for users and for nested page arrays alike.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func vfree<M: Machine>(
    _ state: inout OptimizedState<M>, _ address: M.Word, inInterrupt: Bool
  ) throws(Halt) {
    var arguments = CallArguments<M.Word, M.Flags>(.vfree)
    arguments.address = address
    arguments.inInterrupt = inInterrupt
    if try state.machine.contract(of: arguments) != nil { return }
    try state.machine.enterCall(arguments)
    if address != .zero {
      if inInterrupt {
        try state.machine.deferRelease(address)
        state.deferred.append(address)
      } else {
        try release(&state, address)
      }
    }
    state.machine.leaveCall(returning: .zero)
  }

  /// Carries out releases that were put off, the last one first.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func runDeferredWork<M: Machine>(_ state: inout OptimizedState<M>) throws(Halt) {
    while let address = state.deferred.popLast() { try vfree(&state, address, inInterrupt: false) }
  }

  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func release<M: Machine>(_ state: inout OptimizedState<M>, _ address: M.Word) throws(Halt) {
    if address & (state.pageSize &- .one) != .zero {
      try state.machine.warn(.badAddress, pages: .zero, bytes: .zero, gfp: .zero)
      return
    }
    guard let area = takeArea(&state, at: address) else {
      try state.machine.warn(.unknownArea, pages: .zero, bytes: .zero, gfp: .zero)
      return
    }
    try dismantle(&state, area)
  }

  /// Takes the area that starts at an address out of the busy ranges; its slot, nil if there is none.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func takeArea<M: Machine>(
    _ state: inout OptimizedState<M>, at address: M.Word
  ) -> Int? {
    state.busy.remove(startingAt: address)?.payload
  }

  /// What is done with an area that goes: unmap, range, pages, array, descriptor.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func dismantle<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    try unmap(&state, area)
    try retire(&state, area)
    try freePages(&state, area)
    try freeArray(&state, area)
    try freeDescriptor(&state, area)
  }

  /// Gives the area's descriptor back.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  static func freeDescriptor<M: Machine>(_ state: inout OptimizedState<M>, _ area: Int) throws(Halt) {
    try state.machine.freeAreaDescriptor(state.areas[area].id)
    state.freeSlots.append(area)
  }
}
