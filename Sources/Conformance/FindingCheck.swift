import Foundation
import Properties
import Specification

/// Replays the witnesses of findings: a finding excuses only what a run still shows, and is absent only where a witness
/// that ran to its end breaks nothing.
struct FindingCheck {
  private let specification: Specification
  /// The witnesses of each finding.
  private let witnesses: [String: [Counterexample]]

  /// Reads the witnesses.
  ///
  /// - Throws: `InputError` for a witness that cannot be read.
  init(_ specification: Specification) throws(InputError) {
    self.specification = specification
    var witnesses: [String: [Counterexample]] = [:]
    for compiled in specification.findings {
      let folder = (compiled.finding.file as NSString).deletingLastPathComponent
      for name in compiled.finding.witness.split(separator: " ") {
        witnesses[compiled.finding.id, default: []].append(try Counterexample.load(path: folder + "/" + name))
      }
    }
    self.witnesses = witnesses
  }

  /// What became of every finding in an implementation that claims one of its clauses.
  func check(_ implementation: Implementation, explained: [String: Int]) -> [Report.FindingEntry] {
    var entries: [Report.FindingEntry] = []
    let search = CounterexampleSearch(implementation, specification)
    let claimed = Set(search.claimed.map { specification.clauses[$0].clause.id })
    for compiled in specification.findings where !claimed.isDisjoint(with: compiled.finding.clauses) {
      let finding = compiled.finding
      let isDeclared = finding.implementations.contains(implementation.family)
      var broken: Set<String> = []
      for witness in witnesses[finding.id] ?? [] {
        for violation in search.violations(by: witness.workload)
        where violation.finding == (isDeclared ? finding.id : nil) {
          broken.insert(specification.clauses[violation.clause].clause.id)
        }
      }
      let atFault = finding.clauses.filter { broken.contains($0) != isDeclared && claimed.contains($0) }
      let state: Report.FindingState =
        switch (isDeclared, atFault.isEmpty) {
        case (true, true): .shown
        case (true, false): .stale
        case (false, true): isComplete(finding.id, implementation) ? .absent : .unknown
        case (false, false): .undeclared
        }
      entries.append(
        Report.FindingEntry(
          id: finding.id, title: finding.title, clauses: finding.clauses, domain: finding.domain,
          implementation: implementation.name, witness: finding.witness, state: state,
          clausesAtFault: atFault, explained: explained[finding.id] ?? 0))
    }
    return entries
  }

  /// Whether some witness of a finding runs to its end, and not only until its fuel is spent.
  private func isComplete(_ finding: String, _ implementation: Implementation) -> Bool {
    (witnesses[finding] ?? []).contains { implementation.run($0.workload).halt == nil }
  }
}
