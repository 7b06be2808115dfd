public import Machine
public import Vmalloc

/// The seed's allocator at Linux 4.3, in behaviour: statement by statement, faults included.
///
/// Its arithmetic has the kernel's widths and wraps as the kernel's does. It claims the contract and the
/// seed profile; where the kernel of that time breaks the contract, the specification declares a finding.
public struct ReferenceVmalloc<Steps: ReferenceSteps, M: Machine>: VmallocAllocator {
  /// The ranges, the areas and the machine.
  public var state: ReferenceState<M>

  /// An allocator on a machine that has just booted.
  @inlinable
  public init(machine: M) { state = ReferenceState(machine: machine) }

  /// The machine, with everything that was recorded.
  @inlinable
  public var machine: M {
    get { state.machine }
    _modify { yield &state.machine }
  }

  /// Allocates an area; its address, or 0.
  @inlinable
  public mutating func vmalloc(_ request: Request<M.Word, M.Flags>) throws(Halt) -> M.Word {
    try Steps.vmalloc(&state, request)
  }

  /// Releases the area that contains an address (F7: an interior address is not refused).
  @inlinable
  public mutating func vfree(_ address: M.Word, inInterrupt: Bool) throws(Halt) {
    try Steps.vfree(&state, address, inInterrupt: inInterrupt)
  }

  /// Makes lazily freed ranges reusable, after one flush.
  @inlinable
  public mutating func purge() throws(Halt) {
    try Steps.purge(&state)
  }

  /// Carries out the releases that were put off.
  @inlinable
  public mutating func runDeferredWork() throws(Halt) {
    try Steps.runDeferredWork(&state)
  }
}

/// The reference, or a variant of it with other steps, on every width of word.
public enum ReferenceFamily<Steps: ReferenceSteps>: RefinableFamily {
  /// On 8-bit words.
  public typealias On8 = ReferenceVmalloc<Steps, ConcreteMachine<UInt8>>
  /// On 16-bit words.
  public typealias On16 = ReferenceVmalloc<Steps, ConcreteMachine<UInt16>>
  /// On 32-bit words.
  public typealias On32 = ReferenceVmalloc<Steps, ConcreteMachine<UInt32>>
  /// On 64-bit words.
  public typealias On64 = ReferenceVmalloc<Steps, ConcreteMachine<UInt64>>
}
