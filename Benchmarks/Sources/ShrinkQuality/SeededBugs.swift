import Conformance
import Foundation
import Machine
import Mutants
import Properties
import PropertyTesting
import Specification

// The seeded bugs of the project: histories of an allocator with one step at fault, until they break the clause that it
// should be caught by.

extension Challenge {
  /// A seeded bug, on the smallest machine that shows it.
  ///
  /// What is measured is the shrinking of whole workloads: the machine's memory, what the environment refuses, and the
  /// calls. The least length is found by breadth-first search over the alphabets of `CommandAlphabet`.
  init(_ mutant: Mutant) {
    self.init(name: "seeded: \(mutant.name)", proofLimit: 12_000) {
      let specification = try Specification(folder: Self.specs)
      guard let clause = specification.clauses.firstIndex(where: { $0.clause.id == mutant.expected }) else {
        throw UnknownClause(clause: mutant.expected)
      }
      let search = CounterexampleSearch(.mutant(mutant), specification)
      // Only there a page array of few pages has more bytes than an unsigned int holds.
      let machine: Geometry = mutant.name == "opt-narrow-array-bytes" ? .wrap16 : .tiny8
      let least = CommandAlphabet.leastLength(CommandAlphabet.all(machine)) { search.breaks(clause, by: $0) }
      return { seed, proofBudget in
        let shrinker = Shrinker(budget: search.budget, proofBudget: proofBudget)
        let (failure, nanoseconds) = try Self.failure(
          mutant.name, seed, shrinker,
          { source in
            let workload = Workload.generate(&source, on: machine)
            if workload.shape == nil { try source.discard() }
            return workload
          }, fails: { search.breaks(clause, by: $0) })
        let length = failure.value.length
        if let least, length < least {
          throw ShorterThanLeast(challenge: mutant.name, least: least, found: failure.value, seed: seed)
        }
        var sample = Sample(failure, isMinimal: length == least, nanoseconds: nanoseconds)
        sample.length = length
        sample.least = least
        return sample
      }
    }
  }

  private static let specs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Specs").standardizedFileURL.path

  static let seeded = Mutant.all.map { Challenge($0) }
}

/// A clause that no specification has.
struct UnknownClause: Error {
  var clause: String
}

/// A failure that is shorter than the breadth-first search has found: its alphabets are too small.
struct ShorterThanLeast: Error {
  var challenge: String
  var least: Int
  var found: Workload
  var seed: Seed
}
