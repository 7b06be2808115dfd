internal import Foundation
package import Specification

/// The folder `proofs`: the system, the hypotheses that its obligations need, and the files made from both.
///
///     system/             state, invariants, contract, steps, lemmas: written by hand
///     arithmetic/         obligations about words and numbers alone: written by hand
///     hypotheses/G.txt    for each obligation of group G the facts that its proof uses
///     obligations/G/N.smt2    the obligations, each a closed file; expected to be contradictory
///     negative/G/N.smt2   the same without one of the hypotheses; expected to have a model
package struct ProofFolder: Sendable {
  /// Its path.
  package var path: String
  /// The system.
  package var system: TransitionSystem

  /// A file that is made, its path below the folder.
  package struct MadeFile: Sendable {
    package var path: String
    package var text: String
  }

  /// Loads the system of a folder, and the specification whose clauses it has to show.
  ///
  /// - Throws: `SpecificationError`.
  package init(path: String, specification: String) throws(SpecificationError) {
    self.path = path
    system = try TransitionSystem(folder: path + "/system", specification: specification)
  }

  /// The names of the system's steps.
  package var stepNames: [String] { system.steps.map(\.name) }

  /// The obligations of each clause of the specification, by its id.
  ///
  /// - Throws: `SpecificationError`.
  package func obligationsOfClauses() throws(SpecificationError) -> [String: [String]] {
    var obligations: [String: [String]] = [:]
    for path in try presentFiles("obligations") {
      let file = self.path + "/" + path
      let obligation = try ObligationFile(text: Files.text(file), file: file)
      for clause in obligation.clauses { obligations[clause, default: []].append(obligation.id) }
    }
    return obligations
  }

  /// The invariants that hypotheses, by their labels in a file, are of; each once.
  package func invariants(in hypotheses: [String]) -> Set<String> {
    let heads = hypotheses.compactMap {
      $0.split(whereSeparator: { "| ".contains($0) }).first.map(String.init)
    }
    return Set(system.invariants.map(\.name)).intersection(heads)
  }

  /// What hypotheses, by their labels in a file, say of the constants of the system: what holds of some implementations only; each
  /// once.
  package func axioms(in hypotheses: [String]) -> Set<String> {
    let words = hypotheses.flatMap { $0.split(whereSeparator: { "| ".contains($0) }).map(String.init) }
    return Set(system.axioms.map(\.name)).intersection(words)
  }

  /// What is assumed: the first column of the table in `TRUSTED.md`.
  ///
  /// - Throws: `SpecificationError` if there is no such file, or no table in it.
  package func assumptions() throws(SpecificationError) -> [String] {
    let file = path + "/TRUSTED.md"
    let rows = try Files.text(file).split(separator: "\n").filter { $0.hasPrefix("| ") }
    let first = rows.dropFirst(2).compactMap { $0.split(separator: "|").first }
    guard !first.isEmpty else {
      throw SpecificationError(file: file, line: 0, message: "expected a table of what is assumed, and why")
    }
    return first.map { $0.replacing("`", with: "").trimmingCharacters(in: .whitespaces) }
  }

  /// The hypotheses noted for each obligation.
  ///
  /// - Throws: `SpecificationError`.
  package func hypotheses() throws(SpecificationError) -> [String: [Form]] {
    let folder = path + "/hypotheses"
    guard FileManager.default.fileExists(atPath: folder) else { return [:] }
    var hypotheses: [String: [Form]] = [:]
    for name in try Files.names(in: folder, suffix: ".txt") {
      let file = folder + "/" + name + ".txt"
      for command in try Files.commands(file) {
        guard let id = command.form.first?.symbol, id.hasPrefix(name + "/") else {
          throw SpecificationError(
            file: file, line: command.line, message: "expected an obligation of \(name) and its hypotheses")
        }
        guard hypotheses.updateValue(Array(command.form.dropFirst()), forKey: id) == nil else {
          throw SpecificationError(file: file, line: command.line, message: "\(id) is here twice")
        }
      }
    }
    return hypotheses
  }

  /// The files that hold hypotheses.
  func hypothesisFiles(_ obligations: [Obligation], _ hypotheses: [String: [Form]]) -> [MadeFile] {
    var lines: [String: [String]] = [:]
    for obligation in obligations {
      guard let own = hypotheses[obligation.id] else { continue }
      lines[obligation.group, default: []].append(Form.list([.symbol(obligation.id)] + own).wrapped())
    }
    return lines.sorted { $0.key < $1.key }.map {
      MadeFile(path: "hypotheses/\($0.key).txt", text: $0.value.joined(separator: "\n") + "\n")
    }
  }

  /// The obligations as files, each with its negative twin.
  ///
  /// - Throws: `SpecificationError` for an obligation without hypotheses, or with one that names no fact.
  package func obligationFiles() throws -> [MadeFile] {
    try obligationFiles(system.obligations, hypotheses())
  }

  /// The obligations about words and numbers alone.
  private func arithmeticFiles() throws -> [MadeFile] {
    try Files.names(in: path + "/arithmetic", suffix: ".smt2").flatMap { name in
      try Arithmetic(name: name, file: "\(path)/arithmetic/\(name).smt2").files
    }
  }

  func obligationFiles(_ obligations: [Obligation], _ hypotheses: [String: [Form]]) throws -> [MadeFile] {
    try arithmeticFiles()
      + Workers.map(obligations) { obligation in
        guard let own = hypotheses[obligation.id], let text = obligation.text(of: system, hypotheses: own)
        else {
          throw SpecificationError(
            file: path + "/hypotheses/\(obligation.group).txt", line: 0,
            message: "has no good hypotheses for \(obligation.id); make obligations looks for them")
        }
        let file = MadeFile(path: "obligations/\(obligation.id).smt2", text: text)
        guard let omitted = obligation.essential(own),
          let twin = obligation.text(of: system, hypotheses: own, omitting: omitted)
        else { return [file] }
        return [file, MadeFile(path: "negative/\(obligation.id).smt2", text: twin)]
      }.flatMap { $0 }
  }

  /// The committed files that are not what the system makes of itself, each with the reason.
  ///
  /// - Throws: `SpecificationError`.
  package func differences() throws -> [String] {
    let made = try obligationFiles()
    var differences = try Workers.map(made) { file -> String? in
      guard let data = FileManager.default.contents(atPath: path + "/" + file.path) else {
        return "\(file.path) is missing"
      }
      return data == Data(file.text.utf8) ? nil : "\(file.path) is not what the system says"
    }.compactMap { $0 }
    let expected = Set(made.map(\.path))
    for kind in ["obligations", "negative"] {
      for file in try presentFiles(kind) where !expected.contains(file) {
        differences.append("\(file) is of no obligation")
      }
    }
    return differences
  }

  /// The files of a kind, their paths below the folder, sorted.
  package func presentFiles(_ kind: String) throws(SpecificationError) -> [String] {
    guard let names = FileManager.default.enumerator(atPath: path + "/" + kind) else { return [] }
    return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".smt2") }.map { kind + "/" + $0 }
      .sorted()
  }
}

extension Obligation {
  /// The hypothesis that the negative twin is without, nil if there is none at all: a fact of the step itself where
  /// the proof uses one, rather than that something stays as it is or where the call stands; else the first.
  func essential(_ hypotheses: [Form]) -> Form? {
    hypotheses.first { hypothesis in
      guard let name = (hypothesis.list?.first ?? hypothesis).symbol else { return false }
      return !name.hasPrefix("frame-") && !name.hasPrefix("at-") && !name.hasPrefix("to-")
    } ?? hypotheses.first
  }
}
