import Machine
import OptimizedVmalloc
import ReferenceVmalloc
import SymbolicExecution
import Synchronization
import Testing
import Vmalloc

/// The symbolic machine beside the concrete one, and the paths of the implementations on it.
@Suite struct SymbolicMachineTests {
  /// What a run asks for: an allocation, and the release of what it got.
  private struct Inputs: Sendable {
    var size: UInt64
    var align: UInt64 = 1
    var gfp: UInt64 = GFP.kernel | GFP.highmem
    var node = UInt64.max
    var flags: UInt64 = 0
    /// The page of the window that somebody else has.
    var planted: UInt64?
  }

  private enum Implementation: CaseIterable {
    case reference, optimized
  }

  private static func run<M: Machine>(
    _ implementation: Implementation, _ machine: M, _ request: Request<M.Word, M.Flags>
  ) -> M {
    switch implementation {
    case .reference: run(ReferenceVmalloc<SeedSteps, M>(machine: machine), request)
    case .optimized: run(OptimizedVmalloc<ModernSteps, M>(machine: machine), request)
    }
  }

  private static func run<A: VmallocAllocator>(
    _ allocator: A, _ request: Request<A.M.Word, A.M.Flags>
  ) -> A.M {
    var allocator = allocator
    do throws(Halt) {
      let address = try allocator.vmalloc(request)
      try allocator.vfree(address, inInterrupt: false)
      try allocator.purge()
    } catch {}
    return allocator.machine
  }

  private static func concrete<Word: ConcreteWord>(
    _ implementation: Implementation, _ geometry: Geometry, _ inputs: Inputs, refused: UInt32? = nil,
    onward: Bool = false, _ word: Word.Type
  ) -> EventLog {
    let plan = FailurePlan(refused.map { [.init(resource: nil, ordinal: $0, andLater: onward)] } ?? [])
    var machine = ConcreteMachine<Word>(geometry, failures: plan)
    if let planted = inputs.planted {
      let isPlanted = machine.plantTranslation(at: geometry.windowStart + planted * geometry.pageSize)
      #expect(isPlanted)
    }
    let request = Request<Word, UInt32>(
      size: Word(constant: inputs.size), align: Word(constant: inputs.align), gfp: UInt32(inputs.gfp),
      node: Word(constant: inputs.node), flags: UInt32(inputs.flags))
    var moments: [Int] = []
    return run(implementation, machine, request).log.expanded(adjusting: &moments)
  }

  private static func symbolic<Word: ConcreteWord>(
    _ geometry: Geometry, _ recorder: PathRecorder, _ refusals: Refusals,
    mostPages: Int, open: Set<String> = ["size", "align", "gfp", "node", "flags"],
    sizes: ClosedRange<UInt64>? = nil,
    implementation: Implementation = .reference
  ) -> SymbolicLog<Word> {
    func input<Value: ConcreteWord>(
      _ name: String, _ usual: UInt64, in range: ClosedRange<UInt64>? = nil
    ) -> SymbolicWord<Value> {
      open.contains(name)
        ? recorder.input(name, in: range, otherwise: usual) : SymbolicWord(constant: usual)
    }
    var machine = SymbolicMachine<Word>(
      geometry, recorder: recorder, refusals: refusals, mostPages: mostPages)
    if recorder.inputs["planted"] != nil {
      let page: SymbolicWord<Word> = recorder.input("planted", otherwise: 0)
      let isPlanted = machine.plantTranslation(
        at: SymbolicWord(constant: geometry.windowStart) &+ page &* SymbolicWord(constant: geometry.pageSize))
      #expect(isPlanted)
    }
    return run(
      implementation, machine,
      Request(
        size: input("size", 1, in: sizes), align: input("align", 1),
        gfp: input("gfp", GFP.kernel | GFP.highmem), node: input("node", .max), flags: input("flags", 0))
    ).log
  }

