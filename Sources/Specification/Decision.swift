import SMT

/// A clause's formula as a decision: its conditions, each true or false, and what they come to.
///
/// A condition is what is compared, without truth values inside; those of a quantifier's premise and body are looked at for
/// one index at a time. A condition is decisive where the clause holds and would be broken if that condition alone were
/// otherwise: of modified condition/decision coverage (J. J. Chilenski, S. P. Miller,
/// https://doi.org/10.1049/sej.1994.0025) that is the half that runs can show of what always holds.
struct Decision: Sendable {
  /// How conditions come to a truth value.
  indirect enum Tree: Sendable {
    case known(Bool)
    /// A condition, by its number.
    case condition(Int)
    case not(Tree)
    case all([Tree])
    case any([Tree])
    case same(Tree, Tree)
    case choice(Tree, Tree, Tree)
    /// A quantifier, by its number.
    case quantifier(Int)
  }

  /// What holds at every index below a bound.
  struct Quantifier: Sendable {
    var bound: Formula.Number
    /// What holds at one of them.
    var instance: Tree
    /// Its conditions.
    var conditions: Range<Int>
  }

  /// A condition.
  struct Condition: Sendable {
    /// In SMT-LIB.
    var text: String
    var test: Formula.Test
  }

  /// Conditions that a clause may have.
  static let mostConditions = 64

  private(set) var tree = Tree.known(true)
  private(set) var conditions: [Condition] = []
  private(set) var quantifiers: [Quantifier] = []

  /// The decision that a term is.
  ///
  /// - Throws: `FormulaCompiler.Refusal` for a term outside the fragment, or of too many conditions.
  init(_ term: AnyTerm, _ compiler: inout FormulaCompiler) throws {
    tree = try part(term, &compiler)
    guard conditions.count <= Self.mostConditions else {
      throw FormulaCompiler.Refusal(
        reason: "\(conditions.count) conditions; more than \(Self.mostConditions) are no clause but several")
    }
  }

  private mutating func part(_ term: AnyTerm, _ compiler: inout FormulaCompiler) throws -> Tree {
    switch try term.node {
    case .bool(let value): return .known(value)
    case .application(.not, _, let parts): return .not(try part(parts[0], &compiler))
    case .application(.and, _, let parts): return .all(try parts.map { try part($0, &compiler) })
    case .application(.or, _, let parts): return .any(try parts.map { try part($0, &compiler) })
    case .application(.implies, _, let parts):
      return .any([.not(try part(parts[0], &compiler)), try part(parts[1], &compiler)])
    case .application(.ifThenElse, _, let parts):
      return .choice(
        try part(parts[0], &compiler), try part(parts[1], &compiler), try part(parts[2], &compiler))
    case .application(.equals, _, let parts) where try parts[0].sort == .boolean:
      return .same(try part(parts[0], &compiler), try part(parts[1], &compiler))
    case .quantifier(let quantifier): return try part(quantifier, &compiler)
    default:
      conditions.append(Condition(text: "\(term)", test: try compiler.test(term)))
      return .condition(conditions.count - 1)
    }
  }

  /// The bound is no condition: an index that is not below it is none.
  private mutating func part(_ quantifier: SMT.Quantifier, _ compiler: inout FormulaCompiler) throws -> Tree {
    let (bound, premises, body) = try FormulaCompiler.parts(of: quantifier)
    let first = conditions.count
    var instance = try premises.map { Tree.not(try part($0, &compiler)) }
    instance.append(try part(body, &compiler))
    quantifiers.append(
      Quantifier(
        bound: try compiler.number(bound), instance: .any(instance), conditions: first..<conditions.count))
    return .quantifier(quantifiers.count - 1)
  }

  /// What conditions come to.
  ///
  /// - Parameters:
  ///   - values: the conditions, a bit each.
  ///   - instance: the quantifier that stands for one of its instances; the others hold.
  func value(_ values: UInt64, instance: Int?) -> Bool { value(tree, values, instance) }

  private func value(_ tree: Tree, _ values: UInt64, _ instance: Int?) -> Bool {
    switch tree {
    case .known(let value): value
    case .condition(let number): values >> UInt64(number) & 1 == 1
    case .not(let part): !value(part, values, instance)
    case .all(let parts): parts.allSatisfy { value($0, values, instance) }
    case .any(let parts): parts.contains { value($0, values, instance) }
    case .same(let one, let other): value(one, values, instance) == value(other, values, instance)
    case .choice(let condition, let then, let otherwise):
      value(condition, values, instance) ? value(then, values, instance) : value(otherwise, values, instance)
    case .quantifier(let number):
      number == instance ? value(quantifiers[number].instance, values, nil) : true
    }
  }

  /// The conditions that are decisive for some values, a bit each.
  func decisive(_ values: UInt64, instance: Int?) -> UInt64 {
    guard value(values, instance: instance) else { return 0 }
    return conditions.indices.reduce(0) { decisive, number in
      let bit = UInt64(1) << UInt64(number)
      return value(values ^ bit, instance: instance) ? decisive : decisive | bit
    }
  }
}
