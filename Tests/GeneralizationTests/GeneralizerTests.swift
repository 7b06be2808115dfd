import Exploration
import Foundation
import Generalization
import Machine
import Mutants
import Properties
import PropertyTesting
import ReferenceVmalloc
import Specification
import Testing
import Vmalloc

/// That a run stands for all inputs of its path, and for no others.
@Suite struct GeneralizerTests {
  private static let specification = Result {
    try Specification(
      folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Specs").path)
  }

  private func generalizer<Steps: ReferenceSteps, Ran: ReferenceSteps>(
    _ steps: Steps.Type, ran: Ran.Type, limit: UInt32? = nil, cache: PathCache? = nil,
    named name: String = "reference"
  ) throws -> Generalizer {
    try Generalizer(
      .reference(steps), family: "reference", profiles: [.contract, .seed], Self.specification.get(),
      limit: limit ?? Generalizer.usualLimit, cache: cache.map { ($0, name) }
    ) { ReferenceFamily<Ran>.run($0) }
  }

  private func workload(_ sizes: UInt64..., gfp: UInt64 = GFP.kernel | GFP.highmem, refused: UInt32? = nil)
    -> Workload
  {
    var workload = Workload(geometry: "x86_64")
    workload.commands = sizes.map { .vmalloc(.init(size: $0, gfp: UInt32(gfp))) }
    if let refused {
      workload.failures = FailurePlan([.init(resource: .page, ordinal: refused, andLater: false)])
    }
    return workload
  }

  private func drawn(_ count: Int) -> [Generalizer.Case] {
    let seed: Seed = 5
    var source = ChoiceSource(seed: seed)
    return (0..<count).compactMap { run in
      source.restart(then: .random(seed.run(run)), size: Runner.size(ofRun: run))
      let workload = Workload.generate(&source)
      return source.hasOverrun || workload.shape == nil ? nil : .init(run: run, workload)
    }
  }

  @Test("Runs of the reference are on paths that are proved; what is known is not followed again")
  func reference() throws {
    var generalizer = try generalizer(SeedSteps.self, ran: SeedSteps.self)
    let cases = drawn(60)
    try generalizer.add(cases)
    let (result, followed) = (generalizer.result, generalizer.followed)
    #expect(
      result.cases == cases.count
        && result.casesOnProved + result.notFollowed.values.reduce(0, +) == cases.count)
    #expect(result.notFollowed.values.reduce(0, +) <= 1, "\(result.notFollowed)")
    #expect(result.paths == result.proved && result.unknown.isEmpty && result.broken.isEmpty)
    #expect((result.provedOf["I1"] ?? 0) > 10)
    try generalizer.add(cases)
    #expect(generalizer.followed == followed)
    #expect(generalizer.result.casesOnProved == 2 * result.casesOnProved)
    #expect(generalizer.result.paths == result.paths)
  }

  @Test(
    "A path is for every mask that compares alike and every rest of the last page, not for other numbers of pages"
  )
  func samePath() throws {
    var generalizer = try generalizer(SeedSteps.self, ran: SeedSteps.self)
    try generalizer.add([.init(run: 0, workload(5000, 4096))])
    #expect(generalizer.followed == 1)
    try generalizer.add([
      .init(run: 1, workload(8191, 4096)), .init(run: 2, workload(4097, 4096, gfp: GFP.kernel | GFP.zero)),
    ])
    #expect(generalizer.followed == 1 && generalizer.result.casesOnProved == 3)
    try generalizer.add([.init(run: 3, workload(8193, 4096))])
    #expect(generalizer.followed == 2 && generalizer.result.paths == 2)
    try generalizer.add([.init(run: 4, workload(5000, 4096, refused: 1))])
    #expect(generalizer.followed == 3 && generalizer.result.paths == 3)
  }

  @Test(
    "What a run does not show, an input of its path does: it is found by the solver, and breaks the clause when it is run"
  )
  func broken() throws {
    let mutant = try #require(Mutant(named: "failure-reported-anyway"))
    guard case .reference(let steps) = mutant.steps else { return }
    func opened<Steps: ReferenceSteps>(_ steps: Steps.Type) throws {
      var generalizer = try generalizer(steps, ran: steps)
      let shown = workload(3 * 4096, refused: 1)
      try generalizer.add([.init(run: 7, shown)])
      #expect(generalizer.result.paths == 1 && generalizer.result.proved == 0)
      let broken = try #require(generalizer.result.broken.first)
      #expect(broken.clause == "E2.warn" && broken.run == 7)
      let specification = try Self.specification.get()
      #expect(breaks("E2.warn", ReferenceFamily<Steps>.run(broken.workload).log, specification))
      #expect(!breaks("E2.warn", ReferenceFamily<Steps>.run(shown).log, specification))
    }
    try opened(steps)
  }

  private func breaks(_ clause: String, _ log: EventLog, _ specification: Specification) -> Bool {
    var observer = Observer(geometry: .x86_64)
    for event in log.events { observer.observe(event, calls: log.calls) }
    let entry = specification.clauses.first { $0.clause.id == clause }
    return observer.takeCompleted().contains { seen in
      entry.map { $0.clause.units.contains(seen.unit) && !$0.holds(of: seen.observation) } ?? false
    }
  }

