public import Machine
public import Vmalloc

/// What happened when a workload was run.
public struct RunRecord: Sendable {
  /// The events.
  public var log: EventLog
  /// The halt that ended the run, nil if it went to its end.
  public var halt: Halt?
  /// How many events there were when the calls were about to be made again, nil if they were not.
  public var repeatedAt: Int?
  /// The first event of each command, in order, the final release not counted.
  public var commandStarts: [Int]
  /// Whether the run was cut short after the release of an address in an area that was not returned: what an allocator
  /// that does not refuse it does from then on is the user's fault as much as its own.
  public var isCut = false

  /// Nothing has happened yet.
  @inlinable
  public init() {
    log = EventLog()
    commandStarts = []
  }

  /// Takes a machine's log, every event that stands for many replaced by those many.
  @usableFromInline
  mutating func take(_ recorded: inout EventLog) {
    swap(&log, &recorded)
    guard !log.runs.isEmpty else { return }
    var moments = commandStarts + (repeatedAt.map { [$0] } ?? [])
    moments.sort()
    let place = repeatedAt.flatMap { moments.firstIndex(of: $0) }
    log = log.expanded(adjusting: &moments)
    if let place {
      repeatedAt = moments[place]
      moments.remove(at: place)
    }
    commandStarts = moments
  }
}

extension Workload {
  /// Runs the workload on a fresh machine, then releases whatever is left and purges.
  ///
  /// - Precondition: `shape` is not nil and has the word of the allocator.
  @inlinable
  public func run<A: VmallocAllocator, Word: ConcreteWord>(on: A.Type, fuel: Int = 1 << 20) -> RunRecord
  where A.M == ConcreteMachine<Word> {
    guard let shape else { preconditionFailure("no machine \(geometry) with that memory") }
    var session = Session<A, Word>(allocator: A(machine: machine(shape, fuel: fuel)))
    var record = RunRecord()
    do {
      try session.perform(commands, &record)
      if isRepeated, !record.isCut {
        record.repeatedAt = session.allocator.machine.log.events.count
        session.forget()
        try session.perform(commands, &record)
      }
    } catch {
      record.halt = error
    }
    record.take(&session.allocator.machine.log)
    return record
  }
}

extension Workload {
  /// The machine that it begins with.
  @inlinable
  func machine<Word: ConcreteWord>(_ shape: Geometry, fuel: Int) -> ConcreteMachine<Word> {
    ConcreteMachine<Word>(
      shape, failures: failures, localNode: min(localNode, shape.nodes - 1), scatter: scatter, fuel: fuel)
  }
}

/// A run in progress.
@usableFromInline
struct Session<A: VmallocAllocator, Word: ConcreteWord> where A.M == ConcreteMachine<Word> {
  @usableFromInline var allocator: A
  /// The address of every allocation so far, 0 where it failed.
  @usableFromInline var addresses: [Word] = []
  /// Whether it was released.
  @usableFromInline var isReleased: [Bool] = []
  /// Addresses whose release was put off.
  @usableFromInline var pending: Set<UInt64> = []
  @usableFromInline var ranges = LiveRanges()

  @inlinable
  init(allocator: A) { self.allocator = allocator }

  /// Makes the calls; then releases what is left, unless a misuse has cut the run short.
  @inlinable
  mutating func perform(_ commands: [Command], _ record: inout RunRecord) throws(Halt) {
    for command in commands where !record.isCut {
      record.commandStarts.append(allocator.machine.log.events.count)
      record.isCut = try step(command)
    }
    if !record.isCut { try releaseAll() }
  }

  /// Makes one call; true if it was a misuse that cuts the run short.
  @inlinable
  mutating func step(_ command: Command) throws(Halt) -> Bool {
    switch command {
    case .vmalloc(let arguments): try allocate(arguments)
    case .vfree(let arguments): return try release(arguments)
    case .purge: try allocator.purge()
    case .deferredWork: try runDeferredWork()
    case .plant(let page):
      let geometry = allocator.machine.geometry
      _ = allocator.machine.plantTranslation(at: geometry.windowStart &+ page &* geometry.pageSize)
    }
    return false
  }

