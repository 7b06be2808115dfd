import ArgumentParser
import Conformance
import Machine
import Mutants
import Proofs
import Specification

struct ListClauses: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "specification",
    abstract: "List the clauses and findings of the specification.",
    discussion: """
      For each clause: who claims it, what it is judged on, the statement of the seed it comes from, and \
      the facts a recording has to show for it to be observable there. In Markdown also its formula, the \
      obligations that prove it of the transition system, and the seeded bugs that it is there to catch.
      """)

  @Flag(help: "Print tables in Markdown.")
  var markdown = false

  @Option(help: ArgumentHelp("The folder of the proofs, for the tables in Markdown.", valueName: "folder"))
  var proofs = "proofs"

  @OptionGroup var specs: SpecificationOption

  func run() throws {
    try reportingErrors {
      let specification = try specs.load()
      let lines = markdown ? try markdownLines(specification) : textLines(specification)
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

  private func markdownLines(_ specification: Specification) throws -> [String] {
    let obligations = try ProofFolder(path: proofs, specification: specs.path()).obligationsOfClauses()
    var lines = ListClauses.header([
      "Clause", "Title", "Profiles", "Units", "Seed statement", "Formula", "Facts needed", "Proved by",
      "Tested by",
    ])
    for entry in specification.clauses {
      let clause = entry.clause
      let title = clause.title + (clause.isAssumption ? " (assumption)" : "")
      lines.append(
        ListClauses.row([
          clause.id, title, profiles(clause), units(clause), "`\(clause.source)`",
          formula(clause), entry.needs.names.joined(separator: ", "),
          ListClauses.brief(obligations[clause.id] ?? []), tests(of: clause),
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

  /// The formula, on one line.
  private func formula(_ clause: Clause) -> String {
    let commands = (try? CommandReader.commands(in: clause.text, file: clause.file)) ?? []
    return commands.compactMap {
      $0.form.first == .symbol("assert") ? $0.form.last.map { "`\($0.text)`" } : nil
    }
    .joined()
  }

  /// Random runs, and the seeded bugs that it is there to catch.
  private func tests(of clause: Clause) -> String {
    let mutants = Mutant.all.filter { $0.expected == clause.id }.map(\.name)
    return (["random runs"] + mutants.map { "`\($0)`" }).joined(separator: ", ")
  }

  /// Names of obligations, the members of a family as one.
  private static func brief(_ obligations: [String]) -> String {
    var families: [String] = []
    for obligation in obligations {
      let family = obligation.replacing(/(-[0-9]+)+$/, with: "-*")
      if families.last != family { families.append(family) }
    }
    return families.map { "`\($0)`" }.joined(separator: ", ")
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
