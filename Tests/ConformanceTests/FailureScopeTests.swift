import Conformance
import Foundation
import Machine
import Mutants
import Properties
import Specification
import Testing

/// The optimised implementation where its environment fails it: at every index, level and order there is, and with
/// every translation of somebody else's in its way.
@Suite("Failures in a small scope, exhaustively")
struct FailureScopeTests {
  /// What was there before the area that is explored.
  private enum Past: CaseIterable {
    case nothing
    /// An area of as many pages was released: its range waits for a flush.
    case released
    /// It was purged, too: its leaf tables are left over.
    case purged
    /// Two such areas were released, and so many pages that their ranges went to a pool, where the decay left the
    /// second one.
    case pooled

    func commands(_ pages: UInt64, on shape: Geometry) -> [Command] {
      func area(_ pages: UInt64) -> Command { .vmalloc(.init(size: pages * shape.pageSize, gfp: plain)) }
      let release = Command.vfree(.init(allocation: 0))
      switch self {
      case .nothing: return []
      case .released: return [area(pages), release]
      case .purged: return [area(pages), release, .purge]
      case .pooled:
        return [
          area(pages), area(pages), .vfree(.init(allocation: 1)), release, area(shape.lazyMaxPages), release,
        ]
      }
    }
  }

  /// One area, and what it meets.
  private struct Scenario {
    var pages: UInt64
    var shape: Geometry
    var allowsHuge: Bool
    var past: Past
    /// The page of the window that somebody else has mapped.
    var planted: UInt64?

    /// Allocates and releases the area.
    func workload(_ refusals: [FailurePlan.Refusal]) -> Workload {
      var workload = Workload(geometry: shape.name)
      workload.scatter = 5
      workload.failures = FailurePlan(refusals)
      workload.commands =
        past.commands(pages, on: shape) + (planted.map { [.plant(page: $0)] } ?? []) + [
          .vmalloc(
            .init(size: pages * shape.pageSize, gfp: plain, allowsHuge: allowsHuge ? true : nil)),
          .vfree(.init(allocation: 0)),
        ]
      return workload
    }
  }

  /// Everything that was reached, in the call for the area itself.
  private struct Reached {
    var runs = 0
    /// The first run that breaks a clause.
    var broken: [String: Workload] = [:]
    /// The indices at which the area was refused a page, by its pages.
    var indices: [UInt64: Set<UInt64>] = [:]
    /// The indices at which somebody else's translation was met, by its pages.
    var collisions: [UInt64: Set<UInt64>] = [:]
    var levels: Set<UInt8> = []
    /// The orders that were refused, and those that were granted after a refusal.
    var refusedOrders: Set<UInt8> = []
    var fallbackOrders: Set<UInt8> = []
    /// What there was before where huge leaves were written, where tables were refused after blocks were, and where
    /// tables were made though nothing was refused.
    var hugeLeaves: Set<Past> = []
    var tablesAfterBlocks: Set<Past> = []
    var tablesMade: Set<Past> = []
    /// The first pages of ranges that were used before.
    var reused: [Past: Set<UInt64>] = [:]

    mutating func note(_ log: EventLog, _ scenario: Scenario, isCalm: Bool) {
      guard let own = log.calls.lastIndex(where: { $0.operation == .vmalloc && $0.parent == Event.noCall })
      else { return }
      var (stored, mapped): (UInt64, UInt64) = (0, 0)
      var isFallback = false
      var starts: Set<UInt64> = []
      for event in log.events {
        if event.kind == .reserve, !starts.insert(event.x).inserted, event.call == own {
          let page = (event.x - scenario.shape.windowStart) / scenario.shape.pageSize
          reused[scenario.past, default: []].insert(page)
        }
        guard event.call == own else { continue }
        switch event.kind {
        case .store: stored += 1
        case .pageGot where !event.ok && event.order > 0:
          refusedOrders.insert(event.order)
          isFallback = true
        case .pageGot where event.ok && isFallback: fallbackOrders.insert(event.order)
        case .warn where event.order == Warning.partialAllocation.rawValue && stored < scenario.pages:
          indices[scenario.pages, default: []].insert(stored)
        case .warn where event.order == Warning.entryInUse.rawValue:
          collisions[scenario.pages, default: []].insert(mapped)
        case .ptNew:
          if isCalm { tablesMade.insert(scenario.past) }
          if !event.ok { levels.insert(event.order) }
          if !event.ok && isFallback { tablesAfterBlocks.insert(scenario.past) }
        case .map:
          mapped += 1
          if event.order > 0 { hugeLeaves.insert(scenario.past) }
        default: break
        }
      }
    }
  }

