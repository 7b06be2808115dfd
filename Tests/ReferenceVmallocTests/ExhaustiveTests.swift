import Conformance
import Foundation
import Machine
import Properties
import Specification
import Testing

/// Every pair and triple of small allocations on the smallest machine, each with every single refusal.
@Suite("Small scope, exhaustively")
struct ExhaustiveTests {
  private static let specification = Result {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
    return try Specification(folder: root.appendingPathComponent("Specs").path)
  }

  private static let sizes = 1...9 as ClosedRange<UInt64>

  private func allocation(_ pages: UInt64) -> Command {
    .vmalloc(Command.Allocation(size: pages * Geometry.tiny8.pageSize, gfp: UInt32(GFP.kernel | GFP.highmem)))
  }

  /// Runs a history without refusals and with each refusal that makes a difference.
  ///
  /// A resource is refused ordinal by ordinal until a run makes fewer requests than that, which is when
  /// it equals the run without refusals.
  private func explore(
    _ commands: [Command], on implementation: Implementation = .reference, _ tally: inout Tally
  ) throws {
    let search = CounterexampleSearch(implementation, try Self.specification.get())
    var workload = Workload(geometry: Geometry.tiny8.name)
    workload.commands = commands
    let calm = search.implementation.run(workload).log
    tally.note(search.violations(by: workload), workload, search.specification)
    for resource in FailurePlan.Resource.allCases {
      for ordinal in 0...UInt32.max {
        workload.failures = FailurePlan([.init(resource: resource, ordinal: ordinal, andLater: false)])
        guard search.implementation.run(workload).log != calm else { break }
        tally.note(search.violations(by: workload), workload, search.specification)
      }
    }
  }

  private struct Tally {
    var runs = 0
    var findings: Set<String> = []
    var broken: [String] = []

    mutating func note(_ violations: [Judge.Violation], _ workload: Workload, _ specification: Specification)
    {
      runs += 1
      for violation in violations {
        if let finding = violation.finding {
          findings.insert(finding)
        } else if broken.count < 5 {
          broken.append("\(specification.clauses[violation.clause].clause.id) by \(workload)")
        }
      }
    }
  }

  @Test("pairs, with a release between or not", arguments: sizes)
  func pairs(first: UInt64) throws {
    var tally = Tally()
    for second in Self.sizes {
      let (one, other) = (allocation(first), allocation(second))
      let release = Command.vfree(Command.Release(allocation: 0))
      try explore([one, other], &tally)
      try explore([one, release, other], &tally)
      try explore([one, release, .purge, other], &tally)
    }
    #expect(tally.broken == [])
    #expect(tally.runs > 500)
  }

  @Test("triples", arguments: sizes)
  func triples(first: UInt64) throws {
    var tally = Tally()
    for second in Self.sizes {
      for third in Self.sizes { try explore([first, second, third].map(allocation), &tally) }
    }
    #expect(tally.broken == [])
    #expect(tally.runs > 2000)
  }

  @Test("what the smallest scope is for: each of these bugs shows in it")
  func mutants() throws {
    let names = [
      "shortfall-not-noted", "shortfall-one-too-few", "failure-returns-address", "page-stored-twice",
      "range-leaked-without-array", "mapping-error-ignored", "guard-omitted", "array-freed-as-slab",
      "descriptor-leaked", "freed-before-unmapped",
    ]
    for name in names {
      var tally = Tally()
      let mutant = try #require(Implementation(named: "mutant:" + name))
      try explore([allocation(3), allocation(5)], on: mutant, &tally)
      #expect(!tally.broken.isEmpty, "\(name)")
    }
  }
}