  @inlinable
  mutating func allocate(_ arguments: Command.Allocation) throws(Halt) {
    let request = Request<Word, UInt32>(
      size: Word(truncatingIfNeeded: arguments.size), align: Word(truncatingIfNeeded: arguments.align),
      gfp: arguments.gfp,
      prot: UInt32(arguments.executable ? Protection.kernelExecutable : Protection.kernel),
      node: arguments.node.map { Word(truncatingIfNeeded: $0) } ?? Word.max,
      flags: UInt32(
        (arguments.unguarded ? AreaFlag.noGuard : 0)
          | (arguments.allowsHuge == true ? AreaFlag.allowHuge : 0)),
      caller: UInt64(addresses.count + 1))
    let address = try allocator.vmalloc(request)
    addresses.append(address)
    isReleased.append(address == 0)
  }

  /// Makes a release; true if it was of an address in an area, but not of one that was returned.
  ///
  /// An address that was released before is released again only while no other area lies there: from
  /// then on nobody can tell the two apart. Nor is one whose release was put off released again, and only the
  /// release of a live area is put off at all.
  @inlinable
  mutating func release(_ arguments: Command.Release) throws(Halt) -> Bool {
    let geometry = allocator.machine.geometry
    // Without an allocation: an address below the window, where no area can be.
    var address =
      Word(truncatingIfNeeded: geometry.windowStart) &- Word(truncatingIfNeeded: geometry.pageSize)
    if let back = arguments.allocation {
      let index = addresses.count &- 1 &- back
      guard addresses.indices.contains(index) else { return false }
      address = addresses[index]
      if arguments.offset == 0 {
        ranges.follow(allocator.machine.log)
        if isReleased[index], address != 0, ranges.contains(UInt64(address)) { return false }
        isReleased[index] = true
      }
    }
    address = address &+ Word(truncatingIfNeeded: arguments.offset)
    if pending.contains(UInt64(address)) { return false }
    ranges.follow(allocator.machine.log)
    let isMisuse =
      arguments.offset != 0 && arguments.offset % geometry.pageSize == 0 && ranges.contains(UInt64(address))
    if arguments.inInterrupt {
      // Until a release that was put off is carried out, another area may come to lie at its address, unless
      // it is that of a live area, or none can ever lie there.
      let isInWindow = UInt64(address) >= geometry.windowStart && UInt64(address) < geometry.windowEnd
      let isVacant = isInWindow && !ranges.start(at: UInt64(address))
      if isMisuse || (isVacant && arguments.offset % geometry.pageSize == 0) { return false }
      pending.insert(UInt64(address))
    }
    try allocator.vfree(address, inInterrupt: arguments.inInterrupt)
    return isMisuse
  }

  @inlinable
  mutating func runDeferredWork() throws(Halt) {
    try allocator.runDeferredWork()
    pending = []
  }

  /// Releases what is left, carries out what was put off, and purges.
  @inlinable
  mutating func releaseAll() throws(Halt) {
    for index in addresses.indices where !isReleased[index] {
      try allocator.vfree(addresses[index], inInterrupt: false)
    }
    try runDeferredWork()
    try allocator.purge()
  }

  @inlinable
  mutating func forget() {
    addresses = []
    isReleased = []
  }
}

extension VmallocFamily {
  /// Runs a workload on the member of the family that has the word of its machine.
  ///
  /// - Precondition: `workload.shape` is not nil.
  @inlinable
  public static func run(_ workload: Workload) -> RunRecord {
    switch workload.shape?.wordBits {
    case 8: return workload.run(on: On8.self)
    case 16: return workload.run(on: On16.self)
    case 32: return workload.run(on: On32.self)
    default: return workload.run(on: On64.self)
    }
  }
}