  @Test(
    "Paths that no run went are found by turning at comparisons of arguments, and gone by runs with other ones"
  )
  func turns() throws {
    var generalizer = try generalizer(SeedSteps.self, ran: SeedSteps.self)
    #expect(try generalizer.turn(most: 10).isEmpty)
    try generalizer.add([.init(run: 7, workload(3 * 4096, refused: 1))])
    let turned = try generalizer.turn(most: 100)
    #expect(generalizer.result.turnsLeft == 0 && turned.count > 2)
    // A message is left out where the mask says so.
    let silent = try #require(turned.first { $0.comparison == "(0.gfp & \(GFP.nowarn)) = 0: false" })
    #expect(silent.goesThere && silent.run == 7)
    guard case .vmalloc(let arguments) = silent.workload.commands[0] else { return }
    #expect(UInt64(arguments.gfp) & GFP.nowarn != 0 && arguments.size == 3 * 4096)
    #expect(generalizer.result.paths > 2 && generalizer.result.proved == generalizer.result.paths)
    // Of those that are met nothing is asked again.
    let again = try generalizer.turn(most: 100)
    #expect(!again.contains { other in turned.contains { $0.goesThere && $0.workload == other.workload } })
    var bounded = try self.generalizer(SeedSteps.self, ran: SeedSteps.self)
    try bounded.add([.init(run: 7, workload(3 * 4096, refused: 1))])
    #expect(try bounded.turn(most: 1).count <= 1 && bounded.result.turnsLeft > 0)
  }

  @Test("A run that does something else than the code that is followed is on no path")
  func otherCode() throws {
    let mutant = try #require(Mutant(named: "freed-descending"))
    guard case .reference(let steps) = mutant.steps else { return }
    func opened<Steps: ReferenceSteps>(_ steps: Steps.Type) throws {
      var generalizer = try generalizer(SeedSteps.self, ran: steps)
      try generalizer.add([.init(run: 0, workload(3 * 4096))])
      #expect(generalizer.result.paths == 0 && generalizer.result.casesOnProved == 0)
      #expect(generalizer.result.notFollowed.keys.allSatisfy { $0.hasPrefix("does something else") })
      #expect(generalizer.result.notFollowed.count == 1)
    }
    try opened(steps)
  }

  @Test("Where the solver gives up, nothing is proved")
  func givesUp() throws {
    var generalizer = try generalizer(SeedSteps.self, ran: SeedSteps.self, limit: 1)
    try generalizer.add(drawn(60))
    let result = generalizer.result
    #expect(result.proved < result.paths && result.casesOnProved < result.cases)
    #expect(!result.unknown.isEmpty && result.broken.isEmpty)
  }

  @Test(
    "What is proved of paths is kept, and says the same when it is read; of another implementation it says nothing"
  )
  func isKept() throws {
    let cases = drawn(40)
    func result(_ cache: PathCache?, named name: String = "reference") throws -> (
      GeneralizationResult, [String]
    ) {
      var generalizer = try generalizer(SeedSteps.self, ran: SeedSteps.self, cache: cache, named: name)
      try generalizer.add(cases)
      let turned = try generalizer.turn(most: 4)
      return (generalizer.result, turned.map { "\($0)" })
    }
    let (plain, turned) = try result(nil)
    let first = PathCache()
    let (filling, turnedFilling) = try result(first)
    #expect(first.counts.added > 15 && first.entries.count == first.counts.added)
    // As a file has it.
    let read = try JSONDecoder().decode([PathCache.Entry].self, from: JSONEncoder().encode(first.entries))
    let second = PathCache(read)
    let (filled, turnedFilled) = try result(second)
    #expect(second.entries == first.entries && second.counts.used == first.counts.added)
    for other in [filling, filled] {
      #expect(other.provedOf == plain.provedOf && other.paths == plain.paths && other.proved == plain.proved)
      #expect(other.notFollowed == plain.notFollowed && other.casesOnProved == plain.casesOnProved)
    }
    #expect(turned == turnedFilling && turned == turnedFilled && !turned.isEmpty)
    let third = PathCache(read)
    _ = try result(third, named: "another")
    #expect(third.counts.used == 0 && third.counts.added == first.counts.added)
  }

  @Test("What a run gives a clause to say is of that run, not of the one whose path is kept")
  func exercisedByItself() throws {
    func provedOf(_ gfp: UInt64, _ cache: PathCache?) throws -> [String: Int] {
      var generalizer = try generalizer(SeedSteps.self, ran: SeedSteps.self, cache: cache)
      try generalizer.add([.init(run: 0, workload(4096, gfp: gfp))])
      return generalizer.result.provedOf
    }
    let plain = GFP.kernel | GFP.highmem
    let cache = PathCache()
    let first = try provedOf(plain, cache)
    let second = PathCache(cache.entries)
    let zeroed = try provedOf(plain | GFP.zero, second)
    #expect(second.counts.used == 1 && first["OK.zero"] == nil)
    #expect(try zeroed == provedOf(plain | GFP.zero, nil) && zeroed["OK.zero"] == 1)
  }

  @Test("A path that breaks a clause, or on which one is not decided, is not kept")
  func notKept() throws {
    let broken = PathCache()
    var breaking = try generalizer(
      FailureReportedAnyway.self, ran: FailureReportedAnyway.self, cache: broken)
    try breaking.add([.init(run: 0, workload(4096, refused: 0))])
    #expect(breaking.result.paths == 1 && breaking.result.proved == 0 && broken.entries.isEmpty)
    let undecided = PathCache()
    var giving = try generalizer(SeedSteps.self, ran: SeedSteps.self, limit: 1, cache: undecided)
    try giving.add(drawn(60))
    #expect(giving.result.proved < giving.result.paths)
    #expect(!undecided.entries.isEmpty && undecided.entries.count <= giving.result.proved)
  }
}
