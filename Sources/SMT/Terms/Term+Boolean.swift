internal import CZ3

// Formulas: connectives and choice.

extension Term<Boolean> {
  /// Negation.
  ///
  /// - Throws: ``SolverError``, as every operation here.
  public static prefix func ! (a: Self) throws -> Self {
    try a.combined("Z3_mk_not") { unsafe Z3_mk_not($0, $1[0]) }
  }

  /// Conjunction.
  public static func && (a: Self, b: Self) throws -> Self {
    try a.combined("Z3_mk_and", with: [b.untyped]) { unsafe Z3_mk_and($0, 2, $1) }
  }

  /// Disjunction.
  public static func || (a: Self, b: Self) throws -> Self {
    try a.combined("Z3_mk_or", with: [b.untyped]) { unsafe Z3_mk_or($0, 2, $1) }
  }

  /// Exclusive disjunction.
  public func xor(_ other: Self) throws -> Self {
    try combined("Z3_mk_xor", with: [other.untyped]) { unsafe Z3_mk_xor($0, $1[0], $1[1]) }
  }

  /// Implication.
  public func implies(_ other: Self) throws -> Self {
    try combined("Z3_mk_implies", with: [other.untyped]) { unsafe Z3_mk_implies($0, $1[0], $1[1]) }
  }

  /// Equivalence.
  public func iff(_ other: Self) throws -> Self {
    try combined("Z3_mk_iff", with: [other.untyped]) { unsafe Z3_mk_iff($0, $1[0], $1[1]) }
  }

  /// The first term where the formula holds, else the second. They have one sort.
  public func ifThenElse<Value>(_ first: Term<Value>, _ second: Term<Value>) throws -> Term<Value> {
    let made = try context.term("Z3_mk_ite", of: [untyped, first.untyped, second.untyped]) {
      unsafe Z3_mk_ite($0, $1[0], $1[1], $1[2])
    }
    return Term<Value>(unchecked: made, sort: first.sort)
  }
}

extension Context {
  /// The conjunction of formulas; of none it is true.
  ///
  /// - Throws: ``SolverError``.
  public func conjunction(_ formulas: [Term<Boolean>]) throws -> Term<Boolean> {
    let made = try term("Z3_mk_and", of: formulas.map(\.untyped)) {
      unsafe Z3_mk_and($0, UInt32($1.count), $1)
    }
    return Term(unchecked: made, sort: .boolean)
  }

  /// The disjunction of formulas; of none it is false.
  ///
  /// - Throws: ``SolverError``.
  public func disjunction(_ formulas: [Term<Boolean>]) throws -> Term<Boolean> {
    let made = try term("Z3_mk_or", of: formulas.map(\.untyped)) {
      unsafe Z3_mk_or($0, UInt32($1.count), $1)
    }
    return Term(unchecked: made, sort: .boolean)
  }

  /// The formula that no two of the terms are equal; of fewer than two it is true.
  ///
  /// Costs grow fast with the count in a solver (quadratic clauses); an inverse function says the same better.
  ///
  /// - Throws: ``SolverError``.
  public func distinct<S>(_ terms: [Term<S>]) throws -> Term<Boolean> {
    guard terms.count > 1 else { return try boolean(true) }
    let made = try term("Z3_mk_distinct", of: terms.map(\.untyped)) {
      unsafe Z3_mk_distinct($0, UInt32($1.count), $1)
    }
    return Term<Boolean>(unchecked: made, sort: .boolean)
  }
}
