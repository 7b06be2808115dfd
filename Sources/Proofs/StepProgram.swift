internal import Specification

/// A step of the system, made ready to be taken: its equations say what fields become, and its statements are checked.
struct StepProgram: Sendable {
  let part: TransitionSystem.Part
  let scope: ExpressionScope
  /// How many fields there are: field k is place k, and place `fields + k` after the step.
  let fields: Int
  /// The fields that it changes, by name, with their places after the step.
  private let changed: [String: Int]
  private let equations: [Equation]
  private let statements: [CheckedFormula]
  /// The names of its constants.
  let parameters: Set<String>

  /// What a field becomes: a term, or one for each index.
  private struct Equation {
    var place: Int
    var term: Expression
    /// Where the indices are found, nil for a term of the whole.
    var domain: ExpressionScope.Domain?
    /// The places after the step that the term needs.
    var needs: Set<Int>
  }

  /// A step of a system, with what it says of both states.
  init(_ part: TransitionSystem.Part, of system: TransitionSystem, constants: [String: Value]) throws {
    self.part = part
    fields = system.fields.count
    var places: [String: Int] = [:]
    for (number, field) in system.fields.enumerated() {
      places[field.name] = number
      places[field.name + ".next"] = system.fields.count + number
    }
    for parameter in part.parameters { places[parameter.name] = places.count }
    parameters = Set(part.parameters.map(\.name))
    var scope = ExpressionScope(places: places, constants: constants)
    let editions =
      [system.editions.current, system.editions.next] + (part.call == nil ? [] : [system.called(by: part)])
    for edition in editions {
      for definition in edition.definitions { try scope.addIfSupported(definition) }
    }
    changed = places.filter { $0.key.hasSuffix(".next") && part.changes.contains(String($0.key.dropLast(5))) }
    var equations: [Equation] = []
    for statement in part.statements {
      guard let (place, term) = Self.equation(statement, places) else { continue }
      let expression = try scope.expression(term, variables: statement.variables)
      let needs = scope.places(in: expression).filter {
        $0 >= system.fields.count && $0 < 2 * system.fields.count
      }
      guard !needs.contains(place) else { continue }
      equations.append(
        Equation(
          place: place, term: expression,
          domain: statement.variables.isEmpty ? nil : scope.domains(of: expression, variables: 1)[0],
          needs: needs))
    }
    self.equations = equations
    // What a step does not change is taken over as it is.
    let kept = Set(system.fields.map(\.name)).subtracting(part.changes).map { "frame-" + $0 }
    statements = try part.statements.filter { !kept.contains($0.name) }.map {
      try CheckedFormula($0, in: scope)
    }
    self.scope = scope
  }

  /// What a statement says a field becomes: `(= F.next term)`, or for all indices x `(= (select F.next x) term)`.
  private static func equation(_ statement: TransitionSystem.Statement, _ places: [String: Int]) -> (
    Int, Form
  )? {
    guard let (name, index, term) = assignment(statement.formula), let place = places[name],
      statement.variables == (index.map { [$0] } ?? [])
    else { return nil }
    return (place, term)
  }

  /// Whether a formula, quantified or not, says what a field becomes.
  static func isEquation(_ formula: Form) -> Bool {
    let body = formula.list.flatMap { $0.count == 3 && $0[0] == .symbol("forall") ? $0[2] : nil } ?? formula
    return assignment(body) != nil
  }

  /// The field after the step that stands to the left of an equation, its index if there is one, and the term.
  private static func assignment(_ body: Form) -> (name: String, index: String?, term: Form)? {
    guard let parts = body.list, parts.count == 3, parts[0] == .symbol("=") else { return nil }
    if let name = parts[1].symbol { return name.hasSuffix(".next") ? (name, nil, parts[2]) : nil }
    guard let selected = parts[1].list, selected.count == 3, selected[0] == .symbol("select"),
      let name = selected[1].symbol, name.hasSuffix(".next"), let index = selected[2].symbol
    else { return nil }
    return (name, index, parts[2])
  }

