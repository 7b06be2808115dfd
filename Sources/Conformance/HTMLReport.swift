/// A report as one self-contained page: no scripts, no links to elsewhere.
public struct HTMLReport {
  private let report: Report
  private var core: Report.Core { report.core }

  /// A rendering of a report.
  public init(_ report: Report) { self.report = report }

  /// The page.
  public var text: String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>vmverify: \(escape(core.verdict))</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <style>\(HTMLReport.style)</style></head><body>
    <h1>vmverify: <span class="\(escape(core.verdict))">\(escape(core.verdict))</span></h1>
    \(core.isComplete ? "" : "<p class=\"violated\">Interrupted: only what is listed was looked at.</p>")
    <p>Seed \(escape(core.seed)), \(core.runs) runs of each implementation asked for, \(escape(core.solver.name)) \
    \(escape(core.solver.version)) on \(sample). Begun \(escape(report.about.started)), \
    \(Int(report.about.seconds.rounded())) s on \(report.about.processors) processors.</p>
    \(failures)\(implementations)\(clauses)\(findings)\(recordings)
    </body></html>

    """
  }

  private var sample: String {
    switch core.solver.stride {
    case 0: "no run"
    case 1: "every run"
    default: "one run in \(core.solver.stride)"
    }
  }

  /// What keeps the verdict from being `conforms`, before anything else.
  private var failures: String {
    var items = core.clauses.flatMap { clause in
      (clause.implementations + clause.recordings).filter { $0.verdict.isFailure }.map { evidence in
        let path = evidence.counterexample.map { ": <a href=\"\(escape($0))\">counterexample</a>" } ?? ""
        return """
          <li><b class="\(escape(evidence.verdict.rawValue))">\(escape(evidence.verdict.rawValue))</b> \
          <a href="#\(escape(clause.id))">\(escape(clause.id))</a> by \(escape(evidence.name)): \
          \(escape(clause.title))\(path)</li>
          """
      }
    }
    items += core.findings.filter(\.state.isFailure).map { finding in
      """
      <li><b class="violated">\(escape(finding.state.rawValue))</b> finding \(escape(finding.id)) of \
      \(escape(finding.implementation)): its witness \(finding.state == .stale ? "no longer breaks" : "breaks") \
      \(escape(finding.clausesAtFault.joined(separator: ", ")))</li>
      """
    }
    return items.isEmpty ? "" : "<ul>\(items.joined(separator: "\n"))</ul>"
  }

  private var implementations: String {
    core.implementations.map { entry in
      let rows = entry.coverage.sorted { $0.key < $1.key }
        .map { "<tr><td>\(escape($0.key))</td><td class=\"n\">\($0.value)</td></tr>" }.joined()
      return """
        <h2>\(escape(entry.name))</h2>
        <p>\(escape(ClauseCounts(core.evidence(ofImplementation: entry.name)).text)).</p>
        <p>\(entry.runs) runs, \(entry.calls) calls, \(entry.events) events; \(entry.halted) \
        ended in a halt (a fault, a BUG or too many steps: an outcome beside an address and NULL); \
        \(entry.observationsCompared) observations derived twice, \(entry.observationsDiffering) differing; claims \
        \(escape(entry.profiles.joined(separator: ", "))).</p>
        \(entry.refinement.map(refinement) ?? "")
        \(entry.paths.map(paths) ?? "")
        <details><summary>What the runs reached</summary>\(table("<table>\(rows)</table>"))</details>
        \(conditions(of: entry.name))
        """
    }.joined()
  }

  private func conditions(of implementation: String) -> String {
    let conditions = core.conditions(of: implementation)
    guard conditions.count > 0 else { return "" }
    let rows = conditions.open.map { open in
      """
      <tr><td><a href="#\(escape(open.clause))">\(escape(open.clause))</a></td>\
      <td><code>\(escape(open.condition.condition))</code></td><td>\(escape(open.condition.was))</td></tr>
      """
    }.joined()
    return """
      <details><summary>Conditions of its clauses: \(conditions.decisive) of \(conditions.count) were decisive in \
      some run</summary>
      <p>A condition is decisive in a run where the clause holds, and would be broken if that condition alone were \
      otherwise. These were in none: either no run has come there, or what the clause says beside it leaves it nothing \
      to decide.</p>
      \(table("<table><thead><tr><th>Clause</th><th>Condition</th><th>It was</th></tr></thead>\(rows)</table>"))</details>
      """
  }

  private func paths(_ paths: Report.Paths) -> String {
    let left =
      (paths.notFollowed.map { "not followed: \($0.key) (\($0.value))" }
      + paths.undecided.map { "not decided: \($0.key) (\($0.value))" }).sorted()
    return """
      <p>For every rest of the last page, mask, node and protection, and all frames that are given: \
      \(paths.casesOnProved) of \(paths.cases) runs are on \(paths.proved) proved paths, of \(paths.paths). Of paths \
      that none of them went \(paths.unmet.count) were run with arguments that the solver found: \
      \(paths.unmetProved) more paths are proved, \(paths.unmetNotProved) are not, \(paths.unmetNotFollowed) runs were \
      not followed; \(paths.unmetLeft) comparisons are left. A path is that of a history: the calls, their pages, \
      alignments and flags, what was refused, and where a frame was one that had been given back.</p>
      \(left.isEmpty ? "" : "<ul>\(left.map { "<li>\(escape($0))</li>" }.joined())</ul>")
      """
  }

  private func refinement(_ result: RefinementCampaign.Result) -> String {
    let first = result.first.map { ": \(escape(MismatchText.summary($0)))" } ?? ""
    let failure = "<b class=\"violated\">refinement fails in \(result.mismatches) histories\(first)</b>"
    return """
      <p>Beside the reference: \(result.commands) commands, \(result.areas) areas compared, \
      \(result.cut) histories cut short by a halt of the reference, a misuse, or spent fuel; \
      \(result.mismatches == 0 ? "refinement holds" : failure).</p>
      """
  }

  private var clauses: String {
    let implementations = core.implementations.map(\.name)
    let recordings = core.recordings.map(\.name)
    let columns = (core.model == nil ? [] : ["model"]) + implementations + recordings
    let head = columns.map { "<th>\(escape($0))</th>" }.joined()
    let rows = core.clauses.map { clause in
      let cells =
        (implementations.map { name in clause.implementations.first { $0.name == name } }
        + recordings.map { name in clause.recordings.first { $0.name == name } })
        .map { $0.map { cell($0, of: clause) } ?? "<td></td>" }.joined()
      let model = core.model == nil ? "" : modelCell(clause.model)
      let domain =
        clause.domain.isEmpty ? "" : "<br><small>declared broken by \(escape(clause.domain))</small>"
      return """
        <tr id="\(escape(clause.id))"><td><b>\(escape(clause.id))</b></td><td>\(escape(clause.title))\(domain)<br>\
        <code>\(escape(clause.source))</code></td><td>\(escape(clause.profiles.joined(separator: ", ")))\
        \(clause.isAssumption ? "<br><small>assumption</small>" : "")</td>\(model)\(cells)</tr>
        """
    }.joined(separator: "\n")
    return """
      <h2>Clauses</h2>
      <p>A cell says what is known and on how many observations the clause had something to say. Only a proof \
      is called proved; what a recording cannot show is not observable.</p>\(modelText)
      \(table("<table><thead><tr><th>Id</th><th>Clause</th><th>Profile</th>\(head)</tr></thead><tbody>\(rows)</tbody></table>"))
      """
  }

  private func modelCell(_ model: Report.ModelEvidence?) -> String {
    guard let model else { return "<td></td>" }
    let failed = core.model?.isUndecided == true ? "unknown" : "violated"
    let state = model.reason == nil ? "proved" : failed
    var lines = ["<b class=\"\(state)\">\(escape(model.verdict))</b>"]
    if let reason = model.reason { lines.append("<small>\(escape(reason))</small>") }
    lines.append("<small>\(escape(model.obligations.joined(separator: ", ")))</small>")
    if !model.invariants.isEmpty {
      lines.append("<small>assumes \(escape(model.invariants.joined(separator: ", ")))</small>")
    }
    return "<td>\(lines.joined(separator: "<br>"))</td>"
  }

  /// What the column of the model says, and what it assumes.
  private var modelText: String {
    guard let model = core.model else { return "" }
    let base = core.clauses.compactMap(\.model?.restsOn).max() ?? 0
    let failures = (model.differences + model.unproved).map { "<li class=\"violated\">\(escape($0))</li>" }
    let assumptions = model.assumptions.map { "<li>\(escape($0))</li>" }
    return """
      <p>The column model speaks of the transition system in <code>proofs/</code>, for every number of pages, areas and \
      frames, and of no implementation: \(model.proved) of \(model.obligations) obligations are proved by \
      \(escape(model.solver)). A clause assumes the invariants that stand in its cell; \(base) obligations show \
      that all invariants hold at first and that each step and call keeps them.</p><ul>\(failures.joined())</ul>
      \(codeText)<details><summary>What all of these proofs assume</summary><ul>\(assumptions.joined())</ul></details>
      """
  }

  /// Whose code does what the transition system does.
  private var codeText: String {
    (core.code ?? []).map { code in
      let reasons = code.reasons.prefix(5).map { "<li>\(escape($0))</li>" }.joined()
      let verdict =
        code.isProved
        ? "<b class=\"proved\">each step of \(escape(code.implementation)), once it has a range, is one of the "
          + "system</b>, on a machine on which loops are gone through once from any state: \(code.obligations) "
          + "obligations on \(code.paths) paths. So what is proved of the system is proved of it, for less than 2^29 pages"
          + (code.leftOut.isEmpty
            ? "."
            : ", but for clauses about what it does otherwise, or before it has a range: \(escape(code.leftOut.joined(separator: ", "))).")
        : "<b class=\"unknown\">\(escape(code.implementation)) is not proved to do what the system does</b>: "
          + "\(code.proved) of \(code.obligations) obligations on \(code.paths) paths.<ul>\(reasons)</ul>"
      return "<p>\(verdict)</p>"
    }.joined()
  }

  private func cell(_ evidence: Report.Evidence, of clause: Report.ClauseEntry) -> String {
    let verdict = escape(evidence.verdict.rawValue)
    var lines = ["<b class=\"\(verdict)\">\(escape(clause.word(for: evidence.verdict)))</b>"]
    if evidence.isProved == true {
      lines.append("<b class=\"proved\">proved</b> <small>(model and code)</small>")
    }
    if evidence.judged > 0 { lines.append("<small>\(evidence.exercised) of \(evidence.judged)</small>") }
    if let decided = evidence.solverDecided {
      let leftOut = evidence.solverLeftOut.map { $0 == 0 ? "" : ", \($0) too large" } ?? ""
      lines.append("<small>solver: \(decided)\(leftOut)</small>")
    }
    for (finding, count) in (evidence.excused ?? [:]).sorted(by: { $0.key < $1.key }) {
      lines.append("<small>\(escape(finding)): \(count)</small>")
    }
    if let reason = evidence.reason { lines.append("<small>\(escape(reason))</small>") }
    if let path = evidence.counterexample { lines.append("<a href=\"\(escape(path))\">counterexample</a>") }
    if let places = evidence.lines?.prefix(3) {
      lines.append("<small>line \(places.map { String($0) }.joined(separator: ", "))</small>")
    }
    return "<td>\(lines.joined(separator: "<br>"))</td>"
  }

  private var findings: String {
    guard !core.findings.isEmpty else { return "" }
    let rows = core.findings.map { finding in
      """
      <tr><td><b>\(escape(finding.id))</b></td><td>\(escape(finding.title))<br><small>\(escape(finding.domain))</small></td>\
      <td>\(escape(finding.clauses.joined(separator: ", ")))</td><td>\(escape(finding.witness))</td>\
      <td>\(escape(finding.implementation))</td>\
      <td class="\(finding.state.isFailure ? "violated" : finding.state == .unknown ? "" : "passed")">\(escape(finding.state.rawValue))</td>\
      <td class="n">\(finding.explained)</td></tr>
      """
    }.joined(separator: "\n")
    return """
      <h2>Findings</h2>
      <p>Declared deviations. Each is shown by its witness, a run, and explains violations only where its domain says; it is absent where a witness that runs to its end breaks nothing.</p>
      \(table("""
      <table><thead><tr><th>Id</th><th>Finding</th><th>Clauses</th><th>Witness</th><th>Implementation</th>\
      <th>There</th>\
      <th>Violations in random runs that it explains</th></tr></thead><tbody>\(rows)</tbody></table>
      """))
      """
  }

  private var recordings: String {
    guard !core.recordings.isEmpty else { return "" }
    let rows = core.recordings.map { entry in
      let failures = entry.partialFailures.map { "i = \($0.obtained) of \($0.needed) (line \($0.line))" }
      return """
        <tr><td>\(escape(entry.name))</td><td class="\(escape(entry.verdict))">\(escape(entry.verdict))</td>\
        <td>\(escape(ClauseCounts(core.evidence(ofRecording: entry.name)).text))</td>\
        <td class="n">\(entry.areasInFull) of \(entry.areas)</td><td class="n">\(entry.nestedArrays)</td>\
        <td class="n">\(entry.pages)</td>\
        <td class="n">\(entry.pagesReleased)</td><td class="n">\(entry.translations)</td>\
        <td>\(escape(failures.joined(separator: "; ")))</td>\
        <td>\(escape(entry.setAside.joined(separator: ", ")))</td></tr>
        """
    }.joined(separator: "\n")
    return """
      <h2>Recordings of a real kernel</h2>
      \(table("""
      <table><thead><tr><th>Recording</th><th>Verdict</th><th>Clauses</th>\
      <th>Areas judged in full</th><th>Nested arrays</th><th>Pages</th><th>Released</th>\
      <th>Translations</th><th>Partial failures</th><th>Set aside</th></tr></thead><tbody>\(rows)</tbody></table>
      """))
      """
  }

  /// A table in a box of its own that scrolls, so that a narrow window keeps the page.
  private func table(_ text: String) -> String { "<div class=\"wide\">\(text)</div>" }

  private static let style = """
    body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:75em;padding:0 1em;color:#222}
    table{border-collapse:collapse;width:100%;margin:.5em 0}td,th{border:1px solid #ddd;padding:.3em .5em;text-align:left;vertical-align:top}
    th{background:#f4f4f4}code{font-size:.85em;color:#555}small{color:#666}.n{text-align:right}
    .wide{overflow-x:auto}td{min-width:4em}td:nth-child(2){min-width:14em}.n{min-width:2em}
    .passed,.conforms,.proved{color:#06733a}.violated,.vacuous,.error{color:#b00020}.unknown{color:#9a5b00}
    .not-observable,.not-exercised{color:#777;font-weight:normal}
    """
}

/// Text made safe for an HTML page, in content and in quoted attributes alike.
func escape(_ text: String) -> String {
  var result = ""
  for character in text.unicodeScalars {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(character)
    }
  }
  return result
}
