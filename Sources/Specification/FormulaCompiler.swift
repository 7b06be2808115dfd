import SMT

/// Compiles a formula that Z3 parsed into closures, walking the term once.
///
/// The fragment: one bound variable at a time, bounded as `(=> (w< j bound) ...)` or with further
/// premises in an `and`; quantifiers at the top, under `and`, and to the right of `=>`. So every clause
/// is linear in its observation. What is outside is refused with a reason, never guessed at.
struct FormulaCompiler {
  /// Why a formula is outside the fragment.
  struct Refusal: Error {
    var reason: String
  }

  /// The symbols met so far.
  private(set) var symbols: Set<Symbol> = []
  /// The columns that have to be filled for the formula, and for the event at which it is broken.
  private(set) var columns: Columns = []

  private static let byName = Dictionary(uniqueKeysWithValues: Symbol.allCases.map { ("\($0)", $0) })

  /// Compiles a formula.
  mutating func formula(_ term: AnyTerm) throws -> Formula {
    switch try term.node {
    case .application(.implies, _, let parts) where parts.count == 2:
      return .implies(try test(parts[0]), try formula(parts[1]))
    case .application(.and, _, let parts):
      return .all(try parts.map { try formula($0) })
    case .quantifier(let quantifier): return try bounded(quantifier)
    default: return .test(try test(term))
    }
  }

  /// A quantifier's bound, which its index is below, its other premises, and its body.
  static func parts(of quantifier: Quantifier) throws -> (bound: AnyTerm, premises: [AnyTerm], body: AnyTerm)
  {
    guard quantifier.kind == .forAll, quantifier.bound.count == 1 else {
      throw Refusal(reason: "only (forall ((j W)) ...) with one variable is in the fragment")
    }
    guard case .application(.implies, _, let parts) = try quantifier.body.node, parts.count == 2 else {
      throw Refusal(reason: "a quantifier needs a bound: (=> (w< j bound) ...)")
    }
    var premises = [parts[0]]
    if case .application(.and, _, let conjuncts) = try parts[0].node { premises = conjuncts }
    guard let first = premises.first,
      case .application(.bvult, _, let sides) = try first.node, case .variable = try sides[0].node
    else { throw Refusal(reason: "the first premise under a quantifier must be its bound, (w< j bound)") }
    if try mentionsVariable(sides[1]) { throw Refusal(reason: "a bound may not depend on its variable") }
    return (sides[1], Array(premises.dropFirst()), parts[1])
  }

  private mutating func bounded(_ quantifier: Quantifier) throws -> Formula {
    let (bound, premises, body) = try Self.parts(of: quantifier)
    var group: Symbol?
    if case .application(.uninterpreted, let name, let arguments) = try bound.node, arguments.isEmpty {
      group = FormulaCompiler.byName[name]
      // The event is that of the page's frame.
      if group == .n || group == .obtained { columns.formUnion(.pages) }
    }
    let rest = try premises.map { try test($0) }
    let all: Formula.Test = { seen, j in rest.allSatisfy { $0(seen, j) } }
    return .forAll(
      bound: try number(bound), group: group, premise: rest.isEmpty ? nil : all, body: try test(body))
  }

  private static func mentionsVariable(_ term: AnyTerm) throws -> Bool {
    switch try term.node {
    case .variable: return true
    case .application(_, _, let arguments): return try arguments.contains { try mentionsVariable($0) }
    default: return false
    }
  }

  /// Compiles a formula without quantifiers.
  mutating func test(_ term: AnyTerm) throws -> Formula.Test {
    switch try term.node {
    case .bool(let value): return { _, _ in value }
    case .application(let op, let name, let parts): return try test(op, name, parts)
    case .quantifier:
      throw Refusal(reason: "a quantifier is allowed at the top, under and, and to the right of => only")
    default: throw Refusal(reason: "\(term) is no truth value")
    }
  }

