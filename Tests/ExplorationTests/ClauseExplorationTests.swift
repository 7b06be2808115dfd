import Exploration
import Foundation
import Machine
import Mutants
import OptimizedVmalloc
import ReferenceVmalloc
import Specification
import SymbolicExecution
import Testing

/// Clauses on every path of an allocation.
@Suite struct ClauseExplorationTests {
  private static let specification = Result {
    try Specification(
      folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Specs").path)
  }

  private func explore(
    _ steps: ExploredSteps, _ specification: Specification, on geometry: Geometry = .x86_64,
    open: Set<ExploredScenario.Argument>, calls: ExploredScenario.Calls = .allocation,
    from start: ExploredScenario.Start = .empty, pages: Int = 2, refusals: Refusals = .one,
    limit: UInt32? = nil
  ) throws -> ExplorationResult {
    let scenario = ExploredScenario(
      calls, on: geometry, from: start, open: open, pages: pages, refusals: refusals)
    switch geometry.wordBits {
    case 8: return try explore(scenario, steps, specification, on: UInt8.self, limit)
    case 16: return try explore(scenario, steps, specification, on: UInt16.self, limit)
    default: return try explore(scenario, steps, specification, on: UInt64.self, limit)
    }
  }

  private func explore<Concrete: ConcreteWord>(
    _ scenario: ExploredScenario, _ steps: ExploredSteps, _ specification: Specification,
    on width: Concrete.Type, _ limit: UInt32?
  ) throws -> ExplorationResult {
    let isReference = if case .reference = steps { true } else { false }
    let judgement = ClauseJudgement(
      specification, profiles: isReference ? [.contract, .seed] : [.contract],
      implementation: isReference ? "reference" : "optimized", geometry: scenario.geometry,
      judgesHistory: scenario.isComplete, firstCall: scenario.firstCall)
    var exploration = ClauseExploration<Concrete>(
      judgement, pages: scenario.pages, measure: scenario.measure)
    if let limit { exploration.explorer.limit = limit }
    return try exploration.explore(
      { scenario.explored(steps, $0) }, replay: { scenario.replayed(steps, on: width, $0) })
  }

  @Test(
    "The reference: each clause is proved on the paths that give it something to say, but for findings",
    arguments: Refusals.allCases)
  func reference(_ refusals: Refusals) throws {
    let result = try explore(
      .reference(SeedSteps.self), Self.specification.get(), open: [.size, .gfp, .node], refusals: refusals)
    #expect(result.isDecided && !result.isViolated)
    #expect(result.cut.keys.allSatisfy { $0.contains("more than 2 pages") })
    let silent = Set(result.clauses.filter { $0.verdict == .notExercised }.map(\.id))
    // Nothing nests up to two pages, nothing is released that is no area, nothing happens to entries from outside.
    #expect(silent.isSuperset(of: ["A6.nested", "D1", "V2", "V4", "E3.foreign"]))
    let always = ["A1", "I1", "I2", "OK.map", "OK.full", "RG4", "P1", "P3.this", "T1", "H1", "V6.each"]
    let refused = refusals == .none ? [] : ["E1.silent", "E2.number", "E2.each", "E2.net", "E3.count"]
    for id in always + refused {
      let clause = try #require(result.clauses.first { $0.id == id }, "\(id)")
      #expect([.proved, .provedButForFindings].contains(clause.verdict), "\(id)")
    }
    let excused = result.clauses.reduce(into: Set<String>()) { $0.formUnion($1.excused.keys) }
    #expect(excused == ["F1", "F2", "F5"])
    let proved = result.clauses.filter { $0.verdict == .proved }
    let butForFindings = result.clauses.filter { $0.verdict == .provedButForFindings }
    #expect(proved.count > 50 && proved.count + butForFindings.count > 55)
    #expect(result.clauses.first { $0.id == "P4" }?.verdict == .provedButForFindings)
  }

  @Test(
    "The optimised implementation: each clause is proved, without a finding", arguments: Refusals.allCases)
  func optimized(_ refusals: Refusals) throws {
    let result = try explore(
      .optimized(ModernSteps.self), Self.specification.get(), open: [.size, .gfp, .node], pages: 3,
      refusals: refusals)
    #expect(result.isDecided && !result.isViolated)
    let proved = Set(result.clauses.filter { $0.verdict == .proved }.map(\.id))
    #expect(result.clauses.allSatisfy { [.proved, .notExercised].contains($0.verdict) })
    #expect(proved.count > 40)
    // A single refusal of pages is made good by asking once more.
    let always = ["A1", "I1", "I2", "OK.map", "OK.full", "RG4", "P1.weaker", "P4", "H1", "V6.each"]
    let failed = [.two, .onward].contains(refusals) ? ["E2.each", "E2.net", "E2.count"] : []
    #expect(proved.isSuperset(of: always + failed))
  }

  private static let right: [ExploredSteps] = [.reference(SeedSteps.self), .optimized(ModernSteps.self)]

  @Test(
    "On a machine of 8 bits every size is followed to its end, page arrays in page arrays too",
    arguments: right)
  func everySize(_ steps: ExploredSteps) throws {
    let result = try explore(
      steps, Self.specification.get(), on: .tiny8, open: [.size], pages: 64, refusals: .none)
    #expect(result.isDecided && !result.isViolated && result.cut.isEmpty && result.paths > 30)
    for id in ["A6.nested", "D1", "D3", "OK.full", "H1"] {
      #expect(try #require(result.clauses.first { $0.id == id }).verdict == .proved, "\(id)")
    }
  }

  @Test("Wherever it begins, nothing breaks a clause that no finding explains", arguments: right)
  func starts(_ steps: ExploredSteps) throws {
    for start in ExploredScenario.Start.allCases where start.fits(.tiny8) {
      let result = try explore(
        steps, Self.specification.get(), on: .tiny8, open: [.size, .flags], from: start, refusals: .none)
      #expect(result.isDecided && !result.isViolated, "\(start)")
      #expect(result.clauses.count { $0.verdict == .proved } > 30, "\(start)")
    }
    let pair = try explore(
      steps, Self.specification.get(), open: [.size], calls: .pair, pages: 1, refusals: .none)
    #expect(pair.isDecided && !pair.isViolated)
    // The frames of two areas are different.
    #expect(try #require(pair.clauses.first { $0.id == "I1" }).verdict == .proved)
  }

  @Test("A block is any of its order, whatever other orders are asked for at the same place on other paths")
  func blocksOfOrders() throws {
    // Of 900 frames the last block of two begins with 898, which the concrete machine cannot be made to give.
    let two = "(=> (and (w< w0 gotCount) (= (requestOrder w0) w1) (= n #x0000000000000003)) "
    let more = "(=> (and (w< w0 gotCount) (w< w1 (requestOrder w0))) "
    let result = try explore(
      .optimized(ModernSteps.self),
      alone(
        two + "(w<= (gotFrame w0) #x000000000000037a))",
        more + "(not (= (w* (gotFrame w0) (gotFrame w0)) #x0000000000000030)))"),
      on: .wrap16, open: [.size, .gfp], pages: 8, refusals: .none)
    #expect(!result.isDecided)
    #expect(result.clauses.allSatisfy { $0.verdict != .violated })
    #expect(result.clauses.first?.unknown.isEmpty == false && result.clauses.last?.unknown.isEmpty == true)
  }

  @Test("Where findings break clauses the size is as small as it gets, and that is proved")
  func smallest() throws {
    let result = try explore(
      .reference(SeedSteps.self), Self.specification.get(), open: [.size, .gfp, .node])
    let smallest: [String: UInt64] = [
      "F1": (((1 << 29) - 1) << 12) + 1, "F2": (((1 << 32) - 1) << 12) + 1, "F5": 1,
    ]
    let witnesses = result.clauses.flatMap(\.witnesses)
    #expect(Set(witnesses.compactMap(\.finding)) == Set(smallest.keys))
    for witness in witnesses {
      let finding = try #require(witness.finding)
      #expect(witness.inputs["size"] == smallest[finding] && witness.isProvedSmallest, "\(witness)")
    }
    #expect(result.queriesForSmallest > 40)
  }

  /// Keeps a page where it is refused two.
  private enum LeaksOnSecondRefusal: ReferenceSteps {
    static func requestPage<M: Machine>(
      _ state: inout ReferenceState<M>, gfp: M.Flags, node: M.Word
    ) throws(Halt) -> M.Word {
      for _ in 0..<2 {
        let frame = try state.machine.allocatePage(gfp: gfp, node: node)
        if frame != .zero { return frame }
      }
      _ = try state.machine.allocatePage(gfp: gfp, node: node)
      return .zero
    }
  }

  @Test("What two refusals are needed for is found with two, and not with one")
  func twoRefusals() throws {
    func verdict(_ refusals: Refusals) throws -> ClauseVerdict.Verdict? {
      let result = try explore(
        .reference(LeaksOnSecondRefusal.self), Self.specification.get(), open: [], pages: 2,
        refusals: refusals)
      return result.clauses.first { $0.id == "H1" }?.verdict
    }
    #expect(try verdict(.two) == .violated)
    #expect(try verdict(.one) == .proved)
  }

  @Test(
    "From a fragmented machine the reference is proved, too, and bugs are found that need the holes",
    arguments: [ExploredScenario.Start.holes, .steps, .apart])
  func fragmented(_ start: ExploredScenario.Start) throws {
    let reference = try explore(
      .reference(SeedSteps.self), Self.specification.get(), open: [.size], from: start)
    #expect(reference.isDecided && !reference.isViolated)
    #expect(reference.clauses.count { $0.verdict == .proved } > 40)
    func broken(_ name: String, from start: ExploredScenario.Start) throws -> Set<String> {
      let result = try explore(Seeded(name: name, clause: "", open: [.size], start: start))
      return Set(result.clauses.filter { $0.verdict == .violated }.map(\.id))
    }
    #expect(try broken("page-before-mapped", from: start).isSuperset(of: ["I2", "I3", "I4"]))
    #expect(try broken("page-before-mapped", from: .empty).isEmpty)
    if start != .apart {
      #expect(try broken("gap-one-page-too-small", from: start).isSuperset(of: ["RG0", "RG1", "OK.guard"]))
      #expect(try broken("gap-one-page-too-small", from: .empty).isEmpty)
    }
  }

  @Test("A release of any address does what the clauses say, but for a finding")
  func release() throws {
    let result = try explore(
      .reference(SeedSteps.self), Self.specification.get(), open: [.gfp], calls: .release)
    #expect(result.isDecided && !result.isViolated && result.cut.isEmpty)
    for id in ["V1", "V2", "V2.warn", "V3", "V3.warn", "V4", "V6", "V6.each", "V7"] {
      #expect(try #require(result.clauses.first { $0.id == id }).verdict == .proved, "\(id)")
    }
    #expect(try #require(result.clauses.first { $0.id == "V5" }).excused.keys.contains("F7"))
  }

  @Test("An alignment that wraps is found among all that there are, and is where a finding says so")
  func alignment() throws {
    let result = try explore(.reference(SeedSteps.self), Self.specification.get(), open: [.align], pages: 1)
    #expect(result.isDecided && !result.isViolated)
    #expect(try #require(result.clauses.first { $0.id == "RG2" }).verdict == .proved)
    #expect(try #require(result.clauses.first { $0.id == "RG3" }).excused == ["F4": 1])
  }

  /// A seeded bug, how it is explored, and a clause that it breaks.
  private struct Seeded: Sendable, CustomTestStringConvertible {
    var name: String
    var clause: String
    var open: Set<ExploredScenario.Argument> = [.size, .gfp, .node]
    var calls = ExploredScenario.Calls.allocation
    var start = ExploredScenario.Start.empty
    var refusals = Refusals.one
    var geometry = Geometry.x86_64
    var pages = 2
    /// Whether the smallest that breaks it is found, and is of pages that are followed.
    var isSmall = true
    var testDescription: String { name }
  }

  private static let seeded = [
    Seeded(name: "shortfall-one-too-few", clause: "E2.count"),
    Seeded(name: "page-stored-twice", clause: "I1"), Seeded(name: "node-ignored", clause: "P3"),
    Seeded(name: "zero-dropped", clause: "OK.zero"), Seeded(name: "guard-omitted", clause: "RG4"),
    Seeded(name: "descriptor-leaked", clause: "H1"),
    Seeded(name: "protection-ignored", clause: "P5", open: [.prot]),
    Seeded(name: "alignment-ignored", clause: "RG2", open: [.align]),
    Seeded(name: "unaligned-accepted", clause: "V2", open: [], calls: .release),
    Seeded(name: "interrupt-not-put-off", clause: "V7", open: [], calls: .release),
    Seeded(name: "page-retried", clause: "T1.once", refusals: .onward),
    Seeded(name: "block-tried-first", clause: "P1.order"),
    Seeded(name: "opt-blocks-from-any-zone", clause: "P1.weaker"),
    Seeded(name: "opt-bulk-shortfall-ignored", clause: "A8"),
    Seeded(name: "opt-block-not-split", clause: "I1"),
    Seeded(name: "opt-single-pages-kept", clause: "V6"), Seeded(name: "opt-no-room-for-guard", clause: "RG4"),
    Seeded(name: "opt-inside-released", clause: "V5", open: [], calls: .release),
    Seeded(
      name: "area-not-detached", clause: "V4", open: [.gfp], calls: .release, refusals: .none, isSmall: false),
    Seeded(
      name: "stale-search-cache", clause: "RG7", open: [.size, .flags], calls: .pair, start: .full,
      refusals: .none, geometry: .tiny8, isSmall: false),
    Seeded(
      name: "aligned-down", clause: "RG1", open: [.align], start: .released, refusals: .none, pages: 1,
      isSmall: false),
    Seeded(
      name: "opt-pools-never-drained", clause: "RG7", open: [.size], start: .released, refusals: .none,
      geometry: .tiny8, isSmall: false),
    Seeded(
      name: "opt-foreign-entries-cleared", clause: "E3.foreign", open: [.size], start: .foreign,
      refusals: .none, isSmall: false),
    Seeded(
      name: "opt-huge-over-single-pages", clause: "T0", open: [.size, .flags], geometry: .wrap16, pages: 8,
      isSmall: false),
    Seeded(name: "opt-bulk-counted-short", clause: "H1", open: [.size], refusals: .two, pages: 3),
    Seeded(
      name: "array-flag-forgotten", clause: "A6.nested", open: [.size], refusals: .none, geometry: .tiny8,
      pages: 8),
    Seeded(
      name: "nested-array-executable", clause: "P5.nested", open: [.size], refusals: .none, geometry: .tiny8,
      pages: 8),
  ]

  private func explore(_ seeded: Seeded) throws -> ExplorationResult {
    let steps: ExploredSteps =
      switch try #require(Mutant(named: seeded.name)).steps {
      case .reference(let steps): .reference(steps)
      case .optimized(let steps): .optimized(steps)
      }
    return try explore(
      steps, Self.specification.get(), on: seeded.geometry, open: seeded.open, calls: seeded.calls,
      from: seeded.start,
      pages: seeded.pages, refusals: seeded.refusals)
  }