  /// What the environment gave in a run, as inputs of the symbolic machine.
  private static func inputs(_ inputs: Inputs, _ log: EventLog, _ geometry: Geometry) -> [String: UInt64] {
    var given = [
      "size": inputs.size, "align": inputs.align, "gfp": inputs.gfp, "node": inputs.node,
      "flags": inputs.flags,
    ]
    given["planted"] = inputs.planted
    var (requests, objects) = (0, 0)
    for (number, event) in log.events.enumerated() {
      switch event.kind {
      case .structNew:
        requests += 1
        // A range is asked for next.
        if event.ok, event.x == 1 { requests += 1 }
      case .arrKmalloc where event.x != 0:
        requests += 1
        if event.ok {
          given["slab.\(objects)"] = (event.y - geometry.slabStart) / geometry.slabStep
          objects += 1
        }
      case .pageReq:
        let answers = log.events[(number + 1)...].prefix { $0.kind == .pageGot }.filter(\.ok)
        if event.order > 0 {
          requests += 1
          if let first = answers.first {
            given["block.\(event.order).\(requests)"] = first.x >> UInt64(event.order)
            given["node.\(requests)"] = first.y
          }
          continue
        }
        for answer in answers {
          requests += 1
          (given["frame.\(requests)"], given["node.\(requests)"]) = (answer.x, answer.y)
        }
        // The one that was refused, of many, too.
        if answers.count < max(1, event.y) { requests += 1 }
      case .env: given["foreign.0.frame"] = event.y
      case .ptNew where event.call == Event.noCall: given["foreign.0.table.\(event.order)"] = event.x
      case .ptNew:
        requests += 1
        if event.ok { given["frame.\(requests)"] = event.x }
      default: break
      }
    }
    return given
  }

  private static func compare<Word: ConcreteWord>(
    _ implementation: Implementation, _ geometry: Geometry, _ inputs: Inputs, refused: UInt32? = nil,
    onward: Bool = false, _ word: Word.Type
  ) -> String? {
    let expected = concrete(implementation, geometry, inputs, refused: refused, onward: onward, word)
    var given = Self.inputs(inputs, expected, geometry)
    if let refused { given["refused"] = UInt64(refused) }
    let recorder = PathRecorder(inputs: given)
    let log = recorder.recording {
      symbolic(
        geometry, recorder, refused == nil ? .none : onward ? .onward : .one, mostPages: 1000,
        implementation: implementation)
        as SymbolicLog<Word>
    }.concrete
    if log.calls != expected.calls { return "\(inputs), refused \(refused ?? .max): other calls" }
    for (number, (own, other)) in zip(log.events, expected.events).enumerated() where own != other {
      return "\(inputs), refused \(refused ?? .max): event \(number) is \(own), not \(other)"
    }
    return log.events.count == expected.events.count
      ? nil : "\(inputs): \(log.events.count) events, not \(expected.events.count)"
  }

  @Test(
    "Both machines record the same events where they give the same answers",
    arguments: Implementation.allCases)
  private func twins(_ implementation: Implementation) {
    var compared = 0
    func compare<Word: ConcreteWord>(
      _ geometry: Geometry, _ inputs: Inputs, refused: UInt32? = nil, onward: Bool = false, _ word: Word.Type
    ) {
      let difference = Self.compare(
        implementation, geometry, inputs, refused: refused, onward: onward, word)
      if let difference { Issue.record("\(difference)") } else { compared += 1 }
    }
    // With more memory, so that there always is a block.
    var tiny = Geometry.tiny8
    if implementation == .optimized { tiny.ramPages = 200 }
    for size in UInt64(0)..<256 {
      for refused in [nil, 0, 1, 2, 3, 4, 5, 7, 9, 12, 17] as [UInt32?] {
        for onward in refused == nil ? [false] : [false, true] {
          compare(tiny, Inputs(size: size), refused: refused, onward: onward, UInt8.self)
        }
      }
    }
    for pages in [1, 2, 3, 5, 9, 17, 18, 33, 40] as [UInt64] {
      for refused in [nil, 6, 20, 45] as [UInt32?] {
        let inputs = Inputs(size: pages * 16 - 3, align: 32, gfp: GFP.nofs, node: 1)
        compare(.deep16, inputs, refused: refused, UInt16.self)
        let wide = Inputs(size: pages * 4096, align: 1 << 21, gfp: GFP.atomic, node: 0)
        compare(.x86_64, wide, refused: refused, UInt64.self)
      }
    }
    #expect(compared == 5448)
    // Huge leaves are of eight pages; somebody else has a page, or none.
    for pages in [7, 8, 9, 15, 16, 17, 24] as [UInt64] {
      for planted in [nil, 0, 3, 8, 20] as [UInt64?] {
        for refused in [nil, 7, 9] as [UInt32?] {
          let inputs = Inputs(size: pages * 64, flags: AreaFlag.allowHuge, planted: planted)
          compare(.wrap16, inputs, refused: refused, UInt16.self)
        }
      }
    }
    #expect(compared == 5448 + 105)
  }

