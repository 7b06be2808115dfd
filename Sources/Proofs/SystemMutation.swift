internal import Foundation
internal import SMT
package import Specification

/// A file of `proofs/system` with one change: an assertion less, or another operator.
package struct SystemMutation: Sendable {
  /// The file, what it is in, and what was done; unique.
  package var id: String
  /// The file, below `system`.
  package var file: String
  /// What it becomes.
  var text: String

  /// All of the system, in the order of the files.
  ///
  /// - Throws: `SpecificationError`.
  package static func all(of proofs: String) throws(SpecificationError) -> [SystemMutation] {
    let folder = proofs + "/system"
    var files = [
      "state.smt2", "powers.smt2", "invariants.smt2", "contract.smt2", "measure.smt2", "initial.smt2",
      "observation.smt2",
    ]
    for part in ["steps", "lemmas"] {
      files += try Files.names(in: "\(folder)/\(part)", suffix: ".smt2").map { "\(part)/\($0).smt2" }
    }
    return try changes(of: files, in: folder)
  }

  /// All of the obligations about words and numbers alone.
  ///
  /// - Throws: `SpecificationError`.
  package static func allOfArithmetic(of proofs: String) throws(SpecificationError) -> [SystemMutation] {
    let files = try Files.names(in: proofs + "/arithmetic", suffix: ".smt2").map { "arithmetic/\($0).smt2" }
    return try changes(of: files, in: proofs)
  }

  private static func changes(of files: [String], in folder: String) throws(SpecificationError)
    -> [SystemMutation]
  {
    var all: [SystemMutation] = []
    for file in files {
      let commands = try Files.commands(folder + "/" + file).map { Form.list($0.form) }
      for (index, command) in commands.enumerated() {
        for (what, altered) in changes(of: command) {
          var changed = commands
          if let altered { changed[index] = altered } else { changed.remove(at: index) }
          all.append(
            SystemMutation(
              id: "\(file) \(what)", file: file, text: changed.map(\.text).joined(separator: "\n") + "\n"))
        }
      }
    }
    return all
  }

  /// The changes of a command, numbered where they read the same.
  private static func changes(of command: Form) -> [(what: String, form: Form?)] {
    guard let parts = command.list else { return [] }
    var changes: [(name: String, what: String, form: Form?)] = []
    if parts.count == 5, parts[0] == .symbol("define-fun"), let name = parts[1].symbol {
      for (what, body) in parts[4].alterations() {
        changes.append((name, what, .list(Array(parts[..<4]) + [body])))
      }
    } else if parts.count == 2, parts[0] == .symbol("assert"), let named = parts[1].list, named.count == 4,
      let name = named[3].symbol
    {
      // Without its goal a lemma is none.
      if name != "goal" { changes.append((name, "left out", nil)) }
      // An equation says what a field becomes: turned around it would say nothing.
      let isEquation = StepProgram.isEquation(named[1])
      for (what, formula) in alterations(ofFormula: named[1], isClaim: !isEquation) {
        changes.append((name, what, .call("assert", .list([named[0], formula] + named[2...]))))
      }
    }
    var counts: [String: Int] = [:]
    return changes.map { change in
      let count = (counts[change.what] ?? 0) + 1
      counts[change.what] = count
      return ("\(change.name): \(change.what)" + (count > 1 ? " (\(count))" : ""), change.form)
    }
  }

  /// A quantifier stays where it is.
  private static func alterations(ofFormula formula: Form, isClaim: Bool) -> [(what: String, form: Form)] {
    guard let parts = formula.list, parts.count == 3, parts[0] == .symbol("forall") else {
      return formula.alterations(isClaim: isClaim)
    }
    return parts[2].alterations(isClaim: isClaim).map { ($0.what, .list([parts[0], parts[1], $0.form])) }
  }
}

