public import Machine
public import Vmalloc

// vfree, __vunmap, remove_vm_area: a range goes first, then the pages, the array, the descriptor.

extension ReferenceSteps {
  /// The entry point for releases, for users and for nested page arrays alike.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func vfree<M: Machine>(
    _ state: inout ReferenceState<M>, _ address: M.Word, inInterrupt: Bool
  ) throws(Halt) {
    var arguments = CallArguments<M.Word, M.Flags>(.vfree)
    arguments.address = address
    arguments.inInterrupt = inInterrupt
    if try state.machine.contract(of: arguments) != nil { return }
    try state.machine.enterCall(arguments)
    if !isNothing(address, on: M.self) {
      if putsOff(inInterrupt: inInterrupt, on: M.self) {
        try state.machine.deferRelease(address)
        state.deferred.append(address)
      } else {
        try dismantle(&state, at: address)
      }
    }
    state.machine.leaveCall(returning: .zero)
  }

  /// Whether there is nothing to release at an address: `if (!addr) return`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func isNothing<M: Machine>(_ address: M.Word, on: M.Type) -> Bool { address == .zero }

  /// Whether a release is put off: `if (unlikely(in_interrupt()))`
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func putsOff<M: Machine>(inInterrupt: Bool, on: M.Type) -> Bool { inInterrupt }

  /// Carries out releases that were put off, the last one first.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func runDeferredWork<M: Machine>(_ state: inout ReferenceState<M>) throws(Halt) {
    while let address = state.deferred.popLast() { try vfree(&state, address, inInterrupt: false) }
  }

  /// What is done with an area found to be released: unmap, pages, array, descriptor.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func dismantle<M: Machine>(
    _ state: inout ReferenceState<M>, at address: M.Word
  ) throws(Halt) {
    if address & (state.pageSize &- .one) != .zero {
      try state.machine.warn(.badAddress, pages: .zero, bytes: .zero, gfp: .zero)
      return
    }
    guard let area = try removeArea(&state, at: address) else {
      try state.machine.warn(.unknownArea, pages: .zero, bytes: .zero, gfp: .zero)
      return
    }
    try freePages(&state, area)
    try freeArray(&state, area)
    try freeDescriptor(&state, area)
  }

  /// Takes the area that contains an address out of the ranges; its slot, or nil.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func removeArea<M: Machine>(
    _ state: inout ReferenceState<M>, at address: M.Word
  ) throws(Halt) -> Int? {
    guard let index = state.ranges.index(containing: address), let area = state.ranges.entries[index].area
    else { return nil }
    state.ranges.entries[index].area = nil
    try retireRange(&state, index)
    return area
  }

  /// Gives the pages back, ascending.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func freePages<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {
    var index = M.Word.zero
    var head = LoopHead(.putting)
    while true {
      try state.machine.cut(&head, index: &index, record: state.areas[area])
      guard index < state.areas[area].pageCount else { break }
      let frame = try state.machine.load(from: state.areas[area].pages, at: index, area: state.areas[area].id)
      if frame == .zero { throw state.machine.bug(index) }
      try state.machine.putPage(frame)
      index = index &+ .one
    }
  }

  /// Gives the page array back, as the kind that it is.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func freeArray<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {
    if state.areas[area].flags & M.Flags(constant: AreaFlag.vpages) != .zero {
      try vfree(&state, state.areas[area].pages, inInterrupt: false)
    } else {
      try state.machine.freeArray(state.areas[area].pages, area: state.areas[area].id)
    }
  }

  /// Gives the area's descriptor back.
  @_specialize(kind:partial,where M == ConcreteMachine<UInt8>)
  @inlinable
  public static func freeDescriptor<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {
    try state.machine.freeAreaDescriptor(state.areas[area].id)
    state.freeSlots.append(area)
  }
}
