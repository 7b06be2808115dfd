internal import CZ3

// The mathematical integers.

extension Term<Integer> {
  /// Sum.
  ///
  /// - Throws: ``SolverError``, as every operation here.
  public static func + (a: Self, b: Self) throws -> Self {
    try a.combined("Z3_mk_add", with: [b.untyped]) { unsafe Z3_mk_add($0, 2, $1) }
  }

  /// Difference.
  ///
  /// - Throws: ``SolverError``, as every operation here.
  public static func - (a: Self, b: Self) throws -> Self {
    try a.combined("Z3_mk_sub", with: [b.untyped]) { unsafe Z3_mk_sub($0, 2, $1) }
  }

  /// Product. Of two variables it is outside what a solver decides.
  ///
  /// - Throws: ``SolverError``, as every operation here.
  public static func * (a: Self, b: Self) throws -> Self {
    try a.combined("Z3_mk_mul", with: [b.untyped]) { unsafe Z3_mk_mul($0, 2, $1) }
  }

  /// Negation.
  public static prefix func - (a: Self) throws -> Self {
    try a.combined("Z3_mk_unary_minus") { unsafe Z3_mk_unary_minus($0, $1[0]) }
  }

  /// SMT-LIB's quotient: the remainder is never negative. Unspecified where the divisor is 0.
  public func div(_ other: Self) throws -> Self {
    try combined("Z3_mk_div", with: [other.untyped]) { unsafe Z3_mk_div($0, $1[0], $1[1]) }
  }

  /// SMT-LIB's modulus, never negative. Unspecified where the divisor is 0.
  public func mod(_ other: Self) throws -> Self {
    try combined("Z3_mk_mod", with: [other.untyped]) { unsafe Z3_mk_mod($0, $1[0], $1[1]) }
  }

  /// Less than.
  public static func < (a: Self, b: Self) throws -> Term<Boolean> {
    try a.related("Z3_mk_lt", to: b) { unsafe Z3_mk_lt($0, $1, $2) }
  }

  /// Less than or equal.
  public static func <= (a: Self, b: Self) throws -> Term<Boolean> {
    try a.related("Z3_mk_le", to: b) { unsafe Z3_mk_le($0, $1, $2) }
  }

  /// Greater than.
  public static func > (a: Self, b: Self) throws -> Term<Boolean> {
    try a.related("Z3_mk_gt", to: b) { unsafe Z3_mk_gt($0, $1, $2) }
  }

  /// Greater than or equal.
  public static func >= (a: Self, b: Self) throws -> Term<Boolean> {
    try a.related("Z3_mk_ge", to: b) { unsafe Z3_mk_ge($0, $1, $2) }
  }
}
