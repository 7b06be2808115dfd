internal import CZ3

// Words compared: `u` reads them without a sign, `s` in two's complement.

extension Term<BitVector> {
  /// Unsigned: less than.
  ///
  /// - Throws: ``SolverError`` when the widths differ.
  public func ult(_ other: Self) throws -> Term<Boolean> {
    try related("Z3_mk_bvult", to: other) { unsafe Z3_mk_bvult($0, $1, $2) }
  }

  /// Unsigned: less than or equal.
  ///
  /// - Throws: ``SolverError`` when the widths differ.
  public func ule(_ other: Self) throws -> Term<Boolean> {
    try related("Z3_mk_bvule", to: other) { unsafe Z3_mk_bvule($0, $1, $2) }
  }

  /// Unsigned: greater than.
  ///
  /// - Throws: ``SolverError`` when the widths differ.
  public func ugt(_ other: Self) throws -> Term<Boolean> {
    try related("Z3_mk_bvugt", to: other) { unsafe Z3_mk_bvugt($0, $1, $2) }
  }

  /// Unsigned: greater than or equal.
  ///
  /// - Throws: ``SolverError`` when the widths differ.
  public func uge(_ other: Self) throws -> Term<Boolean> {
    try related("Z3_mk_bvuge", to: other) { unsafe Z3_mk_bvuge($0, $1, $2) }
  }

  /// Signed: less than.
  ///
  /// - Throws: ``SolverError`` when the widths differ.
  public func slt(_ other: Self) throws -> Term<Boolean> {
    try related("Z3_mk_bvslt", to: other) { unsafe Z3_mk_bvslt($0, $1, $2) }
  }

  /// Signed: less than or equal.
  ///
  /// - Throws: ``SolverError`` when the widths differ.
  public func sle(_ other: Self) throws -> Term<Boolean> {
    try related("Z3_mk_bvsle", to: other) { unsafe Z3_mk_bvsle($0, $1, $2) }
  }

  /// Signed: greater than.
  ///
  /// - Throws: ``SolverError`` when the widths differ.
  public func sgt(_ other: Self) throws -> Term<Boolean> {
    try related("Z3_mk_bvsgt", to: other) { unsafe Z3_mk_bvsgt($0, $1, $2) }
  }

  /// Signed: greater than or equal.
  ///
  /// - Throws: ``SolverError`` when the widths differ.
  public func sge(_ other: Self) throws -> Term<Boolean> {
    try related("Z3_mk_bvsge", to: other) { unsafe Z3_mk_bvsge($0, $1, $2) }
  }
}
