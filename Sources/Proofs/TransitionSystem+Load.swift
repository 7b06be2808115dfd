internal import Foundation
internal import Specification

// Reading proofs/system: state, powers, slab, invariants, contract, measure, initial, steps/*, lemmas/*.

extension TransitionSystem {
  /// Loads a folder.
  ///
  /// - Throws: `SpecificationError`, located, for a file that cannot be read or is malformed.
  init(folder: String, specification: String) throws(SpecificationError) {
    try readDeclarations(folder + "/state.smt2")
    let powers = try readPart(folder + "/powers.smt2", name: "powers")
    let slab = try readPart(folder + "/slab.smt2", name: "slab")
    constants = powers.parameters + slab.parameters
    axioms = powers.statements + slab.statements
    invariants = try readProperties(folder + "/invariants.smt2")
    contract = try readProperties(folder + "/contract.smt2")
    for command in try Files.commands(folder + "/measure.smt2") {
      definitions.append(try Files.definition(command, folder + "/measure.smt2"))
    }
    guard ["phase", "left"].allSatisfy({ name in definitions.contains { $0.name == name } }) else {
      throw SpecificationError(
        file: folder + "/measure.smt2", line: 0, message: "expected definitions of phase and left")
    }
    let observation = try SeenDefinitions(
      specification: specification, observation: folder + "/observation.smt2")
    definitions += observation.definitions
    seenParameters = observation.parameters
    excluded = observation.excluded
    noteFields()
    let start = try readPart(folder + "/initial.smt2", name: "initial")
    initial = start.statements
    for name in try Files.names(in: folder + "/steps", suffix: ".smt2") {
      var step = try readPart(folder + "/steps/" + name + ".smt2", name: name)
      try complete(&step)
      steps.append(step)
    }
    for name in try Files.names(in: folder + "/lemmas", suffix: ".smt2") {
      let lemma = try readPart(folder + "/lemmas/" + name + ".smt2", name: name)
      guard lemma.goal != nil else {
        throw SpecificationError(
          file: lemma.file, line: 0, message: "expected an assertion named goal: what the lemma refutes")
      }
      lemmas.append(lemma)
    }
    var clauses: [Clause] = []
    for name in try Files.names(in: specification + "/clauses", suffix: ".smt2") {
      let file = specification + "/clauses/" + name + ".smt2"
      clauses.append(try Clause(text: Files.text(file), file: file))
    }
    self.clauses = try obligations(for: clauses, seenAs: observation)
  }

  /// Fields and constants.
  private mutating func readDeclarations(_ file: String) throws(SpecificationError) {
    for command in try Files.commands(file) {
      switch command.form.first?.symbol {
      case "set-info": break
      case "declare-fun":
        let (name, sort) = try Files.declaration(command, file)
        fields.append(Field(name: name, sort: sort))
      case "define-fun": definitions.append(try Files.definition(command, file))
      default: throw Files.unexpected(command, file, "set-info, declare-fun or define-fun")
      }
    }
  }

  /// Definitions; those with a title are claims.
  private mutating func readProperties(_ file: String) throws(SpecificationError) -> [Property] {
    var properties: [Property] = []
    var info: [String: String] = [:]
    for command in try Files.commands(file) {
      switch command.form.first?.symbol {
      case "set-info":
        let (key, value) = try Files.info(command, file, allowing: [":title", ":of"])
        info[key] = value
      case "define-fun":
        let definition = try Files.definition(command, file)
        guard !definitions.contains(where: { $0.name == definition.name }) else {
          throw SpecificationError(
            file: file, line: command.line, message: "\(definition.name) is defined twice")
        }
        definitions.append(definition)
        if let title = info[":title"] {
          properties.append(
            Property(
              name: definition.name, title: title,
              variables: definition.parameters.compactMap { $0.list?.first?.symbol },
              of: (info[":of"] ?? "").split(separator: " ").map(String.init)))
        }
        info = [:]
      default: throw Files.unexpected(command, file, "set-info or define-fun")
      }
    }
    return properties
  }

  private func readPart(_ file: String, name: String) throws(SpecificationError) -> Part {
    var part = Part(
      name: name, title: "", source: "", changes: [], call: nil, parameters: [], statements: [], goal: nil,
      file: file)
    for command in try Files.commands(file) {
      switch command.form.first?.symbol {
      case "set-info":
        let (key, value) = try Files.info(
          command, file, allowing: [":title", ":source", ":changes", ":calls"])
        try take(key, value, into: &part, line: command.line)
      case "declare-fun":
        let (name, sort) = try Files.declaration(command, file)
        part.parameters.append(Parameter(name: name, sort: sort))
      case "assert":
        let statement = try Files.statement(command, file)
        if statement.name == "goal" {
          part.goal = statement.formula
        } else if definitions.contains(where: { $0.name == statement.name }) {
          throw SpecificationError(
            file: file, line: command.line, message: "\(statement.name) is the name of a definition already")
        } else if part.statements.contains(where: { $0.name == statement.name }) {
          throw SpecificationError(
            file: file, line: command.line, message: "the name \(statement.name) is taken")
        } else {
          part.statements.append(statement)
        }
      default: throw Files.unexpected(command, file, "set-info, declare-fun or assert")
      }
    }
    return part
  }

  private func take(_ key: String, _ value: String, into part: inout Part, line: Int)
    throws(SpecificationError)
  {
    let words = value.split(separator: " ").map(String.init)
    switch key {
    case ":title": part.title = value
    case ":source": part.source = value
    case ":changes":
      let names = Set(fields.map(\.name))
      if let unknown = words.first(where: { !names.contains($0) }) {
        throw SpecificationError(file: part.file, line: line, message: "\(unknown) is no field of the state")
      }
      part.changes = Set(words)
    default:
      guard words.count == 2 else {
        throw SpecificationError(
          file: part.file, line: line, message: "expected a call and how it ends, such as vmalloc returned")
      }
      part.call = (words[0], words[1])
    }
  }

  /// Adds what a step leaves unsaid: that fields it does not change are as before, and what a call promises.
  private func complete(_ step: inout Part) throws(SpecificationError) {
    for field in fields where !step.changes.contains(field.name) {
      step.statements.append(
        Statement(
          name: "frame-" + field.name, variables: [],
          formula: .call("=", .symbol(field.name + ".next"), .symbol(field.name))))
    }
    guard let call = step.call else { return }
    let promised = contract.filter { $0.of.contains(call.end) }
    guard !promised.isEmpty else {
      throw SpecificationError(
        file: step.file, line: 0, message: "the contract says nothing of a call that \(call.end)")
    }
    for property in invariants.filter({ $0.of.isEmpty }) + promised {
      step.statements.append(property.statement(suffix: ".called"))
    }
  }
}

extension TransitionSystem.Property {
  /// The claim, in an edition, as a statement of the same name.
  func statement(suffix: String) -> TransitionSystem.Statement {
    let arguments = variables.map { Form.symbol($0) }
    let head = Form.symbol(name + suffix)
    return TransitionSystem.Statement(
      name: name + suffix, variables: variables, formula: arguments.isEmpty ? head : .list([head] + arguments)
    )
  }
}
