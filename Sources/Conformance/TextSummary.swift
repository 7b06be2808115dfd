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
    if let model = core.model { lines += self.model(model) }
    lines += findings
    lines.append("")
    lines += hints
    lines.append(
      "verdict: \(core.verdict)\(core.isComplete ? "" : " (interrupted: only what is listed was looked at)")")
    return lines.joined(separator: "\n")
  }

  private func implementation(_ entry: Report.ImplementationEntry) -> [String] {
    let evidence = core.evidence(ofImplementation: entry.name)
    var lines = [
      "\(entry.name): \(entry.runs) runs, \(entry.calls) calls, \(entry.events) events, seed \(core.seed)",
      "  profiles \(entry.profiles.joined(separator: ", ")); \(ClauseCounts(evidence).text)",
    ]
    let conditions = core.conditions(of: entry.name)
    if conditions.count > 0 {
      lines.append(
        "  conditions of its clauses: \(conditions.decisive) of \(conditions.count) were decisive in some run"
      )
    }
    let decided = evidence.compactMap(\.item.solverDecided).reduce(0, +)
    let disagreeing = evidence.compactMap(\.item.solverDisagreeing).reduce(0, +)
    let leftOut = evidence.compactMap(\.item.solverLeftOut).reduce(0, +)
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
    if let refinement = entry.refinement { lines += TextSummary.refinement(refinement) }
    if let paths = entry.paths { lines += TextSummary.paths(paths) }
    for (clause, item) in evidence where item.verdict != .passed {
      lines.append("  \(item.verdict.rawValue)  \(clause.id)  \(clause.title)")
      if let reason = item.reason { lines.append("      \(reason)") }
      if let path = item.counterexample, let folder {
        lines.append("      counterexample: \(folder)/\(path)")
      }
    }
    return lines
  }

  private func model(_ model: Report.Model) -> [String] {
    let proved = core.clauses.filter { $0.model?.verdict == "proved (model)" }
    let heart = proved.count { HeartClauses.all.contains($0.id) }
    return [
      "model: \(model.proved) of \(model.obligations) obligations proved by \(model.solver), for every size",
      "  \(proved.count) clauses proved (model), among them \(heart) of the \(HeartClauses.all.count) heart clauses",
    ] + (model.differences + model.unproved).map { "  not proved  \($0)" } + (core.code ?? []).flatMap(code)
  }

  private func code(_ code: Report.CodeProof) -> [String] {
    let clauses = core.clauses.filter { clause in
      clause.implementations.contains { $0.name == code.implementation && $0.isProved == true }
    }
    let heart = clauses.count { HeartClauses.all.contains($0.id) }
    guard code.isProved else {
      return [
        "  \(code.implementation): \(code.proved) of \(code.obligations) obligations of its code proved; not proved to do what "
          + "the system does"
      ] + code.reasons.prefix(3).map { "    \($0)" }
    }
    return [
      "  \(code.implementation): its code does what the system does (\(code.obligations) obligations, \(code.paths) paths)",
      "  \(code.implementation): \(clauses.count) clauses proved, among them \(heart) of the "
        + "\(Self.heart(of: code, in: core)) heart clauses that it claims",
    ]
  }

  /// How many heart clauses an implementation claims.
  private static func heart(of code: Report.CodeProof, in core: Report.Core) -> Int {
    core.clauses.count { clause in
      HeartClauses.all.contains(clause.id)
        && clause.implementations.contains { $0.name == code.implementation }
    }
  }

  private static func paths(_ paths: Report.Paths) -> [String] {
    var lines = [
      "  for every input: \(paths.casesOnProved) of \(paths.cases) runs are on \(paths.proved) proved paths"
    ]
    if paths.proved < paths.paths {
      lines.append("    not proved: \(paths.paths - paths.proved) of \(paths.paths) paths")
    }
    if !paths.unmet.isEmpty {
      let met = paths.unmet.count(where: \.isMet)
      lines.append(
        "    paths that none of them went: \(paths.unmet.count) runs made, \(met) go there, "
          + "\(paths.unmetProved) more paths proved")
      let gaps = [
        (paths.unmetNotProved, "paths not proved"), (paths.unmetNotFollowed, "runs not followed"),
        (paths.unmetLeft, "comparisons not looked at"),
      ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      if !gaps.isEmpty { lines.append("      left: \(gaps.joined(separator: ", "))") }
    }
    let left =
      (paths.notFollowed.map { ("not followed: \($0.key)", $0.value) })
      + paths.undecided.map { ("not decided: \($0.key)", $0.value) }
    return lines + left.sorted { $0 < $1 }.map { "    \($0.0) (\($0.1))" }
  }

  private static func refinement(_ result: RefinementCampaign.Result) -> [String] {
    let lines = [
      "  beside the reference: \(result.commands) commands, \(result.areas) areas compared, "
        + "\(result.cut) histories cut short; "
        + (result.mismatches == 0 ? "refinement holds" : "refinement FAILS in \(result.mismatches) histories")
    ]
    guard let first = result.first else { return lines }
    return lines + MismatchText.lines(first, of: result.implementation).map { "      \($0)" }
  }

  private func recording(_ entry: Report.RecordingEntry) -> [String] {
    let evidence = core.evidence(ofRecording: entry.name)
    var lines = [
      "\(entry.name): \(entry.verdict)",
      "  areas: \(entry.areasInFull) of \(entry.areas) judged in full; \(entry.nestedArrays) nested arrays",
      "  pages: \(entry.pages) obtained, \(entry.pagesReleased) released, \(entry.translations) translations read",
    ]
    for failure in entry.partialFailures {
      lines.append(
        "  line \(failure.line): partial failure at i = \(failure.obtained) of \(failure.needed) pages, "
          + "\(failure.released) released")
    }
    if entry.partialFailures.isEmpty { lines.append("  no partial failures") }
    if !entry.setAside.isEmpty { lines += TextSummary.wrapped("  set aside: ", entry.setAside) }
    lines.append("  " + ClauseCounts(evidence).text)
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
    let absent = Dictionary(grouping: core.findings.filter { $0.state == .absent }, by: \.implementation)
      .sorted { $0.key < $1.key }
      .map { name, entries in
        "absent from \(name), as their witnesses show: \(entries.map(\.id).joined(separator: ", "))"
      }
    return core.findings.filter { $0.state != .absent }.map { finding in
      let atFault = finding.clausesAtFault.joined(separator: ", ")
      let state =
        switch finding.state {
        case .shown, .absent: "shown by \(finding.witness)"
        case .unknown: "UNKNOWN: none of \(finding.witness) runs to its end"
        case .stale: "STALE: \(finding.witness) no longer breaks \(atFault)"
        case .undeclared: "UNDECLARED: \(finding.witness) breaks \(atFault)"
        }
      return "finding \(finding.id) (\(finding.implementation)): \(finding.title)\n  "
        + "\(finding.clauses.joined(separator: ", ")); \(state); explains \(finding.explained) random violations"
    } + absent
  }

  /// A list in lines of at most 80 columns, as far as its items allow; all but the first are indented.
  private static func wrapped(_ start: String, _ items: [String]) -> [String] {
    var lines = [start]
    for (index, item) in items.enumerated() {
      let text = index + 1 < items.count ? item + "," : item
      if index > 0, lines[lines.count - 1].count + 1 + text.count > 80 {
        lines.append("    " + text)
      } else {
        lines[lines.count - 1] += (index > 0 ? " " : "") + text
      }
    }
    return lines
  }
}