  /// How many requests of a kind there were.
  private static func requests(
    _ resource: FailurePlan.Resource, in log: EventLog, where isCounted: (Event) -> Bool
  ) -> UInt32 {
    log.events.filter(isCounted).reduce(0) { count, event in
      switch (resource, event.kind) {
      case (.page, .pageReq): count + max(1, UInt32(event.y))
      case (.slab, .structNew), (.slab, .arrKmalloc), (.table, .ptNew), (.range, .reserve): count + 1
      default: count
      }
    }
  }

  /// Runs a scenario under a plan, judges it, and notes what was reached.
  private func run(
    _ scenario: Scenario, _ refusals: [FailurePlan.Refusal], _ search: CounterexampleSearch,
    _ reached: inout Reached
  ) -> EventLog {
    let workload = scenario.workload(refusals)
    reached.runs += 1
    let log = search.implementation.run(workload).log
    reached.note(log, scenario, isCalm: refusals.isEmpty && scenario.planted == nil)
    for violation in search.violations(by: workload) {
      let clause = search.specification.clauses[violation.clause].clause.id
      if reached.broken[clause] == nil { reached.broken[clause] = workload }
    }
    return log
  }

  /// Every plan of a kind of which the area makes as many requests: one refusal, two in a row, or all from one on,
  /// and for pages and tables also after the first few page requests of the area itself, those for blocks, were
  /// refused.
  private func explore(_ scenario: Scenario, _ search: CounterexampleSearch, _ reached: inout Reached) {
    let calm = run(scenario, [], search, &reached)
    let firstCall = calm.calls.lastIndex { $0.operation == .vmalloc && $0.parent == Event.noCall } ?? 0
    for resource in FailurePlan.Resource.allCases {
      // Requests from before the area, and of its nested arrays, which come first.
      let past = Self.requests(resource, in: calm) { $0.call < firstCall }
      let ofArrays = Self.requests(.page, in: calm) {
        $0.call < firstCall || $0.depth > 0 && $0.call != Event.noCall
      }
      func refusal(_ ordinal: UInt32, andLater: Bool = false) -> FailurePlan.Refusal {
        FailurePlan.Refusal(resource: resource, ordinal: ordinal, andLater: andLater)
      }
      for blocks in 0...(resource == .page || resource == .table ? 4 : 0) as ClosedRange<UInt32> {
        let before = (0..<blocks).map { block in
          FailurePlan.Refusal(resource: .page, ordinal: ofArrays + block, andLater: false)
        }
        let unrefused = run(scenario, before, search, &reached)
        let first = blocks > 0 && resource == .page ? ofArrays + blocks : past
        for ordinal in first...UInt32.max {
          let one = before + [refusal(ordinal)]
          guard run(scenario, one, search, &reached) != unrefused else { break }
          _ = run(scenario, one + [refusal(ordinal + 1)], search, &reached)
          _ = run(scenario, before + [refusal(ordinal, andLater: true)], search, &reached)
        }
      }
    }
  }

  /// Somebody else's translation at each page of the ranges that the area and its arrays get.
  private func plant(_ scenario: Scenario, _ search: CounterexampleSearch, _ reached: inout Reached) {
    let ranges = run(scenario, [], search, &reached).events.filter { $0.kind == .reserve }
    let end = ranges.map { $0.x + $0.y }.max() ?? 0
    for page in 0..<(end - scenario.shape.windowStart) / scenario.shape.pageSize {
      var scenario = scenario
      scenario.planted = page
      _ = run(scenario, [], search, &reached)
    }
  }

  private func scope(
    _ shape: Geometry, _ sizes: some Sequence<UInt64>, after pasts: [Past] = Past.allCases,
    of name: String = "optimized"
  ) throws -> Reached {
    let implementation = try #require(Implementation(named: name))
    let search = CounterexampleSearch(implementation, try Repository.specification.get())
    var reached = Reached()
    for pages in sizes {
      for allowsHuge in [false, true] {
        for past in pasts {
          let scenario = Scenario(pages: pages, shape: shape, allowsHuge: allowsHuge, past: past)
          explore(scenario, search, &reached)
          plant(scenario, search, &reached)
        }
      }
    }
    return reached
  }

