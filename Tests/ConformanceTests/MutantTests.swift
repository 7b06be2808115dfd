import Conformance
import Foundation
import Mutants
import Properties
import PropertyTesting
import Specification
import Testing

/// Every seeded bug is caught by the clause that it was made for, and made small.
@Suite("Seeded bugs")
struct MutantTests {
  /// Runs that are enough to catch each; those that are not listed take 300.
  private static let runs = [
    "stale-search-cache": 6000, "unaligned-accepted": 1000, "unaligned-silent": 1000,
    "array-leaked": 1000, "opt-pools-never-drained": 3000, "opt-decay-loses-ranges": 1000,
    "opt-pooled-one-too-large": 2000, "failure-reported-anyway": 1000,
  ]

  /// The most commands that a shrunk history may have where pools have to be filled first; of those that are not listed
  /// it is 3.
  private static let longest = [
    "opt-pooled-one-too-large": 5, "opt-pools-never-drained": 5, "opt-decay-loses-ranges": 6,
  ]

  /// What the runs of each bug came to.
  private static let outcomes = Result {
    let specification = try Repository.specification.get()
    return try Dictionary(
      uniqueKeysWithValues: Mutant.all.map { mutant in
        var campaign = Campaign(.mutant(mutant), specification, seed: 1, runs: runs[mutant.name] ?? 300)
        // Where thousands of runs are needed, the first that breaks anything is what they are needed for. It has to break
        // what is expected: which runs are made after it depends on the processors.
        campaign.stopsAtFirst = campaign.runs > 2000
        return (mutant.name, try campaign.perform())
      })
  }

  @Test("every clause is broken by some seeded bug")
  func everyClause() throws {
    let specification = try Repository.specification.get()
    var missing: Set<String> = []
    for (index, entry) in specification.clauses.enumerated() where !entry.clause.isAssumption {
      guard !entry.clause.profiles.isDisjoint(with: Implementation.reference.profiles) else { continue }
      let outcomes = try Self.outcomes.get().values
      if outcomes.allSatisfy({ $0.tallies[index].violated == 0 }) { missing.insert(entry.clause.id) }
    }
    #expect(missing.isEmpty, "not broken: \(missing.sorted())")
  }

  @Test("a clause that cannot be false is broken by none")
  func tautology() throws {
    let specs = try SpecsCopy()
    try specs.addClause("X1", "(=> (= exitPath EXIT_OK) (w<= n n))")
    let specification = try specs.load()
    let clause = try specification.index(of: "X1")
    for mutant in Mutant.all.prefix(8) {
      let tally = try Campaign(.mutant(mutant), specification, seed: 1, runs: 30).perform().tallies[clause]
      #expect(tally.violated == 0 && tally.exercised > 0, "\(mutant.name)")
    }
  }

  @Test("caught, shrunk, written, read and replayed", arguments: Mutant.all.map(\.name))
  func caught(name: String) throws {
    let specification = try Repository.specification.get()
    let mutant = try #require(Mutant(named: name))
    let implementation = Implementation.mutant(mutant)
    let clause = try specification.index(of: mutant.expected)
    let outcome = try #require(try Self.outcomes.get()[name])
    let failure = try #require(outcome.firstViolations[clause], "\(name) is not caught")

    let search = CounterexampleSearch(implementation, specification)
    let (example, report) = try #require(search.shrink(failure, seed: 1))
    #expect(report.smallest.sequence.count <= failure.choices.count)
    #expect(example.clauses.first == mutant.expected)
    #expect(example.workload.commands.count <= (Self.longest[name] ?? 3), "\(example.workload)")

    let folder = try TemporaryFolder()
    let read = try Counterexample.load(path: try folder.write("example.json", try example.encoded()))
    #expect(read.workload == example.workload)
    #expect(search.broken(by: read.workload).contains(clause))
    let listing = ReplayListing(read, on: implementation, by: specification)
    #expect(listing.isBroken)
    let text = listing.text(mostEvents: 10_000)
    #expect(text.contains("step 1: ") && text.contains("memory map:"))
    #expect(text.contains("broken: \(mutant.expected)"))

    // It is the bug that breaks it, not the implementation that has it.
    let base = try #require(Implementation(named: implementation.family))
    let healthy = CounterexampleSearch(base, specification)
    #expect(healthy.broken(by: read.workload).isEmpty)
  }

  @Test("the choices in the file draw the workload in the file")
  func choices() throws {
    let specification = try Repository.specification.get()
    let implementation = try #require(Implementation(named: "mutant:mapped-to-first"))
    let clause = try specification.index(of: "I2")
    let campaign = Campaign(implementation, specification, seed: 1, runs: 200)
    let failure = try #require(try campaign.perform().firstViolations[clause])
    let (example, _) = try #require(
      CounterexampleSearch(implementation, specification).shrink(failure, seed: 1))
    let blob = try ReplayBlob(parsing: try #require(example.choices))
    var source = ChoiceSource(replaying: blob.sequence)
    #expect(Workload.generate(&source) == example.workload)
    #expect(example.seed == "0x0000000000000001" && example.run == failure.run)
  }

  @Test("what was not tried after an interruption proves nothing", arguments: [1, 5, 20])
  func interrupted(after tries: Int) throws {
    let specification = try Repository.specification.get()
    let implementation = try #require(Implementation(named: "mutant:mapped-to-first"))
    let clause = try specification.index(of: "I2")
    let campaign = Campaign(implementation, specification, seed: 1, runs: 200)
    let failure = try #require(try campaign.perform().firstViolations[clause])
    let search = CounterexampleSearch(implementation, specification)
    var asked = 0
    let (example, report) = try #require(
      search.shrink(failure, seed: 1) {
        asked += 1
        return asked > tries
      })
    #expect(report.ending == .budget && search.broken(by: example.workload).contains(clause))
    let (_, whole) = try #require(search.shrink(failure, seed: 1))
    #expect(whole.ending != .budget)
  }

  @Test("names are unique and known")
  func names() {
    #expect(Set(Mutant.all.map(\.name)).count == Mutant.all.count)
    #expect(Implementation.names.count == Mutant.all.count + 2)
    for name in Implementation.names { #expect(Implementation(named: name)?.name == name) }
    #expect(Implementation(named: "mutant:") == nil)
  }
}
