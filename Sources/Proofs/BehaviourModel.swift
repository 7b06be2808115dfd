internal import Specification
package import Machine

/// The system, made ready to follow events of a machine of some shape.
package struct BehaviourModel: Sendable {
  let system: TransitionSystem
  /// The machine's shape.
  package let geometry: Geometry
  let steps: [String: StepProgram]
  /// For each step the invariants that speak of what it changes.
  let invariants: [String: [CheckedFormula]]
  /// The names of one state: its fields, and what an observer may be shown of it.
  let scope: ExpressionScope
  /// The fields of a state, by name.
  let places: [String: Int]
  /// The fields that a call for a page array finds set to something else than they are: the level's own.
  let calling: [(place: Int, value: Expression)]
  /// The state that everything begins with.
  let start: [Value]
  /// What the constants of observation.smt2 are, until they are chosen.
  let seen: [Value]
  /// The numbers that have names.
  let constants: [String: Int128]

  /// The system with pages as large as a machine's.
  ///
  /// - Throws: `BehaviourError` for a formula that cannot be evaluated, or a state at the start that is none.
  package init(_ folder: ProofFolder, geometry: Geometry) throws {
    var system = folder.system
    // The system says 4096 bytes and 8; here they are the machine's.
    let shape = [
      "PAGE": geometry.pageSize, "POINTER": UInt64(geometry.pointerSize),
      "PER_PAGE": geometry.pointersPerPage,
    ]
    for (name, value) in shape {
      guard let place = system.definitions.firstIndex(where: { $0.name == name }) else {
        throw BehaviourError(message: "state.smt2 does not define \(name)")
      }
      system.definitions[place].body = .symbol(String(value))
    }
    system.noteFields()
    self.system = system
    self.geometry = geometry
    var places: [String: Int] = [:]
    for (number, field) in system.fields.enumerated() { places[field.name] = number }
    self.places = places
    for (number, parameter) in system.seenParameters.enumerated() {
      places[parameter.name] = system.fields.count + number
    }
    let fixed = [
      "limit": Self.powers(of: Int128(geometry.pointersPerPage)),
      "slab-most": .number(Int128(geometry.pageSize)),
    ]
    guard Set(system.constants.map(\.name)) == Set(fixed.keys) else {
      throw BehaviourError(
        message: "powers.smt2 and slab.smt2 define something else than limit and slab-most")
    }
    var scope = ExpressionScope(places: places, constants: fixed)
    do {
      for definition in system.definitions { try scope.addIfSupported(definition) }
      steps = Dictionary(
        uniqueKeysWithValues: try system.steps.map {
          ($0.name, try StepProgram($0, of: system, constants: fixed))
        })
      var invariants: [String: [CheckedFormula]] = [:]
      for step in system.steps {
        invariants[step.name] = try system.invariants(touchedBy: step).map {
          try CheckedFormula($0.statement(suffix: ""), in: scope)
        }
      }
      self.invariants = invariants
      calling = try system.editions.calling.fields.sorted { $0.key < $1.key }.map {
        (places[$0.key] ?? 0, try scope.expression($0.value))
      }
      self.scope = scope
      (start, seen) = try Self.start(system, scope)
      var evaluator = Evaluator(scope: scope, values: start)
      var constants: [String: Int128] = [:]
      for definition in system.definitions
      where definition.parameters.isEmpty && definition.sort == .symbol("Int") {
        guard scope.functions[definition.name] != nil,
          system.fieldsOfDefinition[definition.name]?.isEmpty != false
        else { continue }
        let value = try scope.expression(.symbol(definition.name))
        if scope.places(in: value).isEmpty { constants[definition.name] = try evaluator.value(value).number }
      }
      self.constants = constants
    } catch let error as ExpressionScope.Unsupported {
      throw BehaviourError(message: "\(error.form.text) is nothing that can be evaluated")
    }
  }

  /// What `powers.smt2` defines, as far as the observer's numbers go: a base to the power d + 1, for each d.
  private static func powers(of base: Int128) -> Value {
    var powers = [base]
    while let last = powers.last, last < Int128(UInt64.max), powers.count < 64 { powers.append(last * base) }
    return .list(powers)
  }

  /// All frames are free, but for frame 0, which there is not; the first state has to be as `initial.smt2` says.
  private static func start(_ system: TransitionSystem, _ scope: ExpressionScope) throws -> (
    fields: [Value], seen: [Value]
  ) {
    var evaluator = Evaluator(scope: scope, values: [])
    evaluator.values = try system.fields.map { field in
      guard let value = Value(sort: field.sort) else {
        throw BehaviourError(message: "the field \(field.name) is of a sort that has no values here")
      }
      return value
    }
    let fields = evaluator.values.count
    evaluator.values += try system.seenParameters.map { parameter in
      guard let value = Value(sort: parameter.sort) else {
        throw BehaviourError(message: "\(parameter.name) is of a sort that has no values here")
      }
      return value
    }
    if let owner = scope.places["owner"] {
      let other = try evaluator.value(scope.expression(.symbol("OTHER")))
      evaluator.values[owner] = evaluator.values[owner].storing(other, at: 0)
    }
    for statement in system.initial {
      if let values = try CheckedFormula(statement, in: scope).counterexample(&evaluator) {
        throw BehaviourError(message: "initial.smt2: \(statement.name) does not hold at the start\(values)")
      }
    }
    return (Array(evaluator.values[..<fields]), Array(evaluator.values[fields...]))
  }
}

/// The system cannot be followed at all.
package struct BehaviourError: Error, CustomStringConvertible {
  /// Why.
  package var message: String
  package var description: String { message }
}

extension TransitionSystem {
  /// The invariants that speak of what a step changes: the others it keeps.
  func invariants(touchedBy step: Part) -> [Property] {
    invariants.filter { fieldsOfDefinition[$0.name]?.isDisjoint(with: step.changes) == false }
  }
}
