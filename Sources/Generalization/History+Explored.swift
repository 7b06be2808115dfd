internal import Exploration
internal import Machine
internal import OptimizedVmalloc
internal import ReferenceVmalloc
internal import SymbolicExecution
internal import Vmalloc

extension History {
  /// Makes the calls on a symbolic machine whose environment refuses what was refused: the arguments of the allocations have any
  /// value that users give, and so have the frames, pointers and nodes that the machine gives. The right implementations are
  /// specialised for 64 bits.
  func explored<Concrete: ConcreteWord>(
    _ steps: ExploredSteps, on shape: Geometry, _ recorder: PathRecorder
  ) -> SymbolicLog<Concrete> {
    typealias Narrow = SymbolicMachine<Concrete>
    typealias Wide = SymbolicMachine<UInt64>
    func onReference<Steps: ReferenceSteps>(_ steps: Steps.Type) -> SymbolicLog<Concrete> {
      run(ReferenceVmalloc<Steps, Narrow>.self, shape, recorder)
    }
    func onOptimized<Steps: OptimizedSteps>(_ steps: Steps.Type) -> SymbolicLog<Concrete> {
      run(OptimizedVmalloc<Steps, Narrow>.self, shape, recorder)
    }
    switch steps {
    case .reference(let steps):
      if Concrete.self == UInt64.self, steps == SeedSteps.self {
        let log = run(ReferenceVmalloc<SeedSteps, Wide>.self, shape, recorder)
        if let log = log as? SymbolicLog<Concrete> { return log }
      }
      return onReference(steps)
    case .optimized(let steps):
      if Concrete.self == UInt64.self, steps == ModernSteps.self {
        let log = run(OptimizedVmalloc<ModernSteps, Wide>.self, shape, recorder)
        if let log = log as? SymbolicLog<Concrete> { return log }
      }
      return onOptimized(steps)
    }
  }

  /// Pages are not bounded: there are as many as there were in the run that is followed.
  private static let mostPages = 1 << 40

  private func run<A: VmallocAllocator, Concrete: ConcreteWord>(
    _ allocator: A.Type, _ shape: Geometry, _ recorder: PathRecorder
  ) -> SymbolicLog<Concrete> where A.M == SymbolicMachine<Concrete> {
    var allocator = A(
      machine: SymbolicMachine<Concrete>(shape, recorder: recorder, mostPages: Self.mostPages))
    allocator.machine.follow(refused: refused)
    var addresses: [SymbolicWord<Concrete>] = []
    do throws(Halt) {
      for call in calls {
        switch call {
        case .vmalloc(let size, let align, let flags):
          let request: Request<A.M.Word, A.M.Flags> = request(
            addresses.count, size, on: shape, align: align, flags: flags, recorder)
          guard AssumedArguments.hold(request, on: shape, recorder) else { return allocator.machine.log }
          addresses.append(try allocator.vmalloc(request))
        case .vfree(let allocation, let offset, let inInterrupt):
          let base =
            allocation.map { addresses[$0] }
            ?? A.M.Word(constant: shape.windowStart) &- A.M.Word(constant: shape.pageSize)
          try allocator.vfree(base &+ A.M.Word(constant: offset), inInterrupt: inInterrupt)
        case .purge: try allocator.purge()
        case .deferredWork: try allocator.runDeferredWork()
        case .plant(let page):
          _ = allocator.machine.plantTranslation(
            at: A.M.Word(constant: shape.windowStart &+ page &* shape.pageSize))
        }
      }
    } catch {
      // The halt is the last event.
    }
    return allocator.machine.log
  }

  /// The arguments of an allocation, inputs where they are open.
  private func request<Concrete: ConcreteWord>(
    _ number: Int, _ asked: Size, on shape: Geometry, align: UInt64, flags: UInt64, _ recorder: PathRecorder
  ) -> Request<SymbolicWord<Concrete>, SymbolicWord<UInt32>> {
    func argument<Value: ConcreteWord>(_ argument: HistoryInputs.Argument) -> SymbolicWord<Value> {
      recorder.input(argument.name(number), otherwise: 1)
    }
    func whole(_ pages: UInt64) -> SymbolicWord<Concrete> {
      SymbolicWord(constant: pages &* shape.pageSize)
    }
    let size: SymbolicWord<Concrete> =
      switch asked {
      case .any: argument(.size)
      case .pages(let pages): whole(pages)
      case .bytes(let pages):
        whole(pages)
          &- recorder.input(
            HistoryInputs.Argument.missing.name(number), in: 1...shape.pageSize - 1, otherwise: 1)
      }
    return Request(
      size: size, align: SymbolicWord(constant: align), gfp: argument(.gfp), prot: argument(.prot),
      node: argument(.node), flags: SymbolicWord(constant: flags), caller: UInt64(number + 1))
  }
}
