internal import Specification

/// A formula or term of the system, made ready to be evaluated in a state.
indirect enum Expression: Sendable {
  case constant(Value)
  /// What a place of the state holds: a field, a field after the step, a constant of the step.
  case place(Int)
  /// A variable of the function or statement that it is in.
  case variable(Int)
  /// A function of the system, applied.
  case call(Int, [Expression])
  case operation(Operation, [Expression])

  /// What SMT-LIB 2 has for integers, truth values and arrays, as far as the system uses it.
  enum Operation: String, Sendable, CaseIterable {
    case equal = "="
    case distinct
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and, or, not
    case implies = "=>"
    case ite
    case plus = "+"
    case minus = "-"
    case times = "*"
    case quotient = "div"
    case select, store
  }
}

/// Formulas that share names for places and functions.
struct ExpressionScope: Sendable {
  /// The places of a state, by name.
  var places: [String: Int]
  /// Names that stand for the same value in every state.
  var constants: [String: Value] = [:]
  /// The functions, by name.
  private(set) var functions: [String: Int] = [:]
  /// What the functions are.
  private(set) var bodies: [Expression] = []
  /// For each function, what the values of its variables are looked up in.
  private(set) var domains: [[Domain]] = []

  /// Where the values of a variable that matter are found: the indices of arrays that it is an index of.
  struct Domain: Hashable, Sendable {
    /// The places of arrays that the variable is an index of.
    var arrays: Set<Int> = []
    /// The places of arrays of arrays, the variable being an index of the inner ones.
    var inner: Set<Int> = []

    mutating func formUnion(_ other: Domain) {
      arrays.formUnion(other.arrays)
      inner.formUnion(other.inner)
    }
  }

  /// A formula cannot be evaluated.
  struct Unsupported: Error { var form: Form }

  /// A scope without functions.
  init(places: [String: Int], constants: [String: Value] = [:]) {
    self.places = places
    self.constants = constants
  }

  /// Adds a definition, which may use those added before.
  mutating func add(_ definition: TransitionSystem.Definition) throws {
    let variables = definition.parameters.compactMap { $0.list?.first?.symbol }
    let body = try expression(definition.body, variables: variables)
    functions[definition.name] = bodies.count
    bodies.append(body)
    domains.append(domains(of: body, variables: variables.count))
  }

  /// Adds a definition if all of it can be evaluated: what is about bit-vectors cannot.
  mutating func addIfSupported(_ definition: TransitionSystem.Definition) throws {
    do { try add(definition) } catch is Unsupported {}
  }

  /// The places that a formula speaks of, through the functions that it uses.
  func places(in expression: Expression) -> Set<Int> {
    switch expression {
    case .constant, .variable: []
    case .place(let place): [place]
    case .call(let function, let arguments):
      arguments.reduce(into: places(in: bodies[function])) { $0.formUnion(places(in: $1)) }
    case .operation(_, let arguments): arguments.reduce(into: []) { $0.formUnion(places(in: $1)) }
    }
  }

  /// A formula made ready, its variables numbered in order.
  func expression(_ form: Form, variables: [String] = []) throws -> Expression {
    switch form {
    case .symbol(let name):
      if let number = variables.lastIndex(of: name) { return .variable(number) }
      if let place = places[name] { return .place(place) }
      if let function = functions[name] { return .call(function, []) }
      if let value = constants[name] { return .constant(value) }
      if let number = Int128(name) { return .constant(.number(number)) }
      if name == "true" || name == "false" { return .constant(.truth(name == "true")) }
      throw Unsupported(form: form)
    case .string: throw Unsupported(form: form)
    case .list(let parts):
      guard let head = parts.first?.symbol else { throw Unsupported(form: form) }
      let arguments = try parts.dropFirst().map { try expression($0, variables: variables) }
      if let function = functions[head] { return .call(function, arguments) }
      guard let operation = Expression.Operation(rawValue: head), !arguments.isEmpty else {
        throw Unsupported(form: form)
      }
      return .operation(operation, arguments)
    }
  }

  /// What the values of the variables of a formula are looked up in.
  func domains(of expression: Expression, variables: Int) -> [Domain] {
    var domains = [Domain](repeating: Domain(), count: variables)
    note(expression, in: &domains)
    return domains
  }

  private func note(_ expression: Expression, in domains: inout [Domain]) {
    switch expression {
    case .constant, .place, .variable: break
    case .call(let function, let arguments):
      for (argument, domain) in zip(arguments, self.domains[function]) {
        if case .variable(let number) = argument { domains[number].formUnion(domain) }
      }
      for argument in arguments { note(argument, in: &domains) }
    case .operation(let operation, let arguments):
      if operation == .select, arguments.count == 2, case .variable(let number) = arguments[1] {
        switch arguments[0] {
        case .place(let place): domains[number].arrays.insert(place)
        case .operation(.select, let outer):
          if case .place(let place)? = outer.first { domains[number].inner.insert(place) }
        default: break
        }
      }
      for argument in arguments { note(argument, in: &domains) }
    }
  }
}
