/// Evaluates formulas in a state.
struct Evaluator {
  /// The names that the formulas use.
  let scope: ExpressionScope
  /// What the places hold.
  var values: [Value]

  /// A formula has no value: a sort is wrong, or a number too large.
  struct Failure: Error { var message: String }

  /// The values of variables, those of the function that is being evaluated last.
  private var stack: [Value] = []
  /// Where those begin.
  private var base = 0

  /// An evaluator of a state.
  init(scope: ExpressionScope, values: [Value]) {
    self.scope = scope
    self.values = values
  }

  /// The value of a formula, its variables having some values. O(size of what it unfolds to).
  mutating func value(_ expression: Expression, _ variables: [Value] = []) throws -> Value {
    stack = variables
    base = 0
    return try evaluate(expression)
  }

  /// Whether a formula is true.
  mutating func isTrue(_ expression: Expression, _ variables: [Value] = []) throws -> Bool {
    stack = variables
    base = 0
    return try truth(expression)
  }

  private mutating func evaluate(_ expression: Expression) throws -> Value {
    switch expression {
    case .constant(let value): return value
    case .place(let place): return values[place]
    case .variable(let number): return stack[base + number]
    case .call(let function, let arguments):
      let (caller, height) = (base, stack.count)
      for argument in arguments { stack.append(try evaluate(argument)) }
      base = height
      let value = try evaluate(scope.bodies[function])
      stack.removeSubrange(height...)
      base = caller
      return value
    case .operation(let operation, let arguments): return try apply(operation, arguments)
    }
  }

  private mutating func truth(_ expression: Expression) throws -> Bool {
    guard case .truth(let truth) = try evaluate(expression) else {
      throw Failure(message: "a formula is not true or false")
    }
    return truth
  }

  private mutating func number(_ expression: Expression) throws -> Int128 {
    guard case .number(let number) = try evaluate(expression) else {
      throw Failure(message: "a term is no number")
    }
    return number
  }

  private mutating func apply(_ operation: Expression.Operation, _ arguments: [Expression]) throws -> Value {
    switch operation {
    case .and:
      for argument in arguments where try !truth(argument) { return .truth(false) }
      return .truth(true)
    case .or:
      for argument in arguments where try truth(argument) { return .truth(true) }
      return .truth(false)
    case .not: return .truth(try !truth(arguments[0]))
    case .implies:
      // To the right: a => b => c is a => (b => c).
      for argument in arguments.dropLast() where try !truth(argument) { return .truth(true) }
      return .truth(try truth(arguments[arguments.count - 1]))
    case .ite:
      guard arguments.count == 3 else { throw Failure(message: "ite takes three arguments") }
      return try evaluate(arguments[try truth(arguments[0]) ? 1 : 2])
    case .select:
      guard arguments.count == 2 else { throw Failure(message: "select takes two arguments") }
      let index = try number(arguments[1])
      if case .place(let place) = arguments[0] { return values[place].at(index) }
      return try evaluate(arguments[0]).at(index)
    case .store:
      guard arguments.count == 3 else { throw Failure(message: "store takes three arguments") }
      return try evaluate(arguments[0]).storing(evaluate(arguments[2]), at: number(arguments[1]))
    case .equal:
      let first = try evaluate(arguments[0])
      for argument in arguments.dropFirst() where try evaluate(argument) != first { return .truth(false) }
      return .truth(true)
    case .distinct:
      var all: Set<Value> = []
      for argument in arguments where try !all.insert(evaluate(argument)).inserted { return .truth(false) }
      return .truth(true)
    case .less: return try compare(arguments, <)
    case .lessOrEqual: return try compare(arguments, <=)
    case .greater: return try compare(arguments, >)
    case .greaterOrEqual: return try compare(arguments, >=)
    case .plus: return try combine(arguments) { $0.addingReportingOverflow($1) }
    case .times: return try combine(arguments) { $0.multipliedReportingOverflow(by: $1) }
    case .quotient:
      // Of numbers from 0 on: those of SMT-LIB 2 round down, ours to 0.
      return try combine(arguments) {
        $0 < 0 || $1 <= 0 ? (0, true) : ($0 / $1, false)
      }
    case .minus:
      return try combine(arguments.count > 1 ? arguments : [.constant(.number(0))] + arguments) {
        $0.subtractingReportingOverflow($1)
      }
    }
  }

  private mutating func compare(_ arguments: [Expression], _ holds: (Int128, Int128) -> Bool) throws -> Value
  {
    var previous = try number(arguments[0])
    for argument in arguments.dropFirst() {
      let next = try number(argument)
      guard holds(previous, next) else { return .truth(false) }
      previous = next
    }
    return .truth(true)
  }

  private mutating func combine(
    _ arguments: [Expression], _ combination: (Int128, Int128) -> (partialValue: Int128, overflow: Bool)
  ) throws -> Value {
    var result = try number(arguments[0])
    for argument in arguments.dropFirst() {
      let (value, overflow) = combination(result, try number(argument))
      guard !overflow else { throw Failure(message: "a number is too large to be evaluated") }
      result = value
    }
    return .number(result)
  }

  /// The values of a variable that matter in this state: the indices that its arrays have entries at, the numbers next
  /// to 0, and one that no array has an entry at.
  func candidates(_ domain: ExpressionScope.Domain) -> [Int128] {
    var found: [Int128] = [-1, 0, 1]
    for place in domain.arrays { found.append(contentsOf: values[place].entries.keys) }
    for place in domain.inner {
      for inner in values[place].entries.values { found.append(contentsOf: inner.entries.keys) }
    }
    found.sort()
    var candidates: [Int128] = []
    candidates.reserveCapacity(found.count + 1)
    for candidate in found where candidate != candidates.last { candidates.append(candidate) }
    candidates.append((candidates.last ?? 0) + 1)
    return candidates
  }
}
