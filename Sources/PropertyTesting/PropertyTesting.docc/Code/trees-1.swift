import PropertyTesting

indirect enum Expression: CustomStringConvertible {
  case number(Int)
  case plus(Expression, Expression)
  case minus(Expression, Expression)

  var value: Int {
    switch self {
    case .number(let number): number
    case .plus(let left, let right): left.value + right.value
    case .minus(let left, let right): left.value - right.value
    }
  }

  /// The expression without zeros that are added or subtracted.
  var simplified: Expression {
    switch self {
    case .number: self
    case .plus(.number(0), let other), .plus(let other, .number(0)): other.simplified
    case .minus(.number(0), let other), .minus(let other, .number(0)): other.simplified
    case .plus(let left, let right): .plus(left.simplified, right.simplified)
    case .minus(let left, let right): .minus(left.simplified, right.simplified)
    }
  }

  var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .plus(let left, let right): "(\(left) + \(right))"
    case .minus(let left, let right): "(\(left) - \(right))"
    }
  }
}

extension Generator where Value == Expression {
  static var expression: Self {
    let number = Generator<Int>.integer(0...9).map { Expression.number($0) }
    return recursive(depth: 5, leaf: number) { part in
      let pair = Generator<(Expression, Expression)>.zip(part, part)
      return one(of: [pair.map { .plus($0, $1) }, pair.map { .minus($0, $1) }])
    }
  }
}

let outcome = try check(seed: 1, runs: 1000) { source in
  try source.draw(.expression)
} property: { expression in
  let simplified = expression.simplified
  try expect(simplified.value == expression.value, "\(simplified) is \(expression.value)")
}
print(outcome.failure.map { "\($0)" } ?? "\(outcome.tally)")
