public import Machine
public import ReferenceVmalloc
public import Vmalloc

// Bugs in the mapping.

/// Virtual page k is mapped to the page after the k-th; the last one to itself.
public enum MappedOffByOne: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func pageToMap<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, at index: M.Word
  ) throws(Halt) -> M.Word {
    let next = index &+ .one < state.areas[area].pageCount ? index &+ .one : index
    return try SeedSteps.pageToMap(&state, area, at: next)
  }
}

/// Every virtual page is mapped to the first page.
public enum MappedToFirst: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func pageToMap<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, at index: M.Word
  ) throws(Halt) -> M.Word {
    try SeedSteps.pageToMap(&state, area, at: .zero)
  }
}

/// An error of the mapping is ignored: the address is returned half mapped.
public enum MappingErrorIgnored: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func mapArea<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, prot: M.Flags
  ) throws(Halt) -> Bool {
    _ = try SeedSteps.mapArea(&state, area, prot: prot)
    return true
  }
}

/// The last page of an area is not mapped.
public enum LastPageNotMapped: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func mappedLength<M: Machine>(_ state: ReferenceState<M>, _ area: Int) -> M.Word {
    let usable = SeedSteps.usableLength(state, area)
    return usable > state.pageSize ? usable &- state.pageSize : usable
  }
}

/// Every area is mapped as data of the kernel, whatever protection is asked for.
public enum ProtectionIgnored: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func mapArea<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, prot: M.Flags
  ) throws(Halt) -> Bool {
    try SeedSteps.mapArea(&state, area, prot: M.Flags(constant: Protection.kernel))
  }
}

/// Page tables are asked for with access to the emergency reserve.
public enum TablesFromReserves: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func tableMask<M: Machine>(on: M.Type) -> M.Flags {
    M.Flags(constant: GFP.kernel | GFP.high)
  }
}

/// A page table that is missing is made eight times: its success does not end the retries.
public enum TableMadeEightTimes: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func tableBelow<M: Machine>(
    _ state: inout ReferenceState<M>, _ table: Int, level: Int, at address: M.Word
  ) throws(Halt) -> Int {
    var child = state.machine.table(below: table, level: level, at: address)
    if child != 0 { return child }
    for _ in 0..<8 {
      child = try state.machine.makeTable(below: table, level: level, at: address, gfp: tableMask(on: M.self))
      if child == 0 { break }
    }
    return child
  }
}

/// The first page is mapped in front of the area as well.
public enum PageBeforeMapped: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func mapArea<M: Machine>(
    _ state: inout ReferenceState<M>, _ area: Int, prot: M.Flags
  ) throws(Halt) -> Bool {
    guard try SeedSteps.mapArea(&state, area, prot: prot) else { return false }
    let before = state.areas[area].address &- state.pageSize
    var table = state.machine.rootTable
    var level = state.machine.geometry.levels &- 1
    while level > 0 {
      table = state.machine.table(below: table, level: level, at: before)
      if table == 0 { return true }
      level &-= 1
    }
    let frame = try state.machine.load(from: state.areas[area].pages, at: .zero, area: state.areas[area].id)
    try state.machine.setEntry(table, at: before, frame: frame, prot: prot, area: state.areas[area].id)
    return true
  }
}
