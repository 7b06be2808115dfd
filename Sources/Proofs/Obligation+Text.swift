internal import Specification

// An obligation as a file that any solver can read.

extension Obligation {
  /// The file: header, the part of the system that is spoken of, hypotheses, goal, question.
  ///
  /// - Parameter omitted: a hypothesis left out; the file then claims that the rest has a model.
  /// - Returns: nil if a hypothesis names no fact of the obligation.
  package func text(of system: TransitionSystem, hypotheses: [Form], omitting omitted: Form? = nil) -> String?
  {
    var formulas: [(hypothesis: Form, formula: Form)] = []
    for hypothesis in hypotheses where hypothesis != omitted {
      guard let formula = formula(of: hypothesis) else { return nil }
      formulas.append((hypothesis, formula))
    }
    var lines = ["(set-info :smt-lib-version 2.6)", info("id", id), info("title", title)]
    if !source.isEmpty { lines.append(info("source", source)) }
    if let clause { lines.append(info("clauses", clause)) }
    if let omitted { lines.append(info("without", omitted.text)) }
    lines += ["(set-info :status \(omitted == nil ? "unsat" : "sat"))", "(set-logic QF_ALIA)", ""]
    lines += declarations(of: system, for: formulas.map(\.formula) + [goal])
    lines.append("")
    lines += formulas.map { Self.assertion($0.formula, named: label($0.hypothesis)) }
    lines += [Self.assertion(goal, named: "goal"), "(check-sat)", ""]
    return lines.joined(separator: "\n")
  }

  private func info(_ key: String, _ value: String) -> String {
    Form.list([.symbol("set-info"), .symbol(":" + key), .string(value)]).text
  }

  private static func assertion(_ formula: Form, named name: String) -> String {
    Form.call("assert", .list([.symbol("!"), formula, .symbol(":named"), .symbol(name)])).wrapped()
  }

  /// The name of a hypothesis in a file: its text as a quoted symbol. A word stands for itself, unless it is
  /// the name of a definition already.
  func label(_ hypothesis: Form) -> String {
    guard let parts = hypothesis.list else {
      return formula(of: hypothesis) == hypothesis ? "|by \(hypothesis.text)|" : hypothesis.text
    }
    return "|" + parts.map(\.text).joined(separator: " ") + "|"
  }

  /// What the formulas speak of: fields, constants, definitions; each once, those used before those that use.
  private func declarations(of system: TransitionSystem, for formulas: [Form]) -> [String] {
    let definitions = editions.flatMap(\.definitions)
    var used: Set<String> = []
    for formula in formulas { formula.collectSymbols(into: &used) }
    var needed: [TransitionSystem.Definition] = []
    for definition in definitions.reversed() where used.contains(definition.name) {
      used.formUnion(definition.symbols)
      needed.append(definition)
    }
    let fields = system.fields.flatMap {
      [$0, TransitionSystem.Field(name: $0.name + ".next", sort: $0.sort)]
    }
    let constants =
      system.constants.map { ($0.name, $0.sort) } + fields.map { ($0.name, $0.sort) }
      + parameters.map { ($0.name, $0.sort) }
    return constants.filter { used.contains($0.0) }.map { "(declare-fun \($0.0) () \($0.1.text))" }
      + needed.reversed().map(\.text)
  }
}