  /// The state after the step.
  ///
  /// - Parameters:
  ///   - state: the fields before.
  ///   - choices: what the step leaves open: its constants, and fields after it, their names ending in `.next`.
  ///     A field that may change and is neither chosen nor said to become something stays as it is.
  /// - Throws: `Departure` for a statement of the step that does not hold.
  func take(_ state: [Value], choosing choices: [String: Value]) throws -> [Value] {
    var evaluator = Evaluator(scope: scope, values: state + state)
    evaluator.values += [Value](repeating: .number(0), count: parameters.count)
    var open = Set(changed.values)
    for (name, value) in choices {
      guard let place = scope.places[name] else {
        throw Evaluator.Failure(message: "the step \(part.name) has nothing of the name \(name)")
      }
      evaluator.values[place] = value
      open.remove(place)
    }
    let chosen = Set(changed.values).subtracting(open)
    var waiting = equations.filter { !chosen.contains($0.place) }
    open.formIntersection(waiting.map(\.place))
    while !waiting.isEmpty {
      guard let next = waiting.firstIndex(where: { $0.needs.isDisjoint(with: open) }) else {
        throw Evaluator.Failure(message: "the step \(part.name) says what fields become in a circle")
      }
      let equation = waiting.remove(at: next)
      evaluator.values[equation.place] = try value(of: equation, &evaluator)
      open.remove(equation.place)
    }
    for statement in statements {
      if let values = try statement.counterexample(&evaluator) {
        throw Departure(step: part.name, message: "\(statement.name) does not hold" + values)
      }
    }
    return Array(evaluator.values[fields..<2 * fields])
  }

  private func value(of equation: Equation, _ evaluator: inout Evaluator) throws -> Value {
    guard var domain = equation.domain else { return try evaluator.value(equation.term) }
    domain.arrays.insert(equation.place)
    let candidates = evaluator.candidates(domain)
    var value = Value.array(
      elsewhere: try evaluator.value(equation.term, [.number(candidates[candidates.count - 1])]), entries: [:]
    )
    for index in candidates {
      value = value.storing(try evaluator.value(equation.term, [.number(index)]), at: index)
    }
    return value
  }

  /// The fields that the step may change and does not say what to.
  var unsaid: [String] {
    let said = Set(equations.map(\.place))
    return changed.filter { !said.contains($0.value) }.map { String($0.key.dropLast(5)) }
  }
}

/// A formula that has to hold for all values of its variables.
struct CheckedFormula: Sendable {
  let name: String
  private let expression: Expression
  private let domains: [ExpressionScope.Domain]

  /// A statement, read in a scope.
  init(_ statement: TransitionSystem.Statement, in scope: ExpressionScope) throws {
    name = statement.name
    expression = try scope.expression(statement.formula, variables: statement.variables)
    domains = scope.domains(of: expression, variables: statement.variables.count)
  }

  /// Values for which it fails, in words; nil if it holds for all that matter (`Evaluator.candidates`).
  func counterexample(_ evaluator: inout Evaluator) throws -> String? {
    var values = [Value](repeating: .number(0), count: domains.count)
    let candidates = domains.map { evaluator.candidates($0) }
    guard try !holds(&evaluator, &values, candidates[...]) else { return nil }
    return values.isEmpty
      ? "" : " for " + values.map { $0.number.map(String.init) ?? "?" }.joined(separator: ", ")
  }

  /// Whether it holds for the values of its first variables and all candidates of the others.
  private func holds(
    _ evaluator: inout Evaluator, _ values: inout [Value], _ candidates: ArraySlice<[Int128]>
  ) throws -> Bool {
    guard let own = candidates.first else { return try evaluator.isTrue(expression, values) }
    for candidate in own {
      values[candidates.startIndex] = .number(candidate)
      guard try holds(&evaluator, &values, candidates.dropFirst()) else { return false }
    }
    return true
  }
}

/// An event that the system has no step for, or a step that does not do what the event says.
package struct Departure: Error, Sendable {
  /// The step that was tried, or empty.
  package var step: String
  /// What is wrong.
  package var message: String
  /// The number of the event, counted from 0.
  package var event = 0
}
