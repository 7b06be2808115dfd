package import Specification

/// An obligation as a file states it: closed SMT-LIB 2, with what is expected of a solver.
package struct ObligationFile: Sendable {
  /// Its name, a path below the folder of its kind.
  package var id: String
  /// What is claimed.
  package var title: String
  /// The clauses of the specification that it is of, by id.
  package var clauses: [String]
  /// The logic, as the text names it.
  package var logic: String
  /// Whether the assertions are said to contradict each other; else they are said to have a model.
  package var expectsContradiction: Bool
  /// The names of the assertions, in order.
  package var names: [String]
  /// The text.
  package var text: String
  /// The commands that matter to a solver: all but `set-info`.
  private(set) var commands: [[Form]]
  /// Its file, for errors.
  package var file: String

  /// Reads a text.
  ///
  /// - Throws: `SpecificationError` at the line of what is missing or malformed. Formulas are left to the solver.
  package init(text: String, file: String) throws(SpecificationError) {
    var info: [String: String] = [:]
    var names: [String] = []
    var asks = 0
    let commands = try CommandReader.commands(in: text, file: file)
    for command in commands {
      switch command.form.first?.symbol {
      case "set-info":
        guard command.form.count == 3, let key = command.form[1].symbol else {
          throw Files.unexpected(command, file, "(set-info :key value)")
        }
        if case .string(let value) = command.form[2] {
          info[key] = value
        } else {
          info[key] = command.form[2].text
        }
      case "set-logic", "declare-fun", "declare-const", "define-fun", "define-sort": break
      case "assert":
        let name = Self.name(of: command) ?? "assertion \(names.count + 1)"
        guard !names.contains(name) else {
          throw SpecificationError(file: file, line: command.line, message: "the name \(name) is taken")
        }
        names.append(name)
      case "check-sat": asks += 1
      default:
        throw Files.unexpected(
          command, file, "set-info, set-logic, declare-fun, define-fun, assert, and one check-sat at the end")
      }
    }
    guard asks == 1 else {
      throw SpecificationError(file: file, line: 0, message: "expected one (check-sat), found \(asks)")
    }
    guard let status = info[":status"], ["sat", "unsat"].contains(status) else {
      throw SpecificationError(
        file: file, line: 1, message: "expected (set-info :status unsat), or sat: what a solver has to answer"
      )
    }
    guard names.contains("goal") || status == "sat" else {
      throw SpecificationError(
        file: file, line: 0, message: "expected an assertion named goal: the negation of what is claimed")
    }
    id = info[":id"] ?? file
    title = info[":title"] ?? ""
    clauses = (info[":clauses"] ?? "").split(separator: " ").map(String.init)
    expectsContradiction = status == "unsat"
    logic = commands.first { $0.form.first == .symbol("set-logic") }?.form.last?.symbol ?? "ALL"
    self.names = names
    self.commands = commands.map(\.form).filter { $0.first != .symbol("set-info") }
    self.text = text
    self.file = file
  }

  /// The name of the assertion that another file has besides, if the files are the same otherwise.
  ///
  /// What is declared for that assertion alone may be missing, too.
  func missingAssertion(of other: ObligationFile) -> String? {
    let own = Set(commands)
    let missing = other.commands.filter { !own.contains($0) }
    let asserted = missing.filter { $0.first == .symbol("assert") }
    let others = Set(other.commands)
    guard asserted.count == 1, names.count + 1 == other.names.count, commands.allSatisfy(others.contains),
      missing.allSatisfy({
        $0.first == .symbol("assert") || $0.first == .symbol("declare-fun")
          || $0.first == .symbol("define-fun")
      })
    else { return nil }
    return other.names.first { !names.contains($0) }
  }

  private static func name(of command: CommandReader.Command) -> String? {
    guard command.form.count == 2, let named = command.form[1].list, named.count == 4,
      named[0] == .symbol("!"),
      named[2] == .symbol(":named")
    else { return nil }
    return named[3].symbol
  }
}
