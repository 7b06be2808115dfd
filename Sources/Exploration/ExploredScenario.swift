package import Machine
internal import OptimizedVmalloc
internal import ReferenceVmalloc
package import SymbolicExecution
internal import Vmalloc

/// Calls on a machine whose arguments, or some of them, have any value; so have the frames and nodes that the environment
/// gives, and the numbers of the requests that it refuses. The machine is empty, or in a state that a few calls lead to.
package struct ExploredScenario: Sendable {
  /// Which calls.
  package enum Calls: String, CaseIterable, Sendable {
    /// An allocation, the release of what it got, a purge.
    case allocation
    /// Two allocations, of sizes and flags of their own; the releases of what they got, the first one first, a purge.
    case pair
    /// An allocation, then a release of any address, in interrupt context or not, and the work that it put off; then a release
    /// of what was allocated, which may be gone.
    case release
  }

  /// What happened before: areas of one page were allocated, on whose page tables and ranges the calls are.
  package enum Start: String, CaseIterable, Sendable {
    /// Nothing.
    case empty
    /// Eight areas, each at a multiple of four pages: between them holes of two pages.
    case holes
    /// Six areas, at multiples of 2, 4, 8, 16, 32 and 64 pages: holes that grow to 30 pages.
    case steps
    /// Three areas, at multiples of 2^28 pages, in page tables of their own.
    case apart
    /// As many areas at multiples of four pages as there is room for, in a small window.
    case full
    /// Areas that were released: their ranges are lazily freed, or in pools. Twenty, or as many as it takes for a purge if that
    /// is up to a hundred.
    case released
    /// A page of the window is translated by somebody else: any of the first ones, up to twice as many as are followed.
    case foreign

    /// The alignments of the areas, in pages.
    fileprivate func alignments(on geometry: Geometry) -> [UInt64] {
      switch self {
      case .empty, .foreign: []
      case .holes: Array(repeating: 4, count: 8)
      case .steps: [2, 4, 8, 16, 32, 64]
      case .apart: Array(repeating: 1 << 28, count: 3)
      case .released:
        Array(
          repeating: 1,
          count: geometry.lazyMaxPages < 200 ? max(20, Int(geometry.lazyMaxPages) / 2 + 1) : 20)
      case .full:
        // Each needs a page and its guard.
        Array(
          stride(from: 0, to: geometry.windowEnd, by: Int(4 * geometry.pageSize)).filter {
            $0 >= geometry.windowStart && geometry.windowEnd - $0 >= 2 * geometry.pageSize
          }.map { _ in 4 })
      }
    }

    /// Whether a machine has room for that.
    package func fits(_ geometry: Geometry) -> Bool {
      switch self {
      case .empty, .holes, .released, .foreign: true
      case .steps, .apart: geometry.wordBits == 64
      case .full: geometry.windowEnd - geometry.windowStart <= 256 * geometry.pageSize
      }
    }
  }

  /// An argument that may have any value; of nodes those that there are, and none; of alignments powers of two; of flags
  /// those that users give: no guard page, huge leaves.
  package enum Argument: String, CaseIterable, Sendable {
    // Of an allocation.
    case size, align, gfp, node, prot, flags
  }

  /// The calls.
  package var calls: Calls
  /// What is there when they begin.
  package var start: Start
  /// The arguments of the allocation that have any value; the others are usual ones.
  package var open: Set<Argument>
  /// The pages that are followed at most.
  package var pages: Int
  /// Which requests are refused.
  package var refusals: Refusals
  /// The shape of the machine.
  package let geometry: Geometry

  /// A scenario.
  package init(
    _ calls: Calls = .allocation, on geometry: Geometry = .x86_64, from start: Start = .empty,
    open: Set<Argument>, pages: Int, refusals: Refusals
  ) {
    self.calls = calls
    self.geometry = geometry
    self.start = start
    self.open = open
    self.pages = pages
    self.refusals = refusals
  }

  /// The options of `explore` that ask for it; some argument is open.
  package var options: String {
    precondition(!open.isEmpty, "explore has no option for no open argument")
    let arguments = open.map(\.rawValue).sorted().joined(separator: " ")
    return [
      calls == .allocation ? "" : "--calls \(calls.rawValue)",
      geometry.name == Geometry.x86_64.name ? "" : "--machine \(geometry.name)",
      start == .empty ? "" : "--start \(start.rawValue)", "--pages \(pages)",
      "--arguments \(arguments)",
      refusals == .one ? "" : "--refusals \(refusals.rawValue)",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What is to be small in what breaks a clause: the input that says how much is asked for.
  package var measure: String? {
    open.contains(.size) ? "size" : open.contains(.align) ? "align" : calls == .release ? "address" : nil
  }

  /// How many calls were made before.
  package var firstCall: Int {
    let areas = start.alignments(on: geometry).count
    return start == .released ? 2 * areas : areas
  }

  /// The pages that are followed, and those of their page arrays that are areas themselves, of all allocations.
  private var pagesWithArrays: Int {
    var (sum, count) = (pages, UInt64(pages))
    while count * UInt64(geometry.pointerSize) > geometry.pageSize {
      count = (count * UInt64(geometry.pointerSize) + geometry.pageSize - 1) >> UInt64(geometry.pageShift)
      sum += Int(count)
    }
    return calls == .pair ? 2 * sum : sum
  }

  /// Whether everything is released at the end.
  package var isComplete: Bool { calls != .release && start == .empty }

  /// What names of inputs of the second allocation end with.
  private static let second = "Then"

  /// Who asks: nested areas have to say the same.
  private static let caller: UInt64 = 1

  /// The last page that somebody else may have.
  private var lastForeign: UInt64 {
    min(UInt64(2 * pages), (geometry.windowEnd - geometry.windowStart) >> UInt64(geometry.pageShift) - 1)
  }

  private static func usual(_ argument: Argument) -> UInt64 {
    switch argument {
    case .size, .align: 1
    case .gfp: GFP.kernel | GFP.highmem
    case .node: .max
    case .prot: Protection.kernel
    case .flags: 0
    }
  }

  /// Carries it out on a symbolic machine, whose words have the width of the geometry's. The right implementations are
  /// specialised for 64 bits.
  package func explored<Concrete: ConcreteWord>(
    _ steps: ExploredSteps, _ recorder: PathRecorder
  ) -> SymbolicLog<Concrete> {
    typealias Narrow = SymbolicMachine<Concrete>
    typealias Wide = SymbolicMachine<UInt64>
    func onReference<Steps: ReferenceSteps>(_ steps: Steps.Type) -> SymbolicLog<Concrete> {
      run(ReferenceVmalloc<Steps, Narrow>.self, recorder)
    }
    func onOptimized<Steps: OptimizedSteps>(_ steps: Steps.Type) -> SymbolicLog<Concrete> {
      run(OptimizedVmalloc<Steps, Narrow>.self, recorder)
    }
    switch steps {
    case .reference(let steps):
      if Concrete.self == UInt64.self, steps == SeedSteps.self {
        let log = run(ReferenceVmalloc<SeedSteps, Wide>.self, recorder)
        if let log = log as? SymbolicLog<Concrete> { return log }
      }
      return onReference(steps)
    case .optimized(let steps):
      if Concrete.self == UInt64.self, steps == ModernSteps.self {
        let log = run(OptimizedVmalloc<ModernSteps, Wide>.self, recorder)
        if let log = log as? SymbolicLog<Concrete> { return log }
      }
      return onOptimized(steps)
    }
  }

  private func run<A: VmallocAllocator, Concrete: ConcreteWord>(
    _ allocator: A.Type, _ recorder: PathRecorder
  ) -> SymbolicLog<Concrete> where A.M == SymbolicMachine<Concrete> {
    func argument<Value: ConcreteWord>(_ argument: Argument, _ suffix: String = "") -> SymbolicWord<Value> {
      open.contains(argument)
        ? recorder.input(argument.rawValue + suffix, otherwise: Self.usual(argument))
        : SymbolicWord(constant: Self.usual(argument))
    }
    var allocator = A(
      machine: SymbolicMachine<Concrete>(geometry, recorder: recorder, mostPages: max(pages, firstCall)))
    allocator.machine.begin()
    let isThere = begin(&allocator) { machine in
      let page: SymbolicWord<Concrete> = recorder.input(
        "foreign", in: 0...lastForeign, otherwise: lastForeign)
      return machine.plantTranslation(
        at: SymbolicWord(constant: geometry.windowStart) &+ page &* SymbolicWord(constant: geometry.pageSize))
    }
    guard isThere else {
      recorder.cut("what is to be there at the start is not")
      return allocator.machine.log
    }
    allocator.machine.refuse(refusals, mostPages: pagesWithArrays)
    let request = Request<SymbolicWord<Concrete>, SymbolicWord<UInt32>>(
      size: argument(.size), align: argument(.align), gfp: argument(.gfp), prot: argument(.prot),
      node: argument(.node), flags: argument(.flags), caller: Self.caller)
    guard AssumedArguments.hold(request, on: geometry, recorder) else { return allocator.machine.log }
    var second = request
    if calls == .pair {
      (second.size, second.flags) = (argument(.size, Self.second), argument(.flags, Self.second))
      guard AssumedArguments.flagsHold(second.flags, recorder) else { return allocator.machine.log }
    }
    perform(&allocator, request, second) {
      let inInterrupt: SymbolicWord<UInt8> = recorder.input("interrupt", in: 0...1, otherwise: 0)
      return (recorder.input("address", otherwise: 0), inInterrupt == .one)
    }
    return allocator.machine.log
  }

  /// Carries it out on a concrete machine with words of the same width, for some inputs; the machine chooses frames and nodes
  /// itself.
  package func replayed<Concrete: ConcreteWord>(
    _ steps: ExploredSteps, on width: Concrete.Type, _ inputs: [String: UInt64]
  ) -> EventLog {
    func onReference<Steps: ReferenceSteps>(_ steps: Steps.Type) -> EventLog {
      replay(ReferenceVmalloc<Steps, ConcreteMachine<Concrete>>.self, inputs)
    }
    func onOptimized<Steps: OptimizedSteps>(_ steps: Steps.Type) -> EventLog {
      replay(OptimizedVmalloc<Steps, ConcreteMachine<Concrete>>.self, inputs)
    }
    switch steps {
    case .reference(let steps): return onReference(steps)
    case .optimized(let steps): return onOptimized(steps)
    }
  }

  private func replay<A: VmallocAllocator, Concrete: ConcreteWord>(
    _ allocator: A.Type, _ inputs: [String: UInt64]
  ) -> EventLog where A.M == ConcreteMachine<Concrete> {
    func argument<Value: ConcreteWord>(_ argument: Argument, _ suffix: String = "") -> Value {
      Value(constant: inputs[argument.rawValue + suffix] ?? Self.usual(argument))
    }
    let refused = ["refused", "refusedThen"].compactMap { inputs[$0] }
    let plan = FailurePlan(
      refused.map {
        .init(resource: nil, ordinal: UInt32(truncatingIfNeeded: $0), andLater: refusals == .onward)
      })
    var allocator = A(machine: ConcreteMachine<Concrete>(geometry, failures: plan))
    let isThere = begin(&allocator) {
      $0.plantTranslation(at: geometry.windowStart + (inputs["foreign"] ?? lastForeign) * geometry.pageSize)
    }
    guard isThere else { return allocator.machine.log }
    let request = Request<Concrete, UInt32>(
      size: argument(.size), align: argument(.align), gfp: argument(.gfp), prot: argument(.prot),
      node: argument(.node), flags: argument(.flags), caller: Self.caller)
    var second = request
    if calls == .pair {
      (second.size, second.flags) = (argument(.size, Self.second), argument(.flags, Self.second))
    }
    perform(&allocator, request, second) {
      (Concrete(constant: inputs["address"] ?? 0), inputs["interrupt"] == 1)
    }
    return allocator.machine.log
  }

  /// Does what comes before the calls; whether that went as meant.
  ///
  /// - Parameter plant: has somebody else translate a page; whether that was done.
  private func begin<A: VmallocAllocator>(_ allocator: inout A, _ plant: (inout A.M) -> Bool) -> Bool {
    do throws(Halt) {
      if start == .foreign { return plant(&allocator.machine) }
      var addresses: [A.M.Word] = []
      for alignment in start.alignments(on: geometry) {
        let address = try allocator.vmalloc(
          Request(
            size: .one, align: A.M.Word(constant: alignment * geometry.pageSize),
            gfp: A.M.Flags(constant: Self.usual(.gfp)), prot: A.M.Flags(constant: Self.usual(.prot)),
            node: .allOnes))
        if address == .zero { return false }
        addresses.append(address)
      }
      if start == .released {
        for address in addresses { try allocator.vfree(address, inInterrupt: false) }
      }
      return true
    } catch {
      return false
    }
  }

  /// - Parameters:
  ///   - second: the second allocation, if there are two.
  ///   - release: the address to release, and whether that is in interrupt context.
  private func perform<A: VmallocAllocator>(
    _ allocator: inout A, _ request: Request<A.M.Word, A.M.Flags>, _ second: Request<A.M.Word, A.M.Flags>,
    release: () -> (address: A.M.Word, inInterrupt: Bool)
  ) {
    do throws(Halt) {
      let allocated = try allocator.vmalloc(request)
      switch calls {
      case .allocation: try allocator.vfree(allocated, inInterrupt: false)
      case .pair:
        let other = try allocator.vmalloc(second)
        try allocator.vfree(allocated, inInterrupt: false)
        try allocator.vfree(other, inInterrupt: false)
      case .release:
        let (address, inInterrupt) = release()
        try allocator.vfree(address, inInterrupt: inInterrupt)
        try allocator.runDeferredWork()
        try allocator.vfree(allocated, inInterrupt: false)
      }
      try allocator.purge()
    } catch {
      // The halt is the last event.
    }
  }
}