  @Test(
    "A seeded bug breaks the clause that it should, with the smallest arguments that do so on the concrete machine",
    arguments: seeded)
  private func mutant(_ seeded: Seeded) throws {
    let result = try explore(seeded)
    let verdict = try #require(result.clauses.first { $0.id == seeded.clause })
    #expect(result.isViolated && verdict.violated > 0 && verdict.verdict == .violated)
    let shown = try #require(verdict.witnesses.first { $0.finding == nil })
    guard seeded.isSmall else { return }
    #expect(shown.isProvedSmallest == (shown.smallest != nil))
    // No more pages than the bound are needed.
    if seeded.open.contains(.size) {
      #expect(try #require(shown.inputs["size"]) <= UInt64(seeded.pages) * seeded.geometry.pageSize)
    }
  }

  /// Gives the number of pages up.
  private enum GivesUpItsPages: OptimizedSteps {
    static func refusesSize<M: Machine>(_ state: OptimizedState<M>, pages: M.Word) -> Bool {
      pages.concretize("the pages of a request") == 0
        || pages > M.Word(constant: state.machine.geometry.ramPages)
    }
  }

  @Test("Paths that are not followed are no proof")
  func unfollowed() throws {
    let result = try explore(
      .optimized(GivesUpItsPages.self), Self.specification.get(), open: [.size, .gfp, .node])
    #expect(!result.isViolated && !result.isDecided)
    #expect(result.unfollowed.keys.contains("a value is given up: the pages of a request"))
    #expect(!result.clauses.contains { $0.verdict == .proved })
  }

