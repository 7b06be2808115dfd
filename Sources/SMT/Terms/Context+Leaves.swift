internal import CZ3

// Terms without subterms: constants and numerals.

extension Context {
  /// The constant of a name and a sort, free until a solver or a model interprets it.
  ///
  /// The same name and sort give the same constant again, that of a parsed `declare-const` too.
  ///
  /// - Throws: ``SolverError``.
  public func constant<S: Sort>(_ name: String, _ sort: S) throws -> Term<S> {
    Term(unchecked: try constant(name, kind: sort.kind), sort: sort)
  }

  /// The constant of a name and a described sort.
  ///
  /// - Throws: ``SolverError``, also for a sort that cannot be made.
  public func constant(_ name: String, kind: SortKind) throws -> AnyTerm {
    let symbol = try symbol(name)
    let sort = try sort(kind)
    return try term("Z3_mk_const") { unsafe Z3_mk_const($0, symbol, sort) }
  }

  /// A constant that no other term of the context uses, its name beginning with `prefix`.
  ///
  /// - Throws: ``SolverError``.
  public func freshConstant<S: Sort>(_ prefix: String, _ sort: S) throws -> Term<S> {
    _ = try symbol(prefix)
    let raw = try self.sort(sort.kind)
    return Term(
      unchecked: try term("Z3_mk_fresh_const") { unsafe Z3_mk_fresh_const($0, prefix, raw) }, sort: sort)
  }

  /// True or false.
  ///
  /// - Throws: ``SolverError``.
  public func boolean(_ value: Bool) throws -> Term<Boolean> {
    let made =
      try value
      ? term("Z3_mk_true") { unsafe Z3_mk_true($0) }
      : term("Z3_mk_false") { unsafe Z3_mk_false($0) }
    return Term(unchecked: made, sort: .boolean)
  }

  /// The word of a value.
  ///
  /// - Throws: ``SolverError/invalidArgument(call:reason:)`` when the value needs more bits than the sort has.
  public func numeral(_ value: UInt64, _ sort: BitVector) throws -> Term<BitVector> {
    guard sort.width >= 64 || value >> UInt64(sort.width) == 0 else {
      throw SolverError.invalidArgument(
        call: "Z3_mk_unsigned_int64", reason: "\(value) does not fit \(sort.width) bits")
    }
    let raw = try self.sort(sort.kind)
    return Term(
      unchecked: try term("Z3_mk_unsigned_int64") { unsafe Z3_mk_unsigned_int64($0, value, raw) }, sort: sort)
  }

  /// The integer of a value.
  ///
  /// - Throws: ``SolverError``.
  public func integer(_ value: Int64) throws -> Term<Integer> {
    let raw = try sort(.integer)
    return Term(unchecked: try term("Z3_mk_int64") { unsafe Z3_mk_int64($0, value, raw) }, sort: .integer)
  }

  /// The integer of a value of any size.
  ///
  /// - Throws: ``SolverError``.
  public func numeral(_ value: IntegerValue, _ sort: Integer) throws -> Term<Integer> {
    let raw = try self.sort(sort.kind)
    let made = try term("Z3_mk_numeral") { unsafe Z3_mk_numeral($0, value.decimal, raw) }
    return Term(unchecked: made, sort: .integer)
  }

  /// The word or the integer of a value, by the sort.
  ///
  /// - Throws: ``SolverError/invalidArgument(call:reason:)`` when the sort has no such value.
  func numeral(_ value: UInt64, kind: SortKind) throws -> AnyTerm {
    switch kind {
    case .bitVector(let width): return try numeral(value, BitVector(width)).untyped
    case .integer: return try numeral(IntegerValue(value), .integer).untyped
    case .boolean where value <= 1: return try boolean(value == 1).untyped
    default:
      throw SolverError.invalidArgument(
        call: "Z3_mk_unsigned_int64", reason: "no value \(value) of sort \(kind)")
    }
  }
}
