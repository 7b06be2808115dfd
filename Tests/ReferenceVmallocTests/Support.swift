import Machine
import ReferenceVmalloc
import Testing
import Vmalloc

/// The reference on the machine of Linux on x86-64.
typealias Reference = ReferenceVmalloc<SeedSteps, ConcreteMachine<UInt64>>

/// The mask of plain vmalloc: GFP_KERNEL and any zone.
let plain = UInt32(GFP.kernel | GFP.highmem)

extension ReferenceVmalloc {
  /// The reference at the boot of a machine that refuses some requests.
  init<Word: ConcreteWord>(
    on shape: Geometry, refusing refusals: [FailurePlan.Refusal] = [], fuel: Int = 1 << 26
  ) where M == ConcreteMachine<Word> {
    self.init(machine: ConcreteMachine<Word>(shape, failures: FailurePlan(refusals), fuel: fuel))
  }

  /// Asks for whole pages.
  mutating func allocate<Word: ConcreteWord>(
    pages: UInt64, align: UInt64 = 1, gfp: UInt32 = plain, node: UInt64? = nil,
    prot: UInt64 = Protection.kernel, flags: UInt64 = 0, caller: UInt64 = 0
  ) throws(Halt) -> UInt64 where M == ConcreteMachine<Word> {
    try allocate(
      bytes: pages &* machine.geometry.pageSize, align: align, gfp: gfp, node: node, prot: prot, flags: flags,
      caller: caller)
  }

  /// Asks for bytes.
  mutating func allocate<Word: ConcreteWord>(
    bytes: UInt64, align: UInt64 = 1, gfp: UInt32 = plain, node: UInt64? = nil,
    prot: UInt64 = Protection.kernel, flags: UInt64 = 0, caller: UInt64 = 0
  ) throws(Halt) -> UInt64 where M == ConcreteMachine<Word> {
    let request = Request<Word, UInt32>(
      size: Word(constant: bytes), align: Word(constant: align), gfp: gfp, prot: UInt32(prot),
      node: node.map { Word(constant: $0) } ?? .max, flags: UInt32(flags), caller: caller)
    return UInt64(try vmalloc(request))
  }

  /// Releases an address.
  mutating func release<Word: ConcreteWord>(
    _ address: UInt64, inInterrupt: Bool = false
  ) throws(Halt) where M == ConcreteMachine<Word> {
    try vfree(Word(constant: address), inInterrupt: inInterrupt)
  }

  /// The events of what `body` does.
  mutating func events<Word: ConcreteWord>(
    _ body: (inout Self) throws -> Void
  ) rethrows -> [Event] where M == ConcreteMachine<Word> {
    let start = machine.log.events.count
    try body(&self)
    return Array(machine.log.events[start...])
  }
}

extension [Event] {
  /// Their kinds.
  var kinds: [EventKind] { map(\.kind) }

  /// Those of some kinds.
  func only(_ kinds: EventKind...) -> [Event] { filter { kinds.contains($0.kind) } }

  /// The frames obtained, in order.
  var gotten: [UInt64] { only(.pageGot).filter(\.ok).map(\.x) }

  /// The frames put, in order.
  var put: [UInt64] { only(.pagePut).map(\.x) }
}

/// The halt that `body` ends in, nil if it goes through.
func halt(of body: () throws -> Void) -> Halt? {
  do {
    try body()
  } catch let halt as Halt {
    return halt
  } catch {
    Issue.record(error)
  }
  return nil
}

extension FailurePlan.Refusal {
  /// The refusal of one request.
  static func only(_ resource: FailurePlan.Resource, _ ordinal: Int) -> FailurePlan.Refusal {
    FailurePlan.Refusal(resource: resource, ordinal: UInt32(ordinal), andLater: false)
  }
}