  private mutating func test(_ op: Operator, _ name: String, _ parts: [AnyTerm]) throws -> Formula.Test {
    switch (op, parts.count) {
    case (.not, 1):
      let inner = try test(parts[0])
      return { !inner($0, $1) }
    case (.and, 2):
      let (a, b) = (try test(parts[0]), try test(parts[1]))
      return { a($0, $1) && b($0, $1) }
    case (.and, _):
      let all = try parts.map { try test($0) }
      return { seen, j in all.allSatisfy { $0(seen, j) } }
    case (.or, _):
      let all = try parts.map { try test($0) }
      return { seen, j in all.contains { $0(seen, j) } }
    case (.implies, 2):
      let (a, b) = (try test(parts[0]), try test(parts[1]))
      return { !a($0, $1) || b($0, $1) }
    case (.ifThenElse, 3):
      let (c, a, b) = (try test(parts[0]), try test(parts[1]), try test(parts[2]))
      return { c($0, $1) ? a($0, $1) : b($0, $1) }
    case (.equals, 2):
      if try parts[0].sort == .boolean {
        let (a, b) = (try test(parts[0]), try test(parts[1]))
        return { a($0, $1) == b($0, $1) }
      }
      return try comparison(parts, ==)
    case (.bvult, 2): return try comparison(parts, <)
    case (.bvule, 2): return try comparison(parts, <=)
    case (.bvugt, 2): return try comparison(parts, >)
    case (.bvuge, 2): return try comparison(parts, >=)
    default: throw Refusal(reason: "\(name) is not in the fragment")
    }
  }

  private mutating func comparison(
    _ parts: [AnyTerm], _ compare: @escaping @Sendable (UInt64, UInt64) -> Bool
  ) throws -> Formula.Test {
    let (a, b) = (try number(parts[0]), try number(parts[1]))
    return { compare(a($0, $1), b($0, $1)) }
  }

  /// Compiles a number.
  mutating func number(_ term: AnyTerm) throws -> Formula.Number {
    switch try term.node {
    case .numeral(let value, _): return { _, _ in value }
    case .variable(let index) where index == 0: return { _, j in j }
    case .application(.uninterpreted, let name, let parts): return try symbol(name, parts)
    case .application(.ifThenElse, _, let parts) where parts.count == 3:
      let (c, a, b) = (try test(parts[0]), try number(parts[1]), try number(parts[2]))
      return { c($0, $1) ? a($0, $1) : b($0, $1) }
    case .application(let op, let name, let parts): return try arithmetic(op, name, parts, term)
    default: throw Refusal(reason: "\(term) is no number of the fragment")
    }
  }

  private mutating func symbol(_ name: String, _ parts: [AnyTerm]) throws -> Formula.Number {
    guard let symbol = FormulaCompiler.byName[name] else {
      throw Refusal(reason: "\(name) is no symbol of the vocabulary")
    }
    symbols.insert(symbol)
    columns.formUnion(symbol.columns)
    switch (symbol, parts.count) {
    case (_, 0):
      let slot = symbol.rawValue
      return { seen, _ in seen.values[slot] }
    case (.pageOf, 1):
      let argument = try number(parts[0])
      return { $0.pageOf[argument($0, $1)] ?? Observation.none }
    case (.putsOf, 1):
      let argument = try number(parts[0])
      return { $0.putsOf[argument($0, $1)] ?? 0 }
    case (_, 1):
      let argument = try number(parts[0])
      let slot = symbol.rawValue
      return { seen, j in
        let index = argument(seen, j)
        return index < UInt64(seen.columns[slot].count) ? seen.columns[slot][Int(index)] : 0
      }
    default: throw Refusal(reason: "\(name) takes one argument")
    }
  }

  private mutating func arithmetic(
    _ op: Operator, _ name: String, _ parts: [AnyTerm], _ term: AnyTerm
  ) throws -> Formula.Number {
    guard case .bitVector(let width) = try term.sort, width <= 64 else {
      throw Refusal(reason: "\(name) is not of the bit-vector edition")
    }
    let mask: UInt64 = width == 64 ? .max : (1 << UInt64(width)) - 1
    if case .bvnot = op, parts.count == 1 {
      let inner = try number(parts[0])
      return { ~inner($0, $1) & mask }
    }
    guard parts.count == 2 else { throw Refusal(reason: "\(name) takes two arguments in the fragment") }
    let (a, b) = (try number(parts[0]), try number(parts[1]))
    switch op {
    case .bvadd: return { (a($0, $1) &+ b($0, $1)) & mask }
    case .bvsub: return { (a($0, $1) &- b($0, $1)) & mask }
    case .bvmul: return { (a($0, $1) &* b($0, $1)) & mask }
    // Division by zero is what SMT-LIB says it is.
    case .bvudiv:
      return {
        let d = b($0, $1); return d == 0 ? mask : a($0, $1) / d
      }
    case .bvurem:
      return {
        let d = b($0, $1); return d == 0 ? a($0, $1) : a($0, $1) % d
      }
    case .bvand: return { a($0, $1) & b($0, $1) }
    case .bvor: return { a($0, $1) | b($0, $1) }
    default: throw Refusal(reason: "\(name) is not in the fragment")
    }
  }
}
