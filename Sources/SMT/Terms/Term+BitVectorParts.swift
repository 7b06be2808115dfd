internal import CZ3

// Words cut, joined and widened.

extension Term<BitVector> {
  /// The bits `low` to `high`, both included, counted from 0 at the low end.
  ///
  /// - Throws: ``SolverError/invalidArgument(call:reason:)`` when there are no such bits.
  public func extract(high: Int, low: Int) throws -> Self {
    guard 0 <= low, low <= high, high < width else {
      throw SolverError.invalidArgument(
        call: "Z3_mk_extract", reason: "bits \(high) down to \(low) of \(width)")
    }
    return try resized("Z3_mk_extract", to: high - low + 1) {
      unsafe Z3_mk_extract($0, UInt32(high), UInt32(low), $1[0])
    }
  }

  /// This word's bits above those of `low`. The widths add up.
  ///
  /// - Throws: ``SolverError``.
  public func concat(_ low: Self) throws -> Self {
    try resized("Z3_mk_concat", with: [low.untyped], to: width + low.width) {
      unsafe Z3_mk_concat($0, $1[0], $1[1])
    }
  }

  /// The word of the same unsigned value with `bits` more bits.
  ///
  /// - Throws: ``SolverError/invalidArgument(call:reason:)`` when `bits` is negative.
  public func zeroExtend(by bits: Int) throws -> Self {
    let count = try bitCount(bits, "Z3_mk_zero_ext")
    return try resized("Z3_mk_zero_ext", to: width + bits) { unsafe Z3_mk_zero_ext($0, count, $1[0]) }
  }

  /// The word of the same signed value with `bits` more bits.
  ///
  /// - Throws: ``SolverError/invalidArgument(call:reason:)`` when `bits` is negative.
  public func signExtend(by bits: Int) throws -> Self {
    let count = try bitCount(bits, "Z3_mk_sign_ext")
    return try resized("Z3_mk_sign_ext", to: width + bits) { unsafe Z3_mk_sign_ext($0, count, $1[0]) }
  }

  /// The integer of the word's unsigned value. Mixing the two theories costs a solver dearly.
  ///
  /// - Throws: ``SolverError``.
  public func unsignedInteger() throws -> Term<Integer> {
    let made = try context.term("Z3_mk_bv2int", of: [untyped]) { unsafe Z3_mk_bv2int($0, $1[0], false) }
    return Term<Integer>(unchecked: made, sort: .integer)
  }

  @safe private func resized(
    _ name: StaticString, with others: [AnyTerm] = [], to width: Int,
    _ body: (Z3_context, [Z3_ast?]) -> Z3_ast?
  ) throws -> Self {
    let made = try context.term(name, of: [untyped] + others) { unsafe body($0, $1) }
    return Term(unchecked: made, sort: BitVector(width))
  }

  private func bitCount(_ bits: Int, _ name: StaticString) throws -> UInt32 {
    guard let count = UInt32(exactly: bits) else {
      throw SolverError.invalidArgument(call: "\(name)", reason: "\(bits) bits more")
    }
    return count
  }
}
