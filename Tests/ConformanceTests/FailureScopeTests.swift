import Conformance
import Foundation
import Machine
import Properties
import Specification
import Testing

/// The optimised implementation where its environment fails it: at every index, level and order there is.
@Suite("Failures in a small scope, exhaustively")
struct FailureScopeTests {
  /// Everything that was reached.
  private struct Reached {
    var runs = 0
    var broken: [String] = []
    /// The indices at which the user's own area was refused a page, by its pages.
    var indices: [UInt64: Set<UInt64>] = [:]
    var levels: Set<UInt8> = []
    /// The orders that were refused, and those that were granted after a refusal.
    var refusedOrders: Set<UInt8> = []
    var fallbackOrders: Set<UInt8> = []
    var hugeLeaves = 0

    mutating func note(_ log: EventLog, pages: UInt64) {
      var stored: UInt64 = 0
      var isFallback = false
      for event in log.events where event.depth == 0 && log.calls[Int(event.call)].operation == .vmalloc {
        switch event.kind {
        case .store: stored += 1
        case .pageGot where !event.ok && event.order > 0:
          refusedOrders.insert(event.order)
          isFallback = true
        case .pageGot where event.ok && isFallback: fallbackOrders.insert(event.order)
        case .warn where event.order == Warning.partialAllocation.rawValue && stored < pages:
          indices[pages, default: []].insert(stored)
        case .ptNew where !event.ok: levels.insert(event.order)
        case .map where event.order > 0: hugeLeaves += 1
        default: break
        }
      }
    }
  }

  /// Allocates and releases one area under a plan, judges it, and notes what was reached.
  private func run(
    _ pages: UInt64, on shape: Geometry, huge: Bool, _ refusals: [FailurePlan.Refusal],
    _ search: CounterexampleSearch, _ reached: inout Reached
  ) -> EventLog {
    var workload = Workload(geometry: shape.name)
    workload.scatter = 5
    workload.failures = FailurePlan(refusals)
    workload.commands = [
      .vmalloc(
        Command.Allocation(
          size: pages * shape.pageSize, gfp: UInt32(GFP.kernel | GFP.highmem),
          allowsHuge: huge ? true : nil)),
      .vfree(Command.Release(allocation: 0)),
    ]
    reached.runs += 1
    let log = search.implementation.run(workload).log
    reached.note(log, pages: pages)
    for violation in search.violations(by: workload) where reached.broken.count < 5 {
      reached.broken.append("\(search.specification.clauses[violation.clause].clause.id) by \(workload)")
    }
    return log
  }

  /// Every plan of a kind of which a run makes as many requests: one refusal, two in a row, or all from one on,
  /// and for pages also after the first few requests of the user's own area, those for blocks, were refused.
  private func explore(
    _ pages: UInt64, on shape: Geometry, huge: Bool, _ search: CounterexampleSearch,
    _ reached: inout Reached
  ) {
    func refusal(_ resource: FailurePlan.Resource, _ ordinal: UInt32, andLater: Bool = false)
      -> FailurePlan.Refusal
    { FailurePlan.Refusal(resource: resource, ordinal: ordinal, andLater: andLater) }
    let pageRequestsOfArrays = run(pages, on: shape, huge: huge, [], search, &reached).events
      .filter { $0.kind == .pageReq && $0.depth > 0 }.reduce(UInt32(0)) { $0 + max(1, UInt32($1.y)) }
    for resource in FailurePlan.Resource.allCases {
      for blocks in 0...(resource == .page ? 4 : 0) as ClosedRange<UInt32> {
        let own = blocks == 0 ? 0 : pageRequestsOfArrays
        let before = (0..<blocks).map { refusal(resource, own + $0) }
        let calm = run(pages, on: shape, huge: huge, before, search, &reached)
        for ordinal in own + blocks...UInt32.max {
          let one = before + [refusal(resource, ordinal)]
          guard run(pages, on: shape, huge: huge, one, search, &reached) != calm else { break }
          _ = run(pages, on: shape, huge: huge, one + [refusal(resource, ordinal + 1)], search, &reached)
          _ = run(
            pages, on: shape, huge: huge, before + [refusal(resource, ordinal, andLater: true)], search,
            &reached)
        }
      }
    }
  }

  private func scope(
    _ shape: Geometry, _ sizes: some Sequence<UInt64>, of name: String = "optimized"
  ) throws -> Reached {
    let implementation = try #require(Implementation(named: name))
    let search = CounterexampleSearch(implementation, try Repository.specification.get())
    var reached = Reached()
    for pages in sizes {
      for huge in [false, true] { explore(pages, on: shape, huge: huge, search, &reached) }
    }
    return reached
  }

  @Test("four levels of tables: nothing leaked, nothing wrong mapped, exactly i given back")
  func deep() throws {
    let sizes: [UInt64] = [1, 2, 3, 4, 5, 7, 8, 9, 12, 13]
    let reached = try scope(.deep16, sizes)
    #expect(reached.broken == [])
    for pages in sizes { #expect(reached.indices[pages] == Set(0..<pages), "\(pages) pages") }
    #expect(reached.levels == [1, 2, 3])
    #expect(reached.refusedOrders == [1, 2, 3] && reached.fallbackOrders == [0, 1, 2])
    #expect(reached.hugeLeaves > 0 && reached.runs > 1000)
  }

  @Test("two levels, at the end of the address space")
  func tiny() throws {
    let reached = try scope(.tiny8, 1...10 as ClosedRange<UInt64>)
    #expect(reached.broken == [])
    for pages in 1...10 as ClosedRange<UInt64> { #expect(reached.indices[pages] == Set(0..<pages)) }
    #expect(reached.levels == [1] && reached.refusedOrders == [1, 2, 3] && reached.hugeLeaves > 0)
  }

  @Test(
    "what the scope is for: each of these bugs shows in it",
    arguments: [
      "opt-bulk-shortfall-ignored", "opt-bulk-counted-short", "opt-short-mapping-ignored",
      "opt-last-page-kept", "opt-nested-array-to-slab",
    ])
  func mutants(name: String) throws {
    #expect(try !scope(.deep16, [3, 5], of: "mutant:" + name).broken.isEmpty)
  }

  @Test("a huge leaf begins where a block or an equal part of one does, not wherever an address is aligned")
  func hugeLeafInsideBlock() throws {
    let search = CounterexampleSearch(.optimized, try Repository.specification.get())
    var workload = Workload(geometry: Geometry.wrap16.name)
    let plain = UInt32(GFP.kernel | GFP.highmem)
    let page = Geometry.wrap16.pageSize
    // What is left of the window has room for the area, but from no multiple of a huge leaf on.
    workload.commands = [
      .vmalloc(Command.Allocation(size: page, gfp: plain)),
      .vmalloc(Command.Allocation(size: page, align: 0x8000, gfp: plain)),
      .vmalloc(Command.Allocation(size: 511 * page, gfp: plain, allowsHuge: true)),
    ]
    #expect(search.violations(by: workload).isEmpty)
  }
}