  /// Asks for each page four times, and keeps the last.
  private enum AsksFourTimes: ReferenceSteps {
    static func requestPage<M: Machine>(
      _ state: inout ReferenceState<M>, gfp: M.Flags, node: M.Word
    ) throws(Halt) -> M.Word {
      for _ in 0..<3 {
        let frame = try state.machine.allocatePage(gfp: gfp, node: node)
        if frame == .zero { return .zero }
        try state.machine.putPage(frame)
      }
      return try state.machine.allocatePage(gfp: gfp, node: node)
    }
  }

  @Test("A path that is cut though it is of no more pages than the bound is no proof")
  func gap() throws {
    let result = try explore(.reference(AsksFourTimes.self), Self.specification.get(), open: [.size])
    #expect(!result.isDecided && !result.clauses.contains { $0.verdict == .proved })
    #expect(result.unfollowed.keys.contains("more than 2 pages, though no more are asked for"))
    // With more pages than it asks for it is followed, and found out.
    let followed = try explore(
      .reference(AsksFourTimes.self), Self.specification.get(), open: [], pages: 4, refusals: .none)
    #expect(followed.isDecided && followed.isViolated)
    #expect(followed.clauses.first { $0.id == "T1.once" }?.verdict == .violated)
  }

  /// A specification of some clauses.
  private func alone(_ assertions: String...) throws -> Specification {
    let clauses = try assertions.enumerated().map { number, assertion in
      try Clause(
        text: """
          (set-info :id "X\(number + 1)")
          (set-info :title "A clause")
          (set-info :profile "contract")
          (set-info :unit "vmalloc")
          (set-info :source "none")
          (assert \(assertion))
          """, file: "X\(number + 1).smt2")
    }
    return try Specification(vocabulary: Self.specification.get().vocabulary, clauses: clauses, findings: [])
  }

