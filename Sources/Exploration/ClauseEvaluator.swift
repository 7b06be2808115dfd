internal import Machine
internal import Specification
internal import SymbolicExecution

/// Evaluates clauses on the observation of a path: what they say of its inputs.
///
/// What the path decides is folded. Where the value of a word depends on a comparison that it does not decide, that becomes a
/// part of the path; a truth value becomes a formula.
struct ClauseEvaluator {
  /// What cannot be said of a path.
  struct Unsupported: Error {
    var reason: String
  }

  typealias Word = SymbolicWord<UInt64>

  /// How far a quantifier is instantiated.
  private static let mostInstances = 1 << 20

  let seen: WordObservation<Word>
  let recorder: PathRecorder

  /// What a clause says.
  ///
  /// - Throws: `Unsupported` for what is no formula of words without quantifiers on this path.
  func formula(_ expression: ClauseExpression, index: Word = .zero) throws -> PathFormula {
    switch expression {
    case .boolean(let value): return .known(value)
    case .not(let inner): return try formula(inner, index: index).negated
    case .all(let parts): return try conjunction(parts, index)
    case .any(let parts):
      var disjuncts: [PathFormula] = []
      for part in parts {
        disjuncts.append(try formula(part, index: index))
        if disjuncts.last == .known(true) { break }
      }
      return .disjunction(disjuncts)
    case .implies(let premise, let conclusion):
      let premise = try formula(premise, index: index)
      if premise == .known(false) { return .known(true) }
      return .disjunction([premise.negated, try formula(conclusion, index: index)])
    case .equal(let a, let b):
      return .equal(try word(a, index), try word(b, index), on: recorder)
    case .same(let a, let b):
      let (one, other) = (try formula(a, index: index), try formula(b, index: index))
      return .disjunction([.conjunction([one, other]), .conjunction([one.negated, other.negated])])
    case .less(let a, let b): return .less(try word(a, index), try word(b, index), on: recorder)
    case .forAll(let bound, let premise, let body): return try instances(bound, premise, body)
    case .choice(let condition, let then, let otherwise):
      let condition = try formula(condition, index: index)
      return .conjunction([
        .disjunction([condition.negated, try formula(then, index: index)]),
        .disjunction([condition, try formula(otherwise, index: index)]),
      ])
    case .number, .index, .symbol, .word, .complement:
      throw Unsupported(reason: "a word is no truth value")
    }
  }

  /// What has to be so that a clause has something to say: its premises.
  ///
  /// - Throws: as `formula`.
  func exercise(_ expression: ClauseExpression) throws -> PathFormula {
    switch expression {
    case .implies(let premise, let conclusion):
      let premise = try formula(premise)
      return premise == .known(false) ? premise : .conjunction([premise, try exercise(conclusion)])
    case .all(let parts): return try .conjunction(parts.map { try exercise($0) })
    case .forAll(let bound, let premise, _):
      var instances: [PathFormula] = []
      for index in try indices(below: bound) {
        instances.append(try conjunction(premise, index))
        if instances.last == .known(true) { break }
      }
      return .disjunction(instances)
    default: return .known(true)
    }
  }

  /// What comes after something false may mean nothing.
  private func conjunction(_ parts: [ClauseExpression], _ index: Word) throws -> PathFormula {
    var conjuncts: [PathFormula] = []
    for part in parts {
      let conjunct = try formula(part, index: index)
      if conjunct == .known(false) { return conjunct }
      if conjunct != .known(true) { conjuncts.append(conjunct) }
    }
    return .conjunction(conjuncts)
  }

  private func instances(_ bound: ClauseExpression, _ premise: [ClauseExpression], _ body: ClauseExpression)
    throws -> PathFormula
  {
    try .conjunction(
      indices(below: bound).map { index in
        let premise = try conjunction(premise, index)
        if premise == .known(false) { return .known(true) }
        return .disjunction([premise.negated, try formula(body, index: index)])
      })
  }

  /// The indices below a bound; what its value is becomes a part of the path.
  private func indices(below bound: ClauseExpression) throws -> [Word] {
    let bound = try word(bound, .zero)
    var indices: [Word] = []
    var index = Word.zero
    while index < bound {
      guard recorder.cut == nil, indices.count < Self.mostInstances else {
        throw Unsupported(reason: "more than \(Self.mostInstances) instances of a quantifier")
      }
      indices.append(index)
      index = index &+ .one
    }
    return indices
  }

  private func word(_ expression: ClauseExpression, _ index: Word) throws -> Word {
    switch expression {
    case .number(let value): return Word(constant: value)
    case .index: return index
    case .symbol(let symbol, nil): return seen[symbol]
    case .symbol(let symbol, let argument?): return seen[symbol, try word(argument, index)]
    case .complement(let inner, let bits): return (~(try word(inner, index))).narrowed(to: bits)
    case .word(let operation, let a, let b, let bits):
      return try compute(operation, try word(a, index), try word(b, index)).narrowed(to: bits)
    case .choice(let condition, let then, let otherwise):
      return try word(isTrue(formula(condition, index: index)) ? then : otherwise, index)
    default: throw Unsupported(reason: "a truth value is no word")
    }
  }

  /// Whether a formula is true in this run: its comparisons become a part of the path.
  private func isTrue(_ formula: PathFormula) throws -> Bool {
    switch formula {
    case .known(let value): return value
    case .comparison(let branch): return recorder.follow(branch)
    case .not(let inner): return try !isTrue(inner)
    case .all(let parts): return try parts.allSatisfy { try isTrue($0) }
    case .any(let parts): return try parts.contains { try isTrue($0) }
    }
  }

  private func compute(_ operation: ClauseExpression.Operation, _ a: Word, _ b: Word) throws -> Word {
    switch operation {
    case .add: return a &+ b
    case .subtract: return a &- b
    case .multiply: return a &* b
    case .and: return a & b
    case .or: return a | b
    case .divide:
      guard let divisor = b.number, divisor.nonzeroBitCount == 1 else {
        throw Unsupported(reason: "a division by \(b.term)")
      }
      return a.shiftedRight(divisor.trailingZeroBitCount)
    case .remainder:
      guard b != .zero, b & (b &- .one) == .zero else {
        throw Unsupported(reason: "a remainder of a division by \(b.term)")
      }
      return a & (b &- .one)
    }
  }
}
