public import Machine
public import Vmalloc

/// An allocator as a modern kernel has it, and better: the same job as the seed's, by bulk.
///
/// Ranges come from a tree of free extents or a pool of their size, frames in blocks and in bulk, translations a
/// whole table or a huge leaf at a time, as Linux came to do between 5.2 and 6.19. None of the faults that the
/// findings declare of the reference is here. It claims the contract profile.
public struct OptimizedVmalloc<Steps: OptimizedSteps, M: Machine>: VmallocAllocator {
  /// The ranges, the areas and the machine.
  public var state: OptimizedState<M>

  /// An allocator on a machine that has just booted.
  @inlinable
  public init(machine: M) { state = OptimizedState(machine: machine) }

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

  /// Releases the area that starts at an address; any other address is refused with a message.
  @inlinable
  public mutating func vfree(_ address: M.Word, inInterrupt: Bool) throws(Halt) {
    try Steps.vfree(&state, address, inInterrupt: inInterrupt)
  }

  /// Makes lazily freed and pooled ranges reusable for any size, after one flush.
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

/// The optimised allocator, or a variant of it with other steps, on every width of word.
public enum OptimizedFamily<Steps: OptimizedSteps>: RefinableFamily {
  /// On 8-bit words.
  public typealias On8 = OptimizedVmalloc<Steps, ConcreteMachine<UInt8>>
  /// On 16-bit words.
  public typealias On16 = OptimizedVmalloc<Steps, ConcreteMachine<UInt16>>
  /// On 32-bit words.
  public typealias On32 = OptimizedVmalloc<Steps, ConcreteMachine<UInt32>>
  /// On 64-bit words.
  public typealias On64 = OptimizedVmalloc<Steps, ConcreteMachine<UInt64>>
}
