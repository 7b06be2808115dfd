internal import SMT

/// Writes terms for Z3, each once.
struct TermWriter {
  let context: Context
  private var written: [SymbolicTerm: Term<BitVector>] = [:]
  /// The inputs that were met, by name.
  private(set) var inputs: [String: Term<BitVector>] = [:]
  /// What is known of them: it is one input if it is one name.
  private var known: [String: KnownValue] = [:]
  /// What is said of their ranges, by name.
  private(set) var ranges: [String: [Term<Boolean>]] = [:]

  init(_ context: Context) { self.context = context }

  /// Z3's term. O(size of what was not written before).
  ///
  /// - Throws: `SolverError`.
  mutating func term(_ term: SymbolicTerm) throws -> Term<BitVector> {
    if let known = written[term] { return known }
    let sort = BitVector(term.bits)
    let operands = try term.operands.map { try self.term($0) }
    let made: Term<BitVector> =
      switch term.operation {
      case .constant(let value): try context.numeral(value, sort)
      case .input(let name): try input(name, term, sort)
      case .add: try operands[0] &+ operands[1]
      case .subtract: try operands[0] &- operands[1]
      case .multiply: try operands[0] &* operands[1]
      case .and: try operands[0] & operands[1]
      case .or: try operands[0] | operands[1]
      case .not: try ~operands[0]
      case .extend: try operands[0].zeroExtend(by: term.bits - term.operands[0].bits)
      case .lesser: try operands[0].ult(operands[1]).ifThenElse(operands[0], operands[1])
      case .shiftLeft(let count): try operands[0].shl(context.numeral(UInt64(count), sort))
      case .shiftRight(let count): try operands[0].lshr(context.numeral(UInt64(count), sort))
      }
    written[term] = made
    return made
  }

  private mutating func input(_ name: String, _ term: SymbolicTerm, _ sort: BitVector) throws
    -> Term<BitVector>
  {
    if let met = inputs[name] {
      precondition(
        met.sort == sort && known[name] == term.known, "there are two inputs of the name \(name)")
      return met
    }
    let made = try context.constant(name, sort)
    inputs[name] = made
    known[name] = term.known
    let range = term.known.range
    var facts: [Term<Boolean>] = []
    if range.lowerBound > 0 { try facts.append(context.numeral(range.lowerBound, sort).ule(made)) }
    if range.upperBound < SymbolicTerm.mask(term.bits) {
      try facts.append(made.ule(context.numeral(range.upperBound, sort)))
    }
    ranges[name] = facts
    return made
  }

  /// What a formula says of the inputs.
  ///
  /// - Throws: `SolverError`.
  mutating func formula(_ formula: PathFormula) throws -> Term<Boolean> {
    switch formula {
    case .known(let value): return try context.boolean(value)
    case .comparison(let branch): return try self.formula(branch)
    case .not(let inner): return try !self.formula(inner)
    case .all(let parts): return try context.conjunction(parts.map { try self.formula($0) })
    case .any(let parts): return try context.disjunction(parts.map { try self.formula($0) })
    }
  }

  /// What a branch says of the inputs.
  ///
  /// - Throws: `SolverError`.
  mutating func formula(_ branch: Branch) throws -> Term<Boolean> {
    let (first, second) = (try term(branch.first), try term(branch.second))
    let formula: Term<Boolean> =
      switch branch.relation {
      case .equal, .isValue: try first.equals(second)
      case .less: try first.ult(second)
      }
    return branch.holds ? formula : try !formula
  }
}
