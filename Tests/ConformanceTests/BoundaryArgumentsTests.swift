import Conformance
import Exploration
import Machine
import Properties
import PropertyTesting
import SymbolicExecution
import Testing

/// Arguments at the boundaries of comparisons.
@Suite struct BoundaryArgumentsTests {
  @Test("Random runs draw from what the solver says of the code as it is", arguments: ["x86_64", "tiny8"])
  func valuesAreThoseOfTheCode(_ name: String) throws {
    let geometry = try #require(Geometry.all.first { $0.name == name })
    let found = try BoundaryArguments(of: ["reference", "optimized"], on: geometry, pages: 3)
    #expect(found.undecided == [] && found.boundaries.count > 30)
    // Out of date? `make inputs`.
    #expect(found.values(of: .size) == BoundaryValues.sizes[name])
    #expect(found.values(of: .align) == BoundaryValues.alignments[name])
  }

  @Test(
    "A size is refused just beyond the pages that there are, an array is an area beyond a page, counts wrap")
  func boundariesOfSizes() throws {
    let found = try BoundaryArguments(of: ["reference"], on: .x86_64, pages: 2)
    let page = Geometry.x86_64.pageSize
    let most = Geometry.x86_64.ramPages * page
    let sizes = Set(found.values(of: .size))
    #expect(
      sizes.isSuperset(of: [
        0, 1, most - page + 1, most + 1, 512 * page + 1, (1 << 32) * page + 1 - page,
      ]))
    for size in [most - page + 1, most + 1] {
      let boundary = found.boundaries.filter { $0.argument == "size" && $0.value == size }
      #expect(boundary.contains { $0.distance == "by 1" && $0.isProvedSmallest })
    }
    // A mask with the bit that is asked about, and one without.
    #expect(Set(found.values(of: .gfp)).isSuperset(of: [0, GFP.wait, GFP.nowarn]))
  }

  @Test("Every machine has values")
  func everyMachine() {
    for geometry in Geometry.all {
      #expect(BoundaryValues.sizes[geometry.name]?.contains(0) == true, "\(geometry.name)")
      #expect(BoundaryValues.alignments[geometry.name]?.isEmpty == false, "\(geometry.name)")
      // The most pages that there are, and one more: on each machine that can be asked for so many.
      let most = geometry.ramPages.multipliedReportingOverflow(by: geometry.pageSize)
      guard !most.overflow, geometry.wordBits == 64 || most.partialValue >> UInt64(geometry.wordBits) == 0
      else {
        continue
      }
      #expect(
        BoundaryValues.sizes[geometry.name]?.contains(most.partialValue - geometry.pageSize + 1) == true,
        "\(geometry.name)")
    }
  }

  @Test("Runs have sizes and alignments of the solver, too")
  func drawn() {
    var sizes: Set<UInt64> = []
    var alignments: Set<UInt64> = []
    for run in 0..<4000 {
      var source = ChoiceSource(seed: Seed(rawValue: 5).run(run))
      for case .vmalloc(let allocation) in Workload.generate(&source, on: .x86_64).commands {
        sizes.insert(allocation.size)
        alignments.insert(allocation.align)
      }
    }
    // As many pages as there are: no size that is made by hand.
    #expect(sizes.contains(0x2000_0000_0000))
    #expect(alignments.isSuperset(of: [0x200_0000_0000, 0x2000_0000_0000]))
  }
}

/// Inputs with which conditions of clauses are decisive.
@Suite struct DecisiveInputsTests {
  private static let scenarios = [
    ExploredScenario(open: [.size, .gfp, .node], pages: 2, refusals: .one),
    ExploredScenario(.release, open: [.gfp], pages: 1, refusals: .none),
  ]

  @Test("For most conditions there are inputs with which a run shows that they are decisive")
  func reference() throws {
    let found = try #require(
      try DecisiveInputs(of: "reference", by: Repository.specification.get(), on: Self.scenarios))
    #expect(found.decisive > 180 && found.conditions.count > 280)
    // A mask without the bit, and with it: each is decisive for what it asks of the message.
    let quiet = found.conditions.filter { $0.clause == "E2.warn" && !$0.condition.contains("exitPath") }
    #expect(!quiet.isEmpty && quiet.allSatisfy { $0.inputs?.contains("request") == true })
    // Nothing is nested in two pages: what speaks of that is not decided.
    #expect(found.conditions.contains { $0.clause == "A6.nested" && $0.scenario == nil })
  }

  @Test("Nothing is found where nothing is followed, nor of what there is not")
  func nothing() throws {
    let none = try DecisiveInputs(of: "reference", by: Repository.specification.get(), on: [])
    #expect(none?.decisive == 0)
    #expect(try DecisiveInputs(of: "nobody", by: Repository.specification.get(), on: []) == nil)
  }
}
