import Conformance
import Machine
import Mutants
import Properties
import PropertyTesting
import Specification
import Testing
import Foundation

@Suite struct Probe {
  @Test func probe() throws {
    let spec = try Repository.specification.get()
    for mutant in Mutant.all {
      let t = Date()
      let imp = Implementation.mutant(mutant)
      var firsts: [String] = []
      var line = ""
      for seed in 1...2 as ClosedRange<UInt64> {
        let r = try Campaign(imp, spec, seed: .init(rawValue: seed), runs: 2000).perform()
        let c = try spec.index(of: mutant.expected)
        firsts.append(r.firstViolations[c].map { "\($0.run)" } ?? "NONE")
        if seed == 1 {
          line = r.firstViolations.sorted { $0.value.run < $1.value.run }.prefix(4).map { "\(spec.clauses[$0.key].clause.id)@\($0.value.run)" }.joined(separator: " ")
          if let f = r.firstViolations[c] {
            let u = Date()
            if let (e, rep) = CounterexampleSearch(imp, spec).shrink(f, seed: 1) {
              line += " | shrunk \(e.workload.commands.count) cmds \(e.workload.failures.refusals.count) refusals on \(e.workload.geometry) \(rep.evaluations) \(rep.ending) \(Date().timeIntervalSince(u)) clauses \(e.clauses)"
            } else { line += " | NOT SHRUNK" }
          }
        }
      }
      FileHandle.standardOutput.write(Data("PROBE \(mutant.name) \(mutant.expected) \(firsts.joined(separator: ",")) \(line) \(Date().timeIntervalSince(t))\n".utf8))
    }
    for seed in 1...2 as ClosedRange<UInt64> {
      for runs in [1000, 3000, 20000] {
      let r = try Campaign(.reference, spec, seed: .init(rawValue: seed), runs: runs).perform()
      let vac = r.tallies.indices.filter { r.tallies[$0].exercised == 0 && !spec.clauses[$0].clause.profiles.isDisjoint(with: ["contract","seed"]) }.map { spec.clauses[$0].clause.id }
      print("PROBE reference", seed, runs, r.firstViolations.map { "\(spec.clauses[$0.key].clause.id)@\($0.value.run)" }, vac, r.discarded, r.halted)
      }
    }
  }
}
