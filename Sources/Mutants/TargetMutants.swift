public import Machine
public import ReferenceVmalloc

// Bugs in finding out what a release is of.

/// The NULL pointer is released like any other address.
public enum NullNotIgnored: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func isNothing<M: Machine>(_ address: M.Word, on: M.Type) -> Bool { false }
}

/// A release in interrupt context is carried out at once.
public enum InterruptNotPutOff: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func putsOff<M: Machine>(inInterrupt: Bool, on: M.Type) -> Bool { false }
}

/// An address inside a page is taken for the start of that page.
public enum UnalignedAccepted: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func dismantle<M: Machine>(
    _ state: inout ReferenceState<M>, at address: M.Word
  ) throws(Halt) {
    try SeedSteps.dismantle(&state, at: address & ~(state.pageSize &- .one))
  }
}

/// An address inside a page is ignored without a message.
public enum UnalignedSilent: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func dismantle<M: Machine>(
    _ state: inout ReferenceState<M>, at address: M.Word
  ) throws(Halt) {
    if address & (state.pageSize &- .one) == .zero { try SeedSteps.dismantle(&state, at: address) }
  }
}

/// An address without an area is ignored without a message.
public enum UnknownSilent: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func dismantle<M: Machine>(
    _ state: inout ReferenceState<M>, at address: M.Word
  ) throws(Halt) {
    let index = state.ranges.index(containing: address)
    let isKnown = index.map { state.ranges.entries[$0].area != nil } ?? false
    if isKnown || address & (state.pageSize &- .one) != .zero {
      try SeedSteps.dismantle(&state, at: address)
    }
  }
}

/// The look-up finds the first range that ends above the address, whether it contains it or not.
public enum NextAreaReleased: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func removeArea<M: Machine>(
    _ state: inout ReferenceState<M>, at address: M.Word
  ) throws(Halt) -> Int? {
    let index = state.ranges.lowest(endingAtOrAbove: address &+ .one)
    guard index < state.ranges.entries.count else { return nil }
    return try SeedSteps.removeArea(&state, at: state.ranges.entries[index].start)
  }
}

/// A range that is lazily freed keeps its area, to be released again.
public enum AreaNotDetached: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func removeArea<M: Machine>(
    _ state: inout ReferenceState<M>, at address: M.Word
  ) throws(Halt) -> Int? {
    guard let index = state.ranges.index(containing: address), let area = state.ranges.entries[index].area
    else { return nil }
    try SeedSteps.retireRange(&state, index)
    return area
  }
}
