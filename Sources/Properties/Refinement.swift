public import Machine
public import Vmalloc

/// Two allocators in step through one history, compared by what their states mean.
///
/// - Abstract state: the areas that users have, each a number of pages, named by the allocation that returned it.
/// - Abstraction function and representation invariant: `RefinableAllocator`.
/// - Step: the same command on both.
/// - Assert, after every step and before the first: each invariant holds; each abstraction is what the commands
///   so far and their results make of the abstract state; and, in both directions, what one grants the other
///   grants, unless its environment refused it something. Addresses and frames are the allocators' choice.
public struct Refinement: Sendable {
  /// Commands made on both sides.
  public private(set) var commands = 0
  /// Areas compared.
  public private(set) var areas = 0
  /// What does not agree, nil if everything does.
  public private(set) var mismatch: String?
  /// The command at which it does not, counted from 0.
  public private(set) var step: Int?

  /// Runs a workload on two allocators, until the first mismatch, or until one of them halts or is misused.
  ///
  /// - Precondition: `workload.shape` is not nil and has the word of the allocators.
  @inlinable
  public init<A: RefinableAllocator, B: RefinableAllocator, Word: ConcreteWord>(
    _ workload: Workload, of: A.Type, by: B.Type, fuel: Int = 1 << 20
  ) where A.M == ConcreteMachine<Word>, B.M == ConcreteMachine<Word> {
    guard let shape = workload.shape else { preconditionFailure("a workload needs a machine") }
    var first = Side(Session<A, Word>(allocator: A(machine: workload.machine(shape, fuel: fuel))))
    var second = Side(Session<B, Word>(allocator: B(machine: workload.machine(shape, fuel: fuel))))
    note(first.mismatch() ?? second.mismatch(), at: 0)
    for (number, command) in workload.commands.enumerated() where mismatch == nil {
      guard first.step(command), second.step(command) else { break }
      note(first.mismatch() ?? second.mismatch() ?? compare(first, second, command), at: number)
      count(areas: first.lastAreas)
    }
  }

  @usableFromInline
  mutating func count(areas: Int) {
    commands += 1
    self.areas += areas
  }

  @usableFromInline
  mutating func note(_ mismatch: String?, at number: Int) {
    guard let mismatch else { return }
    self.mismatch = mismatch
    step = number
  }

  /// What one grants and the other does not, though nothing was refused to it.
  @inlinable
  func compare<A, B, Word>(
    _ first: Side<A, Word>, _ second: Side<B, Word>, _ command: Command
  ) -> String? {
    guard case .vmalloc = command else { return nil }
    switch (first.hasGranted, second.hasGranted) {
    case (true, false) where !second.wasRefused: return "the second refuses what the first grants"
    case (false, true) where !first.wasRefused: return "the first refuses what the second grants"
    default: return nil
    }
  }
}

/// One of the two allocators, and the abstract state that its results lead to.
@usableFromInline
struct Side<A: RefinableAllocator, Word: ConcreteWord> where A.M == ConcreteMachine<Word> {
  @usableFromInline var session: Session<A, Word>
  /// The abstract state: the pages of each area that is live, by its address.
  @usableFromInline var model: [UInt64: UInt64] = [:]
  @usableFromInline var hasGranted = false
  @usableFromInline var wasRefused = false
  @usableFromInline var lastAreas = 0

  @usableFromInline
  init(_ session: Session<A, Word>) { self.session = session }

  /// Makes a step; false if the history ends there for this allocator.
  @inlinable
  mutating func step(_ command: Command) -> Bool {
    let start = session.allocator.machine.log.events.count
    let releasedBefore = session.isReleased
    let pendingBefore = session.pending
    do {
      if try session.step(command) { return false }
    } catch {
      return false
    }
    let geometry = session.allocator.machine.geometry
    wasRefused = session.allocator.machine.log.events[start...].contains { Self.isRefusal($0) }
    switch command {
    case .vmalloc(let arguments):
      let address = UInt64(session.addresses[session.addresses.count &- 1])
      hasGranted = address != 0
      if hasGranted {
        model[address] = (arguments.size &+ geometry.pageSize &- 1) / geometry.pageSize
      }
    case .vfree:
      for index in session.isReleased.indices where session.isReleased[index] && !releasedBefore[index] {
        let address = UInt64(session.addresses[index])
        if !session.pending.contains(address) { model[address] = nil }
      }
    case .deferredWork:
      for address in pendingBefore { model[address] = nil }
    case .purge, .plant: break
    }
    return true
  }

  /// Whether an event says that the environment did not give what was asked for; a block is only tried for.
  @usableFromInline
  static func isRefusal(_ event: Event) -> Bool {
    switch event.kind {
    case .pageGot: !event.ok && event.order == 0
    case .ptNew, .arrKmalloc, .structNew: !event.ok
    case .warn: event.order == Warning.entryInUse.rawValue
    case .reserveFail: true
    default: false
    }
  }

  /// What is wrong with the state, or between it and the abstract one.
  @inlinable
  mutating func mismatch() -> String? {
    if let violated = session.allocator.violatedInvariant() { return violated }
    let areas = session.allocator.liveAreas()
    lastAreas = areas.count
    if areas.count != model.count { return "\(areas.count) areas are live instead of \(model.count)" }
    for area in areas {
      if model[area.start] != area.pages {
        return "the area at \(area.start) has \(area.pages) pages instead of \(model[area.start] ?? 0)"
      }
      if area.frames.contains(0) { return "the area at \(area.start) is not mapped whole" }
    }
    return nil
  }
}

extension RefinableFamily {
  /// Steps the family and another through a workload, and compares them.
  ///
  /// - Precondition: `workload.shape` is not nil.
  @inlinable
  public static func refine<Other: RefinableFamily>(_ workload: Workload, by: Other.Type) -> Refinement {
    switch workload.shape?.wordBits {
    case 8: Refinement(workload, of: On8.self, by: Other.On8.self)
    case 16: Refinement(workload, of: On16.self, by: Other.On16.self)
    case 32: Refinement(workload, of: On32.self, by: Other.On32.self)
    default: Refinement(workload, of: On64.self, by: Other.On64.self)
    }
  }
}
