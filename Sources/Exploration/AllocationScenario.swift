package import Machine
package import ReferenceVmalloc
package import SymbolicExecution
internal import Vmalloc

/// One allocation on an empty machine, the release of what it got, and a purge: for all arguments, all frames and nodes, and
/// all requests that the environment may refuse.
package struct AllocationScenario: Sendable {
  /// An argument of the allocation that may have any value.
  package enum Argument: String, CaseIterable, Sendable {
    case size, align, gfp, node
  }

  /// The arguments that have any value; the others are usual ones.
  package var open: Set<Argument>
  /// The pages that are followed at most.
  package var pages: Int
  /// Which requests are refused.
  package var refusals: SymbolicMachine<UInt64>.Refusals
  /// The shape of the machine.
  package let geometry = Geometry.x86_64

  /// A scenario.
  package init(open: Set<Argument>, pages: Int, refusals: SymbolicMachine<UInt64>.Refusals) {
    self.open = open
    self.pages = pages
    self.refusals = refusals
  }

  private static func usual(_ argument: Argument) -> UInt64 {
    switch argument {
    case .size, .align: 1
    case .gfp: GFP.kernel | GFP.highmem
    case .node: .max
    }
  }

  /// Carries it out on a symbolic machine, with some steps of the reference.
  package func explored<Steps: ReferenceSteps>(_ steps: Steps.Type, _ recorder: PathRecorder)
    -> SymbolicLog<UInt64>
  {
    func argument<Value: ConcreteWord>(_ argument: Argument) -> SymbolicWord<Value> {
      open.contains(argument)
        ? recorder.input(argument.rawValue, otherwise: Self.usual(argument))
        : SymbolicWord(constant: Self.usual(argument))
    }
    let machine = SymbolicMachine<UInt64>(
      geometry, recorder: recorder, refusals: refusals, mostPages: pages)
    var allocator = ReferenceVmalloc<Steps, SymbolicMachine<UInt64>>(machine: machine)
    let request = Request<SymbolicWord<UInt64>, SymbolicWord<UInt32>>(
      size: argument(.size), align: argument(.align), gfp: argument(.gfp), node: argument(.node))
    // One comparison, as no node is all bits set.
    let isThere = recorder.assume("the node is one of the machine, or none is asked for") {
      request.node &+ .one <= SymbolicWord(constant: UInt64(geometry.nodes))
    }
    if isThere { Self.perform(&allocator, request) }
    return allocator.machine.log
  }

  /// Carries it out on a concrete machine, for some inputs; the machine chooses frames and nodes itself.
  package func replayed<Steps: ReferenceSteps>(_ steps: Steps.Type, _ inputs: [String: UInt64]) -> EventLog {
    func argument(_ argument: Argument) -> UInt64 { inputs[argument.rawValue] ?? Self.usual(argument) }
    let refused = refusals == .none ? nil : inputs["refused"]
    let plan = FailurePlan(
      refused.map {
        [.init(resource: nil, ordinal: UInt32($0), andLater: refusals == .onward)]
      } ?? [])
    var allocator = ReferenceVmalloc<Steps, ConcreteMachine<UInt64>>(
      machine: ConcreteMachine<UInt64>(geometry, failures: plan))
    Self.perform(
      &allocator,
      Request(
        size: argument(.size), align: argument(.align), gfp: UInt32(truncatingIfNeeded: argument(.gfp)),
        node: argument(.node)))
    return allocator.machine.log
  }

  private static func perform<A: VmallocAllocator>(
    _ allocator: inout A, _ request: Request<A.M.Word, A.M.Flags>
  ) {
    do throws(Halt) {
      let address = try allocator.vmalloc(request)
      try allocator.vfree(address, inInterrupt: false)
      try allocator.purge()
    } catch {
      // The halt is the last event.
    }
  }
}
