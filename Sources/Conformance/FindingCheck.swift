import Foundation
import Specification

/// Replays the witnesses of findings: a finding excuses only what a run still shows.
struct FindingCheck {
  let specification: Specification

  /// The findings of an implementation, each with the clauses that its witnesses no longer break.
  ///
  /// - Throws: `InputError` for a witness that cannot be read.
  func check(_ implementation: Implementation, explained: [String: Int]) throws(InputError) -> [Report
    .FindingEntry]
  {
    var entries: [Report.FindingEntry] = []
    for compiled in specification.findings
    where compiled.finding.implementations.contains(implementation.family) {
      let finding = compiled.finding
      let folder = (finding.file as NSString).deletingLastPathComponent
      var shown: Set<String> = []
      for name in finding.witness.split(separator: " ") {
        let witness = try Counterexample.load(path: folder + "/" + name)
        let search = CounterexampleSearch(implementation, specification)
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
