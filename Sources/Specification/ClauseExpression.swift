internal import SMT

/// A clause's formula, or a finding's region, as a tree: what is evaluated in words that are no numbers.
///
/// The same fragment as the compiled formulas have, from the same terms of Z3.
package indirect enum ClauseExpression: Sendable {
  /// What a word is computed with.
  package enum Operation: Sendable {
    case add, subtract, multiply, divide, remainder, and, or
  }

  // Truth values.
  case boolean(Bool)
  case not(ClauseExpression)
  case all([ClauseExpression])
  case any([ClauseExpression])
  case equal(ClauseExpression, ClauseExpression)
  case same(ClauseExpression, ClauseExpression)
  /// Unsigned.
  case less(ClauseExpression, ClauseExpression)
  /// If the first is true, so is the second.
  case implies(ClauseExpression, ClauseExpression)
  /// The body, which says that the index is below the bound first, is true at every index below it.
  case forAll(bound: ClauseExpression, premise: [ClauseExpression], body: ClauseExpression)

  // Words.
  case number(UInt64)
  /// The index that a quantifier binds.
  case index
  case symbol(Symbol, of: ClauseExpression?)
  /// Modulo 2^bits.
  case word(Operation, ClauseExpression, ClauseExpression, bits: Int)
  case complement(ClauseExpression, bits: Int)

  // Either.
  case choice(if: ClauseExpression, then: ClauseExpression, else: ClauseExpression)
}

extension ClauseExpression {
  private static let byName = Dictionary(uniqueKeysWithValues: Symbol.allCases.map { ("\($0)", $0) })

  /// The tree of a term that is in the fragment.
  ///
  /// - Throws: `FormulaCompiler.Refusal` for another one.
  init(_ term: AnyTerm) throws {
    switch try term.node {
    case .bool(let value): self = .boolean(value)
    case .numeral(let value, _): self = .number(value)
    case .variable(let index) where index == 0: self = .index
    case .quantifier(let quantifier):
      guard quantifier.kind == .forAll, quantifier.bound.count == 1,
        case .application(.implies, _, let parts) = try quantifier.body.node, parts.count == 2
      else { throw FormulaCompiler.Refusal(reason: "a quantifier needs a bound: (=> (w< j bound) ...)") }
      var premises = [parts[0]]
      if case .application(.and, _, let conjuncts) = try parts[0].node { premises = conjuncts }
      guard let first = premises.first, case .application(.bvult, _, let sides) = try first.node else {
        throw FormulaCompiler.Refusal(reason: "the first premise under a quantifier must be its bound")
      }
      self = .forAll(
        bound: try ClauseExpression(sides[1]), premise: try premises.dropFirst().map(ClauseExpression.init),
        body: try ClauseExpression(parts[1]))
    case .application(.uninterpreted, let name, let arguments):
      guard let symbol = Self.byName[name], arguments.count <= 1 else {
        throw FormulaCompiler.Refusal(reason: "\(name) is no symbol of the vocabulary")
      }
      self = .symbol(symbol, of: try arguments.first.map(ClauseExpression.init))
    case .application(let op, let name, let arguments):
      self = try Self.application(op, name, arguments.map(ClauseExpression.init), arguments, term)
    default: throw FormulaCompiler.Refusal(reason: "\(term) is not in the fragment")
    }
  }

  private static func application(
    _ op: Operator, _ name: String, _ parts: [ClauseExpression], _ arguments: [AnyTerm], _ term: AnyTerm
  ) throws -> ClauseExpression {
    func bits() throws -> Int {
      guard case .bitVector(let width) = try term.sort, width <= 64 else {
        throw FormulaCompiler.Refusal(reason: "\(name) is not of the bit-vector edition")
      }
      return width
    }
    switch (op, parts.count) {
    case (.not, 1): return .not(parts[0])
    case (.and, _): return .all(parts)
    case (.or, _): return .any(parts)
    case (.implies, 2): return .implies(parts[0], parts[1])
    case (.ifThenElse, 3): return .choice(if: parts[0], then: parts[1], else: parts[2])
    case (.equals, 2):
      return try arguments[0].sort == .boolean ? .same(parts[0], parts[1]) : .equal(parts[0], parts[1])
    case (.bvult, 2): return .less(parts[0], parts[1])
    case (.bvugt, 2): return .less(parts[1], parts[0])
    case (.bvule, 2): return .not(.less(parts[1], parts[0]))
    case (.bvuge, 2): return .not(.less(parts[0], parts[1]))
    case (.bvnot, 1): return .complement(parts[0], bits: try bits())
    case (.bvadd, 2): return .word(.add, parts[0], parts[1], bits: try bits())
    case (.bvsub, 2): return .word(.subtract, parts[0], parts[1], bits: try bits())
    case (.bvmul, 2): return .word(.multiply, parts[0], parts[1], bits: try bits())
    case (.bvudiv, 2): return .word(.divide, parts[0], parts[1], bits: try bits())
    case (.bvurem, 2): return .word(.remainder, parts[0], parts[1], bits: try bits())
    case (.bvand, 2): return .word(.and, parts[0], parts[1], bits: try bits())
    case (.bvor, 2): return .word(.or, parts[0], parts[1], bits: try bits())
    default: throw FormulaCompiler.Refusal(reason: "\(name) is not in the fragment")
    }
  }
}
