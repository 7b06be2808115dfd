public import Machine
public import Vmalloc

/// Two allocators in step through one history, compared by what their states mean.
///
/// - Abstract state: the areas that users have, each a number of pages, named by the allocation that returned it.
/// - Abstraction function and representation invariant: `RefinableAllocator`.
/// - Step: the same command on both.
/// - Assert, after every step and before the first: each invariant holds; each abstraction is what the commands
///   so far and their results make of the abstract state; each page translates to the frame that the record says, and
///   each frame and translation that is on record as obtained or made is accounted for; and, in both directions, what
///   one grants the other grants, unless its environment refused it something. Addresses and frames are the
///   allocators' choice.
///
/// The first allocator is the one to be judged, the second is what it is judged by. A halt of the first is a mismatch,
/// unless the second halts likewise; one of the second ends the history, and so does a misuse, after which nothing is
/// promised. A range is refused to the first only if none was left: the second may have findings.
public struct Refinement: Sendable {
  /// Commands made on both sides.
  public private(set) var commands = 0
  /// Areas compared.
  public private(set) var areas = 0
  /// What does not agree, nil if everything does.
  public private(set) var mismatch: String?
  /// The command at which it does not, counted from 0.
  public private(set) var step: Int?
  /// Whether the history ended before its last command, with nothing that does not agree.
  public private(set) var isCut = false

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
    for (number, command) in workload.commands.enumerated() where mismatch == nil && !isCut {
      let endings = (first.step(command), second.step(command))
      if case (.none, .none) = endings {
        note(first.mismatch() ?? second.mismatch() ?? compare(first, second, command), at: number)
        count(areas: first.lastAreas)
      } else if let halt = Self.ownHalt(endings) {
        note("the first halts: \(halt)", at: number)
      } else {
        cut()
      }
    }
  }

  /// The halt of the first side that the second gives no reason for; nil if there is none.
  @usableFromInline
  static func ownHalt(_ endings: (SideEnding?, SideEnding?)) -> Halt.Kind? {
    guard case .halted(let halt) = endings.0, halt != .fuelSpent else { return nil }
    switch endings.1 {
    case .halted(let other) where other == halt || other == .fuelSpent: return nil
    case .misused: return nil
    default: return halt
    }
  }

  @usableFromInline
  mutating func cut() { isCut = true }

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
    case (true, false) where !second.wasRefused && !second.foundNoRange:
      return "the second refuses what the first grants"
    case (false, true) where !first.wasRefused: return "the first refuses what the second grants"
    default: return nil
    }
  }
}

/// How a history ends for one side before its last command.
@usableFromInline
enum SideEnding: Equatable {
  case halted(Halt.Kind)
  /// An address inside an area was released.
  case misused
}

/// One of the two allocators, and the abstract state that its results lead to.
@usableFromInline
struct Side<A: RefinableAllocator, Word: ConcreteWord> where A.M == ConcreteMachine<Word> {
  @usableFromInline var session: Session<A, Word>
  /// The abstract state: the pages of each area that is live, by its address.
  @usableFromInline var model: [UInt64: UInt64] = [:]
  @usableFromInline var ledger = MachineLedger()
  @usableFromInline var hasGranted = false
  /// Whether the environment did not give what was asked for, or had no range left.
  @usableFromInline var wasRefused = false
  /// Whether it found no range, though there was one.
  @usableFromInline var foundNoRange = false
  @usableFromInline var lastAreas = 0

  @usableFromInline
  init(_ session: Session<A, Word>) { self.session = session }

  /// Makes a step; how the history ends there for this allocator, nil if it does not.
  @inlinable
  mutating func step(_ command: Command) -> SideEnding? {
    let start = session.allocator.machine.log.events.count
    let releasedBefore = session.isReleased
    let pendingBefore = session.pending
    do {
      if try session.step(command) { return .misused }
    } catch {
      return .halted(error.kind)
    }
    noteRefusals(from: start)
    ledger.follow(session.allocator.machine.log)
    let geometry = session.allocator.machine.geometry
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
    return nil
  }

  /// Takes note of what was refused in the events from number `start` on.
  @inlinable
  mutating func noteRefusals(from start: Int) {
    wasRefused = false
    foundNoRange = false
    let log = session.allocator.machine.log
    for index in start..<log.events.count {
      let event = log.events[index]
      if event.kind == .reserveFail, event.order == 0 {
        session.ranges.follow(log, upTo: index)
        let hasRoom = session.ranges.haveRoom(
          for: event.y, align: log.calls[Int(event.call)].align, in: session.allocator.machine.geometry)
        if hasRoom { foundNoRange = true } else { wasRefused = true }
      } else if Self.isRefusal(event) {
        wasRefused = true
      }
    }
  }

  /// Whether an event says that the environment did not give what was asked for; a block is only tried for.
  @usableFromInline
  static func isRefusal(_ event: Event) -> Bool {
    switch event.kind {
    case .pageGot: !event.ok && event.order == 0
    case .ptNew, .arrKmalloc, .structNew: !event.ok
    case .warn: event.order == Warning.entryInUse.rawValue
    case .reserveFail: event.order != 0
    default: false
    }
  }

  /// What is wrong with the state, or between it, the abstract one and the record.
  @inlinable
  mutating func mismatch() -> String? {
    if let violated = session.allocator.violatedInvariant() { return violated }
    let areas = session.allocator.liveAreas()
    lastAreas = areas.count
    if areas.count != model.count { return "\(areas.count) areas are live instead of \(model.count)" }
    let shift = UInt64(session.allocator.machine.geometry.pageShift)
    for area in areas {
      if model[area.start] != area.pages {
        return "the area at \(area.start) has \(area.pages) pages instead of \(model[area.start] ?? 0)"
      }
      if area.frames.contains(0) { return "the area at \(area.start) is not mapped whole" }
      for (page, frame) in area.frames.enumerated() {
        let recorded = ledger.translations[area.start >> shift + UInt64(page)] ?? 0
        if recorded != frame {
          return "page \(page) of the area at \(area.start) is mapped to \(frame), on record to \(recorded)"
        }
      }
    }
    let held = session.allocator.heldPages()
    for (count, what) in [
      (ledger.framesInUse - ledger.otherFrames, "frames are held"),
      (ledger.translations.count - ledger.foreignPages.count, "pages are mapped"),
    ] where held != UInt64(count) {
      return "\(count) \(what), \(held) pages of areas account for them"
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
