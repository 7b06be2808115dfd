import Foundation
import Specification

/// Replays the witnesses of findings: a finding excuses only what a run still shows.
struct FindingCheck {
  private let specification: Specification
  /// The witnesses of each finding.
  private let witnesses: [String: [Counterexample]]

  /// Reads the witnesses of the findings that some implementations have.
  ///
  /// - Throws: `InputError` for a witness that cannot be read.
  init(_ specification: Specification, of implementations: [Implementation]) throws(InputError) {
    self.specification = specification
    let families = Set(implementations.map(\.family))
    var witnesses: [String: [Counterexample]] = [:]
    for compiled in specification.findings
    where !compiled.finding.implementations.isDisjoint(with: families) {
      let folder = (compiled.finding.file as NSString).deletingLastPathComponent
      for name in compiled.finding.witness.split(separator: " ") {
        witnesses[compiled.finding.id, default: []].append(try Counterexample.load(path: folder + "/" + name))
      }
    }
    self.witnesses = witnesses
  }

  /// The findings of an implementation, each with the clauses that its witnesses no longer break.
  func check(_ implementation: Implementation, explained: [String: Int]) -> [Report.FindingEntry] {
    var entries: [Report.FindingEntry] = []
    let search = CounterexampleSearch(implementation, specification)
    for compiled in specification.findings
    where compiled.finding.implementations.contains(implementation.family) {
      let finding = compiled.finding
      var shown: Set<String> = []
      for witness in witnesses[finding.id] ?? [] {
        for violation in search.violations(by: witness.workload) where violation.finding == finding.id {
          shown.insert(specification.clauses[violation.clause].clause.id)
        }
      }
      let missing = finding.clauses.filter { !shown.contains($0) }
      entries.append(
        Report.FindingEntry(
          id: finding.id, title: finding.title, clauses: finding.clauses, domain: finding.domain,
          implementation: implementation.name, witness: finding.witness, isShown: missing.isEmpty,
          missing: missing, explained: explained[finding.id] ?? 0))
    }
    return entries
  }
}