  @Test("The paths of the reference are those that all sizes and refusals take, each once")
  func everyPath() throws {
    @Sendable func run(_ recorder: PathRecorder) {
      _ =
        Self.symbolic(.tiny8, recorder, .one, mostPages: 100, open: ["size"], sizes: 0...20)
        as SymbolicLog<UInt8>
    }
    let exploration = try PathExplorer().explore(run)
    #expect(exploration.problems == [])
    #expect(Set(exploration.paths.flatMap(\.cuts)) == [])
    var taken: Set<[Branch]> = []
    for size in UInt64(0)...20 {
      for refused in UInt64(0)..<30 {
        let recorder = PathRecorder(inputs: ["size": size, "refused": refused])
        recorder.recording { run(recorder) }
        taken.insert(recorder.branches)
      }
    }
    #expect(exploration.paths.count == taken.count && taken.count > 40)
    #expect(Set(exploration.paths.map(\.branches)) == taken)
  }

  @Test("A frame that is put again may be another one by now, and what the path says of both stays so")
  func putAgain() throws {
    let ends = Mutex<Set<Halt.Kind?>>([])
    let exploration = try PathExplorer().explore { recorder in
      var machine = SymbolicMachine<UInt64>(.x86_64, recorder: recorder, mostPages: 3)
      let flags = SymbolicWord<UInt32>(constant: GFP.kernel)
      do throws(Halt) {
        let first = try machine.allocatePage(gfp: flags, node: .allOnes)
        try machine.putPage(first)
        let second = try machine.allocatePage(gfp: flags, node: .allOnes)
        // Of a free frame this halts.
        try machine.putPage(first)
        #expect(first == second && second == first)
        // It was the second that was put: one that is had now may be it.
        let third = try machine.allocatePage(gfp: flags, node: .allOnes)
        let end: Halt.Kind? = third == second ? nil : .bug
        ends.withLock { _ = $0.insert(end) }
      } catch {
        ends.withLock { _ = $0.insert(error.kind) }
      }
    }
    #expect(exploration.problems == [] && exploration.paths.count == 3)
    #expect(ends.withLock { $0 } == [nil, .bug, .badPagePut])
  }

  /// A finding of the specification, to be found from the code alone.
  private struct Finding: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var open: String
    /// Whether a run shows it.
    var isShown: @Sendable (SymbolicLog<UInt64>) -> Bool
    /// The smallest input that does.
    var smallest: UInt64
  }

  private static func trap(_ log: SymbolicLog<UInt64>) -> Halt.Kind? {
    log.events.last.flatMap { $0.kind == .trap ? Halt.Kind(rawValue: $0.order) : nil }
  }

  private static let findings = [
    Finding(
      testDescription: "F1: the page array has no bytes, from 2^29 pages on", open: "size",
      isShown: { trap($0) == .zeroSizeAccess }, smallest: ((1 << 29) - 1) << 12 + 1),
    Finding(
      testDescription: "F2: the page count wraps to fewer pages than are mapped, from 2^32 + 1 on",
      open: "size", isShown: { trap($0) == .slabOverflow && $0.events.contains { $0.kind == .map } },
      smallest: (1 << 32) << 12 + 1),
    Finding(
      testDescription: "F4: an address rounded up wraps to one below the window", open: "align",
      isShown: { trap($0) == .bug && $0.events.contains { $0.kind == .reserve } }, smallest: 1 << 46),
  ]

  @Test(
    "Findings are found without a hint, with a smallest witness that is proved smallest", arguments: findings)
  private func finding(_ finding: Finding) throws {
    let found = Mutex<Set<[String: UInt64]>>([])
    let explorer = PathExplorer()
    let exploration = try explorer.explore { recorder in
      let log =
        Self.symbolic(.x86_64, recorder, .none, mostPages: 1, open: [finding.open]) as SymbolicLog<UInt64>
      if finding.isShown(log) { found.withLock { _ = $0.insert(recorder.inputs) } }
    }
    #expect(exploration.problems == [])
    let shown = found.withLock { $0 }
    let candidates = exploration.paths.filter { shown.contains($0.inputs) }.map {
      (path: $0, formula: PathFormula.known(true))
    }
    var search = SmallestSearch(explorer)
    let smallest = try #require(try search.smallest(finding.open, of: candidates))
    #expect(smallest.isProved && smallest.inputs[finding.open] == finding.smallest)
  }
}

extension PathExplorer.Exploration {
  /// What keeps it from having found all paths, cut or not.
  fileprivate var problems: [String] {
    undecided + diverged.map { "diverged: \($0)" } + (left == 0 ? [] : ["\(left) comparisons are left"])
  }
}
