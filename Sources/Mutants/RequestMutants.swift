public import Machine
public import ReferenceVmalloc
public import Vmalloc

// Bugs in what is asked for: masks, orders, and the arguments of a nested allocation.

/// The page allocator is not told to be silent about single pages.
public enum NowarnOmitted: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func dataMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags { gfp }
}

/// Zeroed pages are not asked for, even if the caller wants them.
public enum ZeroDropped: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func dataMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags {
    SeedSteps.dataMask(gfp, on: M.self) & ~M.Flags(constant: GFP.zero)
  }
}

/// Pages are asked for as if every caller could sleep.
public enum PagesMaySleep: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func dataMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags {
    SeedSteps.dataMask(gfp, on: M.self) | M.Flags(constant: GFP.kernel)
  }
}

/// A block of two pages is tried for before every single page.
public enum BlockTriedFirst: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func requestPage<M: Machine>(
    _ state: inout ReferenceState<M>, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word {
    let frame = try state.machine.allocateBlock(order: 1, gfp: gfp, node: node)
    if frame == .zero { return try SeedSteps.requestPage(&state, gfp: gfp, node: node) }
    try state.machine.putPage(frame &+ .one)
    return frame
  }
}

/// A page that is refused is asked for again, up to a hundred times.
public enum PageRetried: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func requestPage<M: Machine>(
    _ state: inout ReferenceState<M>, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word {
    for _ in 0..<100 {
      let frame = try SeedSteps.requestPage(&state, gfp: gfp, node: node)
      if frame != .zero { return frame }
    }
    return .zero
  }
}

/// A nested page array is mapped executable.
public enum NestedArrayExecutable: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func nestedRequest<M: Machine>(
    _ state: ReferenceState<M>, _ area: Int, bytes: M.Word, gfp: M.Flags, node: M.Word
  ) -> Request<M.Word, M.Flags> {
    var request = SeedSteps.nestedRequest(state, area, bytes: bytes, gfp: gfp, node: node)
    request.prot = M.Flags(constant: Protection.kernelExecutable)
    return request
  }
}

/// A nested page array notes no caller.
public enum NestedCallerForgotten: ReferenceSteps {
  /// The step at fault.
  @inlinable
  public static func nestedRequest<M: Machine>(
    _ state: ReferenceState<M>, _ area: Int, bytes: M.Word, gfp: M.Flags, node: M.Word
  ) -> Request<M.Word, M.Flags> {
    var request = SeedSteps.nestedRequest(state, area, bytes: bytes, gfp: gfp, node: node)
    request.caller = 0
    return request
  }
}
