public import Machine
public import ReferenceVmalloc
public import Vmalloc

// Bugs in the statements of __vmalloc_area_node itself.

/// The shortfall is not noted in the descriptor, so that pages are given back that were never obtained.
public enum ShortfallNotNoted: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func noteShortfall<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, at index: M.Word
  ) throws(Halt) {}
}

/// The shortfall is noted as one page too many.
public enum ShortfallOneTooMany: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func noteShortfall<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, at index: M.Word
  ) throws(Halt) {
    state.areas[area].pageCount = index &+ .one
    try state.machine.setCount(index &+ .one, area: state.areas[area].id)
  }
}

/// The shortfall is noted as one page too few, so that one page is leaked.
public enum ShortfallOneTooFew: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func noteShortfall<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, at index: M.Word
  ) throws(Halt) {
    let count = index == .zero ? M.Word.zero : index &- .one
    state.areas[area].pageCount = count
    try state.machine.setCount(count, area: state.areas[area].id)
  }
}

/// After a failure everything is given back, and the address is returned all the same.
public enum FailureReturnsAddress: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func releaseFailed<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int
  ) throws(Halt) -> M.Word {
    let address = state.areas[area].address
    try SeedSteps.dismantle(&state, at: address)
    return address
  }
}

/// Each page is stored twice: the page before it is forgotten.
public enum PageStoredTwice: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func storePage<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, at index: M.Word, frame: M.Word
  ) throws(Halt) {
    try SeedSteps.storePage(&state, area, at: index, frame: frame)
    if index == .one { try SeedSteps.storePage(&state, area, at: .zero, frame: frame) }
  }
}

/// The mask of the page array keeps the caller's zone bits and does not ask for zeroed memory.
public enum NestedMaskNotReduced: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func nestedMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags { gfp }
}

/// The node asked for is ignored.
public enum NodeIgnored: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func requestPage<M: Machine>(
    _ state: inout ReferenceState<M>, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word {
    try state.machine.allocatePage(gfp: gfp, node: .allOnes)
  }
}

/// There is a point of preemption for every page, also for callers that may not sleep.
public enum SleepsInAtomic: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func reschedule<M: Machine>(_ state: inout ReferenceState<M>, gfp: M.Flags) throws(Halt) {
    try state.machine.reschedule()
  }
}

/// Without a page array the range stays busy.
public enum RangeLeakedWithoutArray: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func abandon<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int
  ) throws(Halt) -> M.Word {
    try SeedSteps.freeDescriptor(&state, area)
    return .zero
  }
}

/// The bytes of the page array are a page's for each page, so that nesting never ends.
public enum ArrayNeverShrinks: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func arrayBytes<M: Machine>(_ state: ReferenceState<M>, count: M.Word) -> M.Word {
    count.shiftedLeft(state.machine.geometry.pageShift)
  }
}

/// Without a page array everything is given back, and the address is returned all the same.
public enum AbandonedAreaReturned: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func abandon<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int
  ) throws(Halt) -> M.Word {
    let address = state.areas[area].address
    _ = try SeedSteps.abandon(&state, area)
    return address
  }
}

/// A message says that there is no page array.
public enum AbandonedLoudly: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func abandon<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int
  ) throws(Halt) -> M.Word {
    try state.machine.warn(.partialAllocation, pages: .zero, bytes: state.areas[area].size, gfp: .zero)
    return try SeedSteps.abandon(&state, area)
  }
}

/// The flag that the page array is an area is forgotten.
public enum ArrayFlagForgotten: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func allocateArray<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, bytes: M.Word, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word {
    let pages = try SeedSteps.allocateArray(&state, area, bytes: bytes, gfp: gfp, node: node)
    state.areas[area].flags = state.areas[area].flags & ~M.Flags(constant: AreaFlag.vpages)
    try state.machine.setFlags(state.areas[area].flags, area: state.areas[area].id)
    return pages
  }
}

/// A failure is reported also to callers that want no message.
public enum FailureReportedAnyway: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func reportFailure<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, gfp: M.Flags
  ) throws(Halt) {
    try state.machine.warn(
      .partialAllocation, pages: state.areas[area].pageCount, bytes: state.areas[area].size, gfp: gfp)
  }
}
