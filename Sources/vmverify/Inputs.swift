import ArgumentParser
import Conformance
import Exploration
import Machine
import SMT

struct Inputs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Have the solver say arguments at the boundary of each comparison of them.",
    discussion: """
      All paths of an allocation are followed, up to a number of pages, from some states. For each comparison of \
      arguments there, and each of its outcomes, the solver says the smallest size, alignment or mask with which it comes \
      out so, as near to the other outcome as it gets. Random runs draw some of their sizes and alignments from these: \
      Sources/Properties/BoundaryValues.swift has them for all machines, made with --source. With --conditions it says for \
      each condition of each clause inputs with which that is decisive: the clause holds, and would be broken if that \
      condition alone were otherwise. Exits with 2 if something was not decided.
      """)

  @Flag(
    help: "Look for inputs with which conditions of clauses are decisive, on the machines that this takes.")
  var conditions = false

  @OptionGroup var specs: SpecificationOption

  @Option(
    help: ArgumentHelp(
      "Whose comparisons: reference, optimized, mutant:NAME for a seeded bug, or all for both implementations.",
      valueName: "name"))
  var implementation = "all"

  @Option(help: ArgumentHelp("The machine, or all of them.", valueName: "name"))
  var machine = Geometry.x86_64.name

  @Option(help: "Pages that are followed at most.")
  var pages = 3

  @Flag(help: "Print the results as JSON.")
  var json = false

  @Flag(help: "Print the values as the Swift source that random runs draw them from.")
  var source = false

  func run() throws {
    FreedMemory.keep()
    try reportingErrors {
      guard pages > 0 else { throw UsageError(description: "--pages is \(pages); expected at least 1") }
      let names = implementation == "all" ? ["reference", "optimized"] : [implementation]
      guard names.allSatisfy({ ExploredImplementation(named: $0) != nil }) else {
        throw UsageError(
          description: "--implementation is \(implementation); expected all, reference, optimized, or "
            + "mutant:NAME for a seeded bug")
      }
      guard !source || !(json || conditions) else {
        throw UsageError(
          description: "--source is neither for --json nor for --conditions; leave one of them out")
      }
      if conditions { return try lookForConditions(names) }
      let machines = Geometry.all.filter { machine == "all" || $0.name == machine }
      guard !machines.isEmpty else {
        throw UsageError(
          description: "--machine is \(machine); expected all, "
            + Geometry.all.map(\.name).joined(separator: ", "))
      }
      let progress = ProgressLine(isQuiet: json)
      let found = try machines.map { geometry in
        (
          geometry.name,
          try BoundaryArguments(of: names, on: geometry, pages: pages) { progress.update($0, 0, 0) }
        )
      }
      progress.clear()
      if json {
        let entries = found.map {
          Entry(machine: $0.0, boundaries: $0.1.boundaries, undecided: $0.1.undecided)
        }
        try Terminal.out(String(decoding: try ReportWriter.encode(entries), as: UTF8.self))
      } else if source {
        try Terminal.out(swift(found))
      } else {
        try Terminal.out(found.flatMap(text).joined(separator: "\n"))
      }
      return found.allSatisfy { $0.1.undecided.isEmpty } ? .conforms : .unknown
    }
  }

  private func lookForConditions(_ names: [String]) throws -> ExitStatus {
    let specification = try specs.load()
    let progress = ProgressLine(isQuiet: json)
    let found = try names.compactMap { name in
      try DecisiveInputs(of: name, by: specification) { progress.update("\(name): scenarios", $0, $1) }
    }
    progress.clear()
    try Terminal.out(
      json
        ? String(decoding: try ReportWriter.encode(found), as: UTF8.self)
        : found.flatMap(text).joined(separator: "\n"))
    return found.allSatisfy { $0.undecided.isEmpty } ? .conforms : .unknown
  }

  private func text(_ found: DecisiveInputs) -> [String] {
    [
      "\(found.implementation): \(found.decisive) of \(found.conditions.count) conditions are decisive on some path"
    ]
      + found.conditions.map { condition in
        let line = "  \(condition.clause)  \(condition.condition)"
        guard let inputs = condition.inputs, let scenario = condition.scenario else {
          return "\(line)\n      on no path"
        }
        return "\(line)\n      \(inputs) (explore \(scenario))"
      } + found.undecided.map { "  not decided: \($0)" }
  }

  /// What was found on a machine.
  private struct Entry: Encodable {
    var machine: String
    var boundaries: [BoundaryArguments.Boundary]
    var undecided: [String]
  }

  private func text(_ machine: String, _ found: BoundaryArguments) -> [String] {
    ["\(machine): \(found.boundaries.count) comparisons and outcomes on \(found.paths) paths"]
      + found.boundaries.map { boundary in
        let smallest = boundary.isProvedSmallest ? "" : " (whether a smaller one does is not decided)"
        return "  \(boundary.argument) \(boundary.value)\(smallest)  \(boundary.distance)  "
          + "\(boundary.implementation) from \(boundary.start)  \(boundary.comparison)"
      } + found.undecided.map { "  not decided: \($0)" }
  }

  private func swift(_ found: [(machine: String, values: BoundaryArguments)]) -> String {
    func table(_ values: (BoundaryArguments) -> [UInt64]) -> String {
      found.map { item in
        let list = values(item.values).map { "0x\(String($0, radix: 16))" }
        var lines: [String] = []
        for value in list {
          if let last = lines.last, last.count + value.count < 100 {
            lines[lines.count - 1] = "\(last) \(value),"
          } else {
            lines.append("      \(value),")
          }
        }
        return "    \"\(item.machine)\": [\n\(lines.joined(separator: "\n"))\n    ],"
      }.joined(separator: "\n")
    }
    return """
      /// Arguments at the boundary of each comparison that an implementation makes of them, as the solver says: made by
      /// `make inputs`, by machine.
      package enum BoundaryValues {
        /// Bytes to ask for.
        package static let sizes: [String: [UInt64]] = [
      \(table { $0.values(of: .size) })
        ]

        /// Alignments, in bytes.
        package static let alignments: [String: [UInt64]] = [
      \(table { $0.values(of: .align) })
        ]
      }
      """
  }
}
