/// A report as a person reads it on a terminal.
public struct TextSummary {
  private let core: Report.Core
  private let folder: String?

  /// A rendering of a report.
  ///
  /// - Parameter folder: where its counterexamples are; nil if they are not written.
  public init(_ core: Report.Core, in folder: String? = nil) {
    self.core = core
    self.folder = folder
  }

  /// The lines, at most about 100 columns wide.
  public var text: String {
    var lines: [String] = []
    for entry in core.implementations { lines += implementation(entry) }
    for entry in core.recordings { lines += recording(entry) }
    lines += findings
    lines.append("")
    lines += hints
    lines.append(
      "verdict: \(core.verdict)\(core.isComplete ? "" : " (interrupted: only what is listed was looked at)")")
    return lines.joined(separator: "\n")
  }

  private func implementation(_ entry: Report.ImplementationEntry) -> [String] {
    let evidence = core.clauses.flatMap { clause in
      clause.implementations.filter { $0.name == entry.name }.map { (clause, $0) }
    }
    var lines = [
      "\(entry.name): \(entry.runs) runs, \(entry.calls) calls, \(entry.events) events, seed \(core.seed)",
      "  profiles \(entry.profiles.joined(separator: ", ")); "
        + TextSummary.counts(evidence.map(\.1.verdict)),
    ]
    let decided = evidence.compactMap(\.1.solverDecided).reduce(0, +)
    let disagreeing = evidence.compactMap(\.1.solverDisagreeing).reduce(0, +)
    let leftOut = evidence.compactMap(\.1.solverLeftOut).reduce(0, +)
    if decided + disagreeing > 0 {
      lines.append(
        "  \(core.solver.name) \(core.solver.version) judged the heart clauses on one run in "
          + "\(core.solver.stride): \(decided) decisions, \(disagreeing) in disagreement; "
          + "\(leftOut) observations too large")
    }
    if entry.observationsCompared > 0 {
      lines.append(
        "  \(entry.observationsCompared) observations were derived twice; \(entry.observationsDiffering) differ"
          + (entry.observationsDiffering > 0 ? ": no verdict can be trusted" : ""))
    }
    for (clause, item) in evidence where item.verdict != .passed {
      lines.append("  \(item.verdict.rawValue)  \(clause.id)  \(clause.title)")
      if let reason = item.reason { lines.append("      \(reason)") }
      if let path = item.counterexample, let folder {
        lines.append("      counterexample: \(folder)/\(path)")
      }
    }
    return lines
  }

  private func recording(_ entry: Report.RecordingEntry) -> [String] {
    let evidence = core.clauses.flatMap { clause in
      clause.recordings.filter { $0.name == entry.name }.map { (clause, $0) }
    }
    var lines = [
      "\(entry.name): \(entry.verdict)",
      "  \(entry.areas) areas, \(entry.nestedArrays) nested arrays, \(entry.pages) pages obtained, "
        + "\(entry.pagesReleased) released, \(entry.translations) translations",
    ]
    for failure in entry.partialFailures {
      lines.append(
        "  line \(failure.line): partial failure at i = \(failure.obtained) of \(failure.needed) pages, "
          + "\(failure.released) released")
    }
    if entry.partialFailures.isEmpty { lines.append("  no partial failures") }
    lines.append("  " + TextSummary.counts(evidence.map(\.1.verdict)))
    for (clause, item) in evidence where item.verdict == .violated {
      let places = (item.lines ?? []).prefix(5).map(String.init).joined(separator: ", ")
      lines.append("  violated  \(clause.id)  \(clause.title)")
      lines.append("      line \(places)\((item.lines ?? []).count > 5 ? ", ..." : "")")
    }
    return lines
  }

  /// What to do about what is not as it should be.
  private var hints: [String] {
    let evidence = core.clauses.flatMap(\.implementations)
    var lines: [String] = []
    if evidence.contains(where: { $0.verdict == .vacuous }) {
      lines.append("vacuous: more runs may give these clauses something to say")
    }
    return lines
  }

  private var findings: [String] {
    core.findings.map { finding in
      let state =
        finding.isShown
        ? "shown by \(finding.witness)"
        : "STALE: \(finding.witness) no longer breaks \(finding.missing.joined(separator: ", "))"
      return "finding \(finding.id) (\(finding.implementation)): \(finding.title)\n  "
        + "\(finding.clauses.joined(separator: ", ")); \(state); explains \(finding.explained) random violations"
    }
  }

  private static func counts(_ verdicts: [Verdict]) -> String {
    let parts = Verdict.allCases.compactMap { verdict -> String? in
      let count = verdicts.filter { $0 == verdict }.count
      return count == 0 ? nil : "\(count) \(verdict.rawValue)"
    }
    return "clauses: " + (parts.isEmpty ? "none" : parts.joined(separator: ", "))
  }
}
