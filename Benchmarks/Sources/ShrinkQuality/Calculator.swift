import PropertyTesting

/// A sum, a quotient, or a number.
indirect enum Expression: Equatable, CustomStringConvertible {
  case number(Int)
  case sum(Expression, Expression)
  case quotient(Expression, Expression)

  static func draw(_ source: inout ChoiceSource, depth: Int = 5) -> Expression {
    source.span("expression") { source in
      switch source.weighted(depth > 0 ? [2, 1, 1] : [1]) {
      case 1: .sum(draw(&source, depth: depth - 1), draw(&source, depth: depth - 1))
      case 2: .quotient(draw(&source, depth: depth - 1), draw(&source, depth: depth - 1))
      default: .number(source.integer(Int.self))
      }
    }
  }

  /// Whether something is divided by a literal 0.
  var dividesByLiteral: Bool {
    switch self {
    case .number: false
    case .quotient(_, .number(0)): true
    case .sum(let a, let b), .quotient(let a, let b): a.dividesByLiteral || b.dividesByLiteral
    }
  }

  /// nil for a division by zero.
  var value: Int? {
    switch self {
    case .number(let number): return number
    case .sum(let a, let b):
      guard let a = a.value, let b = b.value else { return nil }
      return a &+ b
    case .quotient(let a, let b):
      guard let a = a.value, let b = b.value, b != 0 else { return nil }
      return a.dividedReportingOverflow(by: b).partialValue
    }
  }

  var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .sum(let a, let b): "(\(a) + \(b))"
    case .quotient(let a, let b): "(\(a) / \(b))"
    }
  }
}

extension Challenge {
  static let calculator = Challenge(
    "calculator", { source in Expression.draw(&source) },
    fails: { (expression: Expression) in
      if expression.dividesByLiteral { throw Discard() }
      return expression.value == nil
    }
  ) {
    $0 == .quotient(.number(0), .sum(.number(0), .number(0)))
  }
}