/// Tells which obligation notices a change of the system.
package struct SystemMutationCheck: Sendable {
  private let proofs: String
  private let specification: String
  private let hypotheses: [String: [Form]]
  private let texts: [String: String]
  private let prover = Prover()

  /// A check by the obligations of a folder.
  ///
  /// - Throws: `SpecificationError`.
  package init(proofs: String, specification: String) throws {
    self.proofs = proofs
    self.specification = specification
    let folder = try ProofFolder(path: proofs, specification: specification)
    let hypotheses = try folder.hypotheses()
    self.hypotheses = hypotheses
    let pairs = try Workers.map(folder.system.obligations) { obligation in
      (obligation.id, obligation.text(of: folder.system, hypotheses: hypotheses[obligation.id] ?? []) ?? "")
    }
    texts = Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The changed system, in a folder of its own, or why it is none; the first obligation that is lost, nil if there is
  /// none.
  ///
  /// Lost is one that is not made any more, that names a hypothesis that is none, that its hypotheses do not prove, or
  /// whose hypotheses contradict each other.
  ///
  /// - Throws: an error of the file system.
  package func look(at mutation: SystemMutation, in folder: String) throws -> (
    folder: ProofFolder?, lost: String?
  ) {
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: proofs + "/system", toPath: folder + "/system")
    try Data(mutation.text.utf8).write(to: URL(fileURLWithPath: folder + "/system/" + mutation.file))
    let changed: ProofFolder
    do {
      changed = try ProofFolder(path: folder, specification: specification)
    } catch {
      return (nil, "refused: \(error.message)")
    }
    // A statement of a step is a fact of the step's own obligations only, and its guards of those of progress.
    let parts = mutation.file.dropLast(".smt2".count).split(separator: "/").map(String.init)
    let group = parts.count == 2 && parts[0] == "steps" ? parts[1] : nil
    var obligations: [Obligation] = []
    for obligation in changed.system.obligations where Self.concerns(group, obligation.id) {
      obligations.append(obligation)
    }
    if let gone = missing(from: obligations, group) { return (changed, gone) }
    for obligation in obligations {
      guard let own = hypotheses[obligation.id],
        let text = obligation.text(of: changed.system, hypotheses: own)
      else { return (changed, obligation.id) }
      guard text != texts[obligation.id] else { continue }
      if let lost = try loss(of: ObligationFile(text: text, file: obligation.id)) {
        return (changed, "\(obligation.id)\(lost)")
      }
    }
    return (changed, nil)
  }

  /// The first obligation about words and numbers that is lost, nil if there is none: its hypotheses do not prove it,
  /// or contradict each other, or its negative twin has no model.
  ///
  /// - Throws: an error of the file system.
  package func lookAtArithmetic(_ mutation: SystemMutation, in folder: String) throws -> String? {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let file = folder + "/altered.smt2"
    try Data(mutation.text.utf8).write(to: URL(fileURLWithPath: file))
    let name = mutation.file.dropFirst("arithmetic/".count).dropLast(".smt2".count)
    let made: [ProofFolder.MadeFile]
    do {
      made = try Arithmetic(name: String(name), file: file).files
    } catch {
      return "refused: \(error.message)"
    }
    for file in made {
      let obligation = try ObligationFile(text: file.text, file: file.path)
      if obligation.expectsContradiction {
        if let lost = try loss(of: obligation) { return obligation.id + lost }
      } else if try prover.session(for: obligation).check(obligation, needsCore: false).satisfiability
        == .unsatisfiable
      {
        return obligation.id + " (its negative twin has no model)"
      }
    }
    return nil
  }

  /// How an obligation is lost: it is refuted, or proves anything; nil if it is not. A solver that gives up does not
  /// notice anything.
  private func loss(of obligation: ObligationFile) throws -> String? {
    let session = try prover.session(for: obligation)
    do {
      let answer = try session.check(obligation)
      switch answer.satisfiability {
      case .satisfiable: return ""
      case .unknown: return nil
      case .unsatisfiable: break
      }
      guard answer.core.contains("goal") else { return " (vacuous)" }
      return try session.check(obligation, omitting: "goal").satisfiability == .unsatisfiable
        ? " (vacuous)" : nil
    } catch let error as ParseError {
      return " (\(error))"
    }
  }

  /// Whether a change of a step, nil for one of something else, may change an obligation.
  private static func concerns(_ step: String?, _ obligation: String) -> Bool {
    guard let step else { return true }
    return obligation.hasPrefix(step + "/") || obligation == "terminates/" + step
      || obligation.hasPrefix("progress/")
  }

  private func missing(from obligations: [Obligation], _ group: String?) -> String? {
    let present = Set(obligations.map(\.id))
    let expected = texts.keys.filter { Self.concerns(group, $0) }
    return expected.filter { !present.contains($0) }.min().map { "\($0) is not made" }
  }
}
