import ArgumentParser
import Conformance
import Machine
import Specification

struct ListClauses: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "specification",
    abstract: "List the clauses and findings of the specification.",
    discussion: """
      For each clause: who claims it, what it is judged on, the statement of the seed it comes from, and \
      the facts a recording has to show for it to be observable there.
      """)

  @Flag(help: "Print tables in Markdown.")
  var markdown = false

  @OptionGroup var specs: SpecificationOption

  func run() throws {
    try reportingErrors {
      let specification = try specs.load()
      let lines = markdown ? markdownLines(specification) : textLines(specification)
      try Terminal.out(lines.joined(separator: "\n"))
      return .conforms
    }
  }

  private func textLines(_ specification: Specification) -> [String] {
    var lines: [String] = []
    for entry in specification.clauses {
      let clause = entry.clause
      let status = clause.isAssumption ? " (assumption)" : ""
      lines.append("\(clause.id)  \(clause.title)\(status)")
      lines.append("    profiles \(profiles(clause)); judged on \(units(clause)); seed: \(clause.source)")
      if !entry.needs.names.isEmpty { lines.append("    needs \(entry.needs.names.joined(separator: ", "))") }
    }
    for entry in specification.findings {
      let finding = entry.finding
      lines.append("finding \(finding.id) (\(names(finding.implementations))): \(finding.title)")
      lines.append("    breaks \(finding.clauses.joined(separator: ", ")): \(finding.domain)")
    }
    return lines
  }

  private func markdownLines(_ specification: Specification) -> [String] {
    var lines = ListClauses.header(["Clause", "Title", "Profiles", "Units", "Seed statement", "Facts needed"])
    for entry in specification.clauses {
      let clause = entry.clause
      let title = clause.title + (clause.isAssumption ? " (assumption)" : "")
      lines.append(
        ListClauses.row([
          clause.id, title, profiles(clause), units(clause), "`\(clause.source)`",
          entry.needs.names.joined(separator: ", "),
        ]))
    }
    lines.append("")
    lines += ListClauses.header(["Finding", "Title", "Implementations", "Clauses", "Domain", "Witnesses"])
    for entry in specification.findings {
      let finding = entry.finding
      lines.append(
        ListClauses.row([
          finding.id, finding.title, names(finding.implementations), finding.clauses.joined(separator: ", "),
          finding.domain, finding.witness.split(separator: " ").joined(separator: ", "),
        ]))
    }
    return lines
  }

  private func profiles(_ clause: Clause) -> String { names(Set(clause.profiles.map(\.rawValue))) }

  /// The units in the order of their declaration.
  private func units(_ clause: Clause) -> String {
    Unit.allCases.filter { clause.units.contains($0) }.map(\.rawValue).joined(separator: ", ")
  }

  private func names(_ set: Set<String>) -> String { set.sorted().joined(separator: ", ") }

  private static func header(_ titles: [String]) -> [String] {
    [row(titles), row(titles.map { _ in "---" })]
  }

  /// A row of a table; a bar within a cell would end the cell.
  private static func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}
