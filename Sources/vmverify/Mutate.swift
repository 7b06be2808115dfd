import ArgumentParser
import Conformance
import Foundation
import SMT

struct Mutate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Alter the transition system and the clauses in one place at a time, and tell which check notices.",
    discussion: """
      Each statement of the system is left out once, each operator of it changed, and so it is with the obligations \
      about words and numbers; each hypothesis of each obligation is left out, each clause weakened. A change that \
      nothing notices is a survivor, and has to be explained in the file survivors.txt of the proofs, on a line \
      `NAME => reason`. Exits with 1 for one that is not, or for an explanation of a change that is noticed.
      """)

  @Option(help: ArgumentHelp("The folder of the proofs.", valueName: "folder"))
  var proofs = "proofs"

  @OptionGroup var specs: SpecificationOption

  @Option(help: ArgumentHelp("Only changes with this in their name.", valueName: "text"))
  var only = ""

  @Flag(help: "Print the results as JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print a line for every change.")
  var verbose = false

  func run() throws {
    FreedMemory.keep()
    try reportingErrors {
      let explained = try Survivors(file: proofs + "/survivors.txt")
      let progress = ProgressLine(isQuiet: json)
      var run = try SpecMutationRun(proofs: proofs, specification: specs.path())
      run.only = only
      let outcomes = try run.perform { progress.update($0, $1, $2) }
      progress.clear()
      guard !outcomes.isEmpty else {
        throw UsageError(description: "--only: no change has \"\(only)\" in its name")
      }
      let unexplained = outcomes.filter { $0.noticedBy == nil && explained[$0.id] == nil }
      let stale =
        outcomes.filter { $0.noticedBy != nil && explained[$0.id] != nil }.map(\.id)
        + (only.isEmpty ? explained.names.filter { name in !outcomes.contains { $0.id == name } } : [])
      if json {
        try Terminal.out(String(decoding: try ReportWriter.encode(outcomes), as: UTF8.self))
      } else {
        for outcome in outcomes where verbose {
          let reason = outcome.noticedBy ?? explained[outcome.id].map { "survives: \($0)" } ?? "SURVIVES"
          try Terminal.out("\(outcome.id): \(reason)")
        }
        for outcome in unexplained {
          try Terminal.out("nothing notices, and nothing explains: \(outcome.id)")
        }
        for id in stale { try Terminal.out("explained as a survivor, and is none: \(id)") }
        let noticed = outcomes.count { $0.noticedBy != nil }
        let altered = outcomes.count { $0.noticedBy?.hasPrefix("an observation with") == true }
        let refused = outcomes.count { $0.noticedBy?.hasPrefix("refused: ") == true }
        if refused > 0 {
          try Terminal.out("\(refused) are no system or no clause: they are refused where they are read")
        }
        if altered > 0 {
          try Terminal.out(
            "\(altered) weaker clauses are told apart by an altered observation only, by no seeded bug")
        }
        try Terminal.out(
          "\(outcomes.count) changes: \(noticed) noticed, \(outcomes.count - noticed - unexplained.count) survive and "
            + "are explained, \(unexplained.count) are not")
      }
      return unexplained.isEmpty && stale.isEmpty ? .conforms : .violated
    }
  }
}

/// Changes that nothing notices, each with the reason why that is right.
struct Survivors {
  private var reasons: [String: String] = [:]

  /// Reads a file of lines `NAME => reason`; lines that begin with # are comments. A file that is not there explains
  /// nothing.
  ///
  /// - Throws: `InputError` for another line.
  init(file: String) throws {
    guard let data = FileManager.default.contents(atPath: file) else { return }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      guard let arrow = line.range(of: " => ", options: .backwards), arrow.upperBound < line.endIndex else {
        throw InputError(
          file: "\(file):\(number + 1)", problem: "is no explanation", advice: "expected NAME => reason")
      }
      let name = String(line[..<arrow.lowerBound])
      guard reasons.updateValue(String(line[arrow.upperBound...]), forKey: name) == nil else {
        throw InputError(
          file: "\(file):\(number + 1)", problem: "explains \(name) again", advice: "remove one of the lines")
      }
    }
  }

  subscript(name: String) -> String? { reasons[name] }
  /// The changes that are explained.
  var names: [String] { reasons.keys.sorted() }
}