  @Test("What cannot be said of a path is no proof: a division by what has any value")
  func unsupported() throws {
    let result = try explore(
      .reference(SeedSteps.self), alone("(w<= (w% rangeBase size) size)"), open: [.size], pages: 1)
    let clause = try #require(result.clauses.first)
    #expect(clause.verdict == .unknown && clause.unknown.keys.contains { $0.contains("a remainder") })
    #expect(!result.isDecided && !result.isViolated)
  }

  @Test("A clause that is false of one of the 4096 sizes that go a path is violated, by that size")
  func falseClause() throws {
    let result = try explore(
      .reference(SeedSteps.self), alone("(not (= size #x0000000000000ffd))"), open: [.size], pages: 1,
      refusals: .none)
    let clause = try #require(result.clauses.first)
    #expect(
      clause.violated == 1 && clause.witnesses.first?.inputs["size"] == 0xffd && clause.verdict == .violated)
  }

  @Test("A clause about what no inputs of a path do is not exercised by it, though nobody asks the path")
  func vacuous() throws {
    let result = try explore(
      .reference(SeedSteps.self), alone("(=> (= (w% size #x0000000000000002) #x0000000000000003) (= n w0))"),
      open: [.size],
      pages: 1, refusals: .none)
    #expect(try #require(result.clauses.first).verdict == .notExercised)
  }

  @Test("A solver that gives up leaves paths to be found, and that is told")
  func limited() throws {
    let result = try explore(
      .reference(SeedSteps.self), Self.specification.get(), open: [.size], pages: 1, refusals: .none, limit: 1
    )
    #expect(!result.undecided.isEmpty && !result.isDecided)
    #expect(!result.clauses.contains { [.proved, .provedButForFindings].contains($0.verdict) })
  }
}
