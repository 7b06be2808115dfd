/// The end of a run that returns neither an address nor NULL.
///
/// Thrown by machine calls, and recorded as the last event (`EventKind.trap`).
public struct Halt: Error, Equatable, Sendable {
  /// Why a run halts.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// An access through the NULL pointer.
    case nullDereference = 1
    /// An access through the pointer that stands for an object of no bytes.
    case zeroSizeAccess
    /// An access beyond the end of a slab object.
    case slabOverflow
    /// An access to an address that no page table translates, such as a guard page.
    case unmappedAccess
    /// A reference dropped from a frame that is free already.
    case badPagePut
    /// A pointer given to the slab that is no live object of it.
    case badSlabFree
    /// A frame number that the machine does not have.
    case badFrame
    /// An implementation's own assertion failed: the kernel's BUG.
    case bug
    /// The bound on machine calls of a run was reached.
    case fuelSpent
  }

  /// Why.
  public var kind: Kind
  /// The address or value at fault, by kind.
  public var detail: UInt64

  /// Makes a halt. Machines throw them; an implementation asks its machine for one.
  public init(kind: Kind, detail: UInt64) {
    self.kind = kind
    self.detail = detail
  }
}

/// The messages an allocator prints.
public enum Warning: UInt8, CaseIterable, Sendable {
  /// The size was refused, or no area could be had.
  case noArea = 1
  /// Pages or their mapping could not be had: "allocated A of B bytes".
  case partialAllocation
  /// No range of addresses was free.
  case noRange
  /// The address to release is not the start of a page.
  case badAddress
  /// The address to release belongs to no area.
  case unknownArea
  /// A leaf entry to be written was in use.
  case entryInUse
  /// The page array has no page for a virtual page to be mapped.
  case missingPage
}
