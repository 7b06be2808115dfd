internal import Foundation
internal import Specification

/// Reading files of SMT-LIB 2 commands, with errors at their lines.
enum Files {
  /// The text of a file.
  static func text(_ path: String) throws(SpecificationError) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SpecificationError(
        file: path, line: 0, message: "cannot be read; name the folder of the proofs with --proofs")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw SpecificationError(file: path, line: 0, message: "is not UTF-8 text")
    }
    return text
  }

  /// The commands of a file.
  static func commands(_ path: String) throws(SpecificationError) -> [CommandReader.Command] {
    try CommandReader.commands(in: text(path), file: path)
  }

  /// The names of the files of a folder without their suffix, sorted.
  static func names(in folder: String, suffix: String) throws(SpecificationError) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw SpecificationError(file: folder, line: 0, message: "is no folder that can be read")
    }
    return names.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
  }

  /// `(set-info :key "value")`
  static func info(_ command: CommandReader.Command, _ file: String, allowing keys: [String])
    throws(SpecificationError) -> (key: String, value: String)
  {
    guard command.form.count == 3, let key = command.form[1].symbol, case .string(let value) = command.form[2]
    else {
      throw SpecificationError(file: file, line: command.line, message: "expected (set-info :key \"value\")")
    }
    guard keys.contains(key) || key == ":doc" else {
      throw SpecificationError(
        file: file, line: command.line,
        message: "unknown key \(key); expected one of \(keys.joined(separator: " "))")
    }
    return (key, value)
  }

  /// `(declare-fun name () Sort)`
  static func declaration(_ command: CommandReader.Command, _ file: String)
    throws(SpecificationError) -> (name: String, sort: Form)
  {
    guard command.form.count == 4, let name = command.form[1].symbol, command.form[2] == .list([]) else {
      throw unexpected(command, file, "(declare-fun name () Sort)")
    }
    return (name, command.form[3])
  }

  /// `(define-fun name ((x Sort) ...) Sort body)`
  static func definition(_ command: CommandReader.Command, _ file: String)
    throws(SpecificationError) -> TransitionSystem.Definition
  {
    guard command.form.count == 5, let name = command.form[1].symbol, let parameters = command.form[2].list
    else { throw unexpected(command, file, "(define-fun name ((x Sort) ...) Sort body)") }
    return TransitionSystem.Definition(
      name: name, parameters: parameters, sort: command.form[3], body: command.form[4])
  }

  /// `(assert (! formula :named name))`; the formula may be for all values of some numbers
  static func statement(_ command: CommandReader.Command, _ file: String)
    throws(SpecificationError) -> TransitionSystem.Statement
  {
    guard command.form.count == 2, let named = command.form[1].list, named.count == 4,
      named[0] == .symbol("!"), named[2] == .symbol(":named"), let name = named[3].symbol
    else { throw unexpected(command, file, "(assert (! formula :named name))") }
    guard let quantified = named[1].list, quantified.first == .symbol("forall") else {
      return TransitionSystem.Statement(name: name, variables: [], formula: named[1])
    }
    guard quantified.count == 3, let bound = quantified[1].list, !bound.isEmpty else {
      throw unexpected(command, file, "(forall ((x Int) ...) formula)")
    }
    var variables: [String] = []
    for variable in bound {
      guard let pair = variable.list, pair.count == 2, let name = pair[0].symbol, pair[1] == .symbol("Int")
      else { throw unexpected(command, file, "variables of sort Int, such as (f Int)") }
      variables.append(name)
    }
    return TransitionSystem.Statement(name: name, variables: variables, formula: quantified[2])
  }

  static func unexpected(_ command: CommandReader.Command, _ file: String, _ expected: String)
    -> SpecificationError
  {
    SpecificationError(
      file: file, line: command.line,
      message: "\(command.form.first?.symbol ?? "this") is not what stands here; expected \(expected)")
  }
}
