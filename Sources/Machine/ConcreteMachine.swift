/// A machine whose words are the hardware's: what random runs and benchmarks use.
///
/// It records every call as an event of 32 bytes in one flat buffer. Requests of the environment are
/// refused as its failure plan says, or when memory really runs out.
public struct ConcreteMachine<Word: ConcreteWord>: Machine {
  /// Masks are 32 bits wide on every machine.
  public typealias Flags = UInt32

  /// The shape of the machine.
  public let geometry: Geometry
  /// Everything that happened so far.
  public var log: EventLog

  @usableFromInline package var frames: FrameAllocator
  @usableFromInline var slab: Slab
  @usableFromInline package var tables: PageTables
  @usableFromInline var memory = PointerMemory()
  @usableFromInline var failures: FailureCounter
  /// The calls that have not returned, innermost last.
  @usableFromInline var callStack: ContiguousArray<UInt32> = []
  @usableFromInline var currentCall = Event.noCall
  @usableFromInline var currentDepth: UInt8 = 0
  @usableFromInline var areas: UInt32 = 0
  @usableFromInline var fuel: Int
  /// The last page of array memory touched, and its buffer, as a TLB of one entry.
  @usableFromInline var lastPage: UInt64 = .max
  @usableFromInline var lastBuffer = 0

  /// A machine at its boot.
  ///
  /// - Parameters:
  ///   - geometry: its shape; the word must have the bits that the geometry says.
  ///   - failures: what the environment refuses.
  ///   - localNode: the node that requests without one start from.
  ///   - scatter: how the order in which frames are handed out is permuted, 0...7.
  ///   - fuel: machine calls until the run halts.
  public init(
    _ geometry: Geometry, failures: FailurePlan = FailurePlan(), localNode: Int = 0, scatter: UInt64 = 5,
    fuel: Int = 1 << 26, capacity: Int = 1024
  ) {
    precondition(geometry.wordBits == Word.bitWidth, "the geometry \(geometry.name) is for another word")
    self.geometry = geometry
    self.fuel = fuel
    log = EventLog(capacity: capacity)
    frames = FrameAllocator(geometry, localNode: localNode, scatter: scatter)
    slab = Slab(geometry)
    tables = PageTables(geometry)
    self.failures = FailureCounter(failures)
  }

  /// Appends an event in the current call.
  @inlinable @inline(__always)
  mutating func record(
    _ kind: EventKind, area: UInt32 = 0, order: UInt8 = 0, ok: Bool = true, gfp: UInt32 = 0, x: UInt64 = 0,
    y: UInt64 = 0
  ) {
    log.events.append(
      Event(
        kind, call: currentCall, depth: currentDepth, area: area, order: order, ok: ok, gfp: gfp, x: x, y: y))
  }

  /// Spends fuel: a unit for each single operation.
  @inlinable @inline(__always)
  mutating func spend(_ units: Int = 1) throws(Halt) {
    fuel &-= units
    if fuel < 0 { throw halt(.fuelSpent, 0) }
  }

  /// Records the halt that ends the run.
  @usableFromInline
  mutating func halt(_ kind: Halt.Kind, _ detail: UInt64) -> Halt {
    record(.trap, order: kind.rawValue, x: detail)
    return Halt(kind: kind, detail: detail)
  }

  /// A page number, node or the like, widened; all bits set stays all bits set.
  @inlinable
  func widenedNode(_ node: Word) -> UInt64 { node == Word.max ? .max : UInt64(node) }

  @inlinable
  func page(of address: Word) -> UInt64 { UInt64(address) &>> UInt64(geometry.pageShift) }
}

// MARK: Calls

extension ConcreteMachine {
  /// Records the entry into an entry point; every event until `leaveCall` belongs to it.
  @inlinable
  public mutating func enterCall(_ arguments: CallArguments<Word, UInt32>) throws(Halt) {
    let parent = currentCall
    let depth: UInt8 = parent == Event.noCall ? 0 : currentDepth &+ 1
    log.calls.append(
      CallRecord(
        arguments.operation, parent: parent, depth: depth, size: UInt64(arguments.size),
        align: UInt64(arguments.align), gfp: arguments.gfp, node: widenedNode(arguments.node),
        prot: arguments.prot, flags: arguments.flags, caller: arguments.caller,
        address: UInt64(arguments.address), inInterrupt: arguments.inInterrupt))
    callStack.append(currentCall)
    currentCall = UInt32(truncatingIfNeeded: log.calls.count &- 1)
    currentDepth = depth
    record(.call, x: UInt64(arguments.operation == .vmalloc ? arguments.size : arguments.address))
    // Nesting deeper than any geometry allows is a run that does not end.
    if depth > 64 { throw halt(.fuelSpent, UInt64(depth)) }
    try spend()
  }

  /// Records the return from the innermost call; `result` is an address, or 0.
  @inlinable
  public mutating func leaveCall(returning result: Word) {
    record(.ret, x: UInt64(result))
    currentCall = callStack.popLast() ?? Event.noCall
    currentDepth = currentCall == Event.noCall ? 0 : currentDepth &- 1
  }
}

// MARK: The rest

extension ConcreteMachine {
  /// Prints a message.
  @inlinable
  public mutating func warn(_ warning: Warning, pages: Word, bytes: Word, gfp: UInt32) throws(Halt) {
    record(.warn, order: warning.rawValue, gfp: gfp, x: UInt64(pages), y: UInt64(bytes))
    try spend()
  }

  /// A voluntary point of preemption.
  @inlinable
  public mutating func reschedule() throws(Halt) {
    record(.resched)
    try spend()
  }

  /// Records that a release was put off.
  @inlinable
  public mutating func deferRelease(_ address: Word) throws(Halt) {
    record(.deferred, x: UInt64(address))
    try spend()
  }

  /// The halt of a failed assertion of the implementation, recorded; to be thrown.
  @inlinable
  public mutating func bug(_ detail: Word) -> Halt { halt(.bug, UInt64(detail)) }
}