  @Test("four levels of tables: nothing leaked, nothing wrong mapped, exactly i given back")
  func deep() throws {
    let sizes = Array(1...20) + [31] as [UInt64]
    let reached = try scope(.deep16, sizes, after: [.nothing])
    #expect(reached.broken == [:])
    for pages in sizes {
      #expect(reached.indices[pages] == Set(0..<pages), "\(pages) pages")
      #expect(reached.collisions[pages] == Set(0..<pages), "\(pages) pages")
    }
    #expect(reached.levels == [1, 2, 3])
    #expect(reached.refusedOrders == [1, 2, 3, 4] && reached.fallbackOrders == [0, 1, 2, 3])
    #expect(
      reached.hugeLeaves == [.nothing] && reached.tablesAfterBlocks == [.nothing] && reached.runs > 1000)
  }

  @Test("what an area before left over: leaf tables and lazily freed ranges")
  func leftovers() throws {
    let sizes = 1...17 as ClosedRange<UInt64>
    let reached = try scope(.deep16, sizes, after: [.released, .purged])
    #expect(reached.broken == [:])
    for pages in sizes { #expect(reached.collisions[pages] == Set(0..<pages), "\(pages) pages") }
    #expect(reached.reused == [.purged: [0]] && reached.tablesMade == [.released])
    #expect(reached.hugeLeaves == [.released, .purged] && reached.tablesAfterBlocks.contains(.released))
  }

  @Test("what many areas before left over: ranges in pools")
  func pools() throws {
    let sizes: [UInt64] = [1, 2, 3, 7, 8, 9, 15, 16, 17, 18, 24, 33]
    let reached = try scope(.wrap16, sizes, after: [.pooled])
    #expect(reached.broken == [:])
    for pages in sizes { #expect(reached.collisions[pages] == Set(0..<pages), "\(pages) pages") }
    // Not the lowest free range, which is that of the first area, but the one in the pool.
    let reused = try #require(reached.reused[.pooled])
    #expect(reused.count >= sizes.count && !reused.contains(0))
  }

  @Test("two levels, at the end of the address space")
  func tiny() throws {
    let reached = try scope(.tiny8, 1...10 as ClosedRange<UInt64>)
    #expect(reached.broken == [:])
    for pages in 1...10 as ClosedRange<UInt64> {
      #expect(reached.indices[pages] == Set(0..<pages) && reached.collisions[pages] == Set(0..<pages))
    }
    #expect(reached.levels == [1] && reached.refusedOrders == [1, 2, 3])
    #expect(reached.hugeLeaves.contains(.nothing) && reached.reused[.pooled] != nil)
  }

  @Test(
    "what the scope is for: each of these bugs shows in it, in the clause that it breaks",
    arguments: [
      "opt-bulk-shortfall-ignored", "opt-bulk-counted-short", "opt-short-mapping-ignored",
      "opt-last-page-kept", "opt-nested-array-to-slab", "opt-foreign-entries-cleared",
    ])
  func mutants(name: String) throws {
    let clause = try #require(Mutant(named: name)).expected
    #expect(try scope(.deep16, [3, 5], after: [.nothing], of: "mutant:" + name).broken[clause] != nil)
  }

  @Test("a huge leaf begins where a block or an equal part of one does, not wherever an address is aligned")
  func hugeLeafInsideBlock() throws {
    let search = CounterexampleSearch(.optimized, try Repository.specification.get())
    var workload = Workload(geometry: Geometry.wrap16.name)
    let page = Geometry.wrap16.pageSize
    // What is left of the window has room for the area, but from no multiple of a huge leaf on.
    workload.commands = [
      .vmalloc(.init(size: page, gfp: plain)), .vmalloc(.init(size: page, align: 0x8000, gfp: plain)),
      .vmalloc(.init(size: 511 * page, gfp: plain, allowsHuge: true)),
    ]
    #expect(search.violations(by: workload).isEmpty)
  }
}

/// The usual mask.
private let plain = UInt32(GFP.kernel | GFP.highmem)
