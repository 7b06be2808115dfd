public import Machine
public import ReferenceVmalloc
public import Vmalloc

// Bugs in the release.

/// The first page is given back twice.
public enum FirstPagePutTwice: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func freePages<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {
    if state.areas[area].pageCount > .one {
      let first = try state.machine.load(from: state.areas[area].pages, at: .zero, area: state.areas[area].id)
      try state.machine.putPage(first)
    }
    try SeedSteps.freePages(&state, area)
  }
}

/// The page array is not given back after a failure or release.
public enum ArrayLeaked: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func freeArray<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {}
}

/// The page array goes back to the slab even if it is an area.
public enum ArrayFreedAsSlab: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func freeArray<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {
    try state.machine.freeArray(state.areas[area].pages, area: state.areas[area].id)
  }
}

/// The area's descriptor is leaked.
public enum DescriptorLeaked: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func freeDescriptor<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {}
}

/// Pages are given back while they are still mapped.
public enum FreedBeforeUnmapped: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func dismantle<M: Machine>(
    _ state: inout ReferenceState<M>, at address: M.Word
  ) throws(Halt) {
    guard let index = state.ranges.index(containing: address), let area = state.ranges.entries[index].area,
      address & (state.pageSize &- .one) == .zero
    else {
      try SeedSteps.dismantle(&state, at: address)
      return
    }
    try SeedSteps.freePages(&state, area)
    _ = try SeedSteps.removeArea(&state, at: address)
    try SeedSteps.freeArray(&state, area)
    try SeedSteps.freeDescriptor(&state, area)
  }
}

/// Pages are given back last first.
public enum FreedDescending: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func freePages<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {
    var index = state.areas[area].pageCount
    while index > .zero {
      index = index &- .one
      let frame = try state.machine.load(from: state.areas[area].pages, at: index, area: state.areas[area].id)
      try state.machine.putPage(frame)
    }
  }
}

/// The first page of a range is not unmapped.
public enum FirstPageStaysMapped: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func unmapRange<M: Machine>(
    _ state: inout ReferenceState<M>, from start: M.Word, to end: M.Word
  ) throws(Halt) {
    try SeedSteps.unmapRange(&state, from: start &+ state.pageSize, to: end)
  }
}

/// The first page of a range is unmapped, and mapped again from a copy of the page tables that is out of date.
public enum FirstPageMappedAgain: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func unmapRange<M: Machine>(
    _ state: inout ReferenceState<M>, from start: M.Word, to end: M.Word
  ) throws(Halt) {
    var table = state.machine.rootTable
    var level = state.machine.geometry.levels &- 1
    while level > 0 {
      table = state.machine.table(below: table, level: level, at: start)
      if table == 0 { break }
      level &-= 1
    }
    let frame = level == 0 ? state.machine.entry(table, at: start) : .zero
    try SeedSteps.unmapRange(&state, from: start, to: end)
    if frame != .zero {
      try state.machine.setEntry(
        table, at: start, frame: frame, prot: M.Flags(constant: Protection.kernel), area: 0)
    }
  }
}

/// The last page is given back together with the frame after it, as a block of two.
public enum LastPagePutAsBlock: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func freePages<M: Machine>(_ state: inout ReferenceState<M>, _ area: Int) throws(Halt) {
    let count = state.areas[area].pageCount
    try SeedSteps.freePages(&state, area)
    guard count > .zero else { return }
    let last = try state.machine.load(
      from: state.areas[area].pages, at: count &- .one, area: state.areas[area].id)
    try state.machine.putPage(last &+ .one)
  }
}
