public import Machine

/// An allocator that maps scattered page frames into contiguous virtual memory.
///
/// It keeps its own state and reaches everything else through its machine, which records what it does.
/// A call that throws a `Halt` ends the life of the allocator and its machine.
public protocol VmallocAllocator<M> {
  /// The machine it runs on.
  associatedtype M: Machine

  /// An allocator on a machine that has just booted.
  init(machine: M)

  /// The machine, with everything that was recorded.
  var machine: M { get set }

  /// Allocates an area; its address, or 0.
  mutating func vmalloc(_ request: Request<M.Word, M.Flags>) throws(Halt) -> M.Word

  /// Releases the area that starts at an address. 0 is ignored. In interrupt context the release is put off.
  mutating func vfree(_ address: M.Word, inInterrupt: Bool) throws(Halt)

  /// Makes lazily freed ranges reusable, after one flush.
  mutating func purge() throws(Halt)

  /// Carries out the releases that were put off.
  mutating func runDeferredWork() throws(Halt)
}

/// One algorithm on every width of machine word.
///
/// Swift cannot abstract over a generic type; this names its instances, so that each is specialised.
public protocol VmallocFamily: SendableMetatype {
  /// On 8-bit words.
  associatedtype On8: VmallocAllocator where On8.M == ConcreteMachine<UInt8>
  /// On 16-bit words.
  associatedtype On16: VmallocAllocator where On16.M == ConcreteMachine<UInt16>
  /// On 32-bit words.
  associatedtype On32: VmallocAllocator where On32.M == ConcreteMachine<UInt32>
  /// On 64-bit words.
  associatedtype On64: VmallocAllocator where On64.M == ConcreteMachine<UInt64>
}

/// One algorithm on every width of machine word, whose instances say what their states mean.
public protocol RefinableFamily: VmallocFamily
where On8: RefinableAllocator, On16: RefinableAllocator, On32: RefinableAllocator, On64: RefinableAllocator {}
