/// An entry into the allocator, with its arguments: what a `call` event refers to.
public struct CallRecord: Equatable, Sendable {
  /// Which entry point.
  public enum Operation: UInt8, CaseIterable, Sendable {
    /// Allocation.
    case vmalloc = 1
    /// Release by address.
    case vfree = 2
    /// Flush of the lazily freed ranges, so that they can be reserved again.
    case purge = 3
  }

  /// The entry point.
  public var operation: Operation
  /// The call that made this one (an index of `EventLog.calls`), or `Event.noCall` for a user's.
  public var parent: UInt32
  /// How many page arrays deep: the parent's depth + 1 for a nested call, else 0.
  public var depth: UInt8
  /// Requested bytes (vmalloc).
  public var size: UInt64
  /// Requested alignment in bytes (vmalloc).
  public var align: UInt64
  /// The allocation mask (vmalloc).
  public var gfp: UInt32
  /// The node asked for, `UInt64.max` for NUMA_NO_NODE (vmalloc).
  public var node: UInt64
  /// The protection asked for (vmalloc).
  public var prot: UInt32
  /// The flags of the area's descriptor asked for (vmalloc).
  public var flags: UInt32
  /// Who is noted in the area as its caller (vmalloc).
  public var caller: UInt64
  /// The address to release (vfree).
  public var address: UInt64
  /// Whether it was made in interrupt context (vfree).
  public var inInterrupt: Bool
  /// The addresses that the range has to lie in (vmalloc), or `nil` for the machine's window.
  public var window: Range<UInt64>?
  /// What the source shows of this call.
  public var seen: Sight

  /// Makes a record; arguments that the operation does not take keep their neutral value.
  public init(
    _ operation: Operation, parent: UInt32 = Event.noCall, depth: UInt8 = 0, size: UInt64 = 0,
    align: UInt64 = 1,
    gfp: UInt32 = 0, node: UInt64 = .max, prot: UInt32 = 0, flags: UInt32 = 0, caller: UInt64 = 0,
    address: UInt64 = 0, inInterrupt: Bool = false, window: Range<UInt64>? = nil,
    seen: Sight = .everything
  ) {
    self.operation = operation
    self.parent = parent
    self.depth = depth
    self.size = size
    self.align = align
    self.gfp = gfp
    self.node = node
    self.prot = prot
    self.flags = flags
    self.caller = caller
    self.address = address
    self.inInterrupt = inInterrupt
    self.window = window
    self.seen = seen
  }
}
