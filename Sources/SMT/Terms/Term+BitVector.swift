internal import CZ3

// Words: arithmetic modulo 2^width, written as Swift writes wrapping arithmetic, and the bitwise operations.
// Operands have one width; another one makes the operation throw ``SolverError``.

extension Term<BitVector> {
  /// Bits of the word.
  public var width: Int { sort.width }

  /// Sum modulo 2^width.
  public static func &+ (a: Self, b: Self) throws -> Self {
    try a.combined("Z3_mk_bvadd", with: [b.untyped]) { unsafe Z3_mk_bvadd($0, $1[0], $1[1]) }
  }

  /// Difference modulo 2^width.
  public static func &- (a: Self, b: Self) throws -> Self {
    try a.combined("Z3_mk_bvsub", with: [b.untyped]) { unsafe Z3_mk_bvsub($0, $1[0], $1[1]) }
  }

  /// Product modulo 2^width.
  public static func &* (a: Self, b: Self) throws -> Self {
    try a.combined("Z3_mk_bvmul", with: [b.untyped]) { unsafe Z3_mk_bvmul($0, $1[0], $1[1]) }
  }

  /// Bitwise and.
  public static func & (a: Self, b: Self) throws -> Self {
    try a.combined("Z3_mk_bvand", with: [b.untyped]) { unsafe Z3_mk_bvand($0, $1[0], $1[1]) }
  }

  /// Bitwise or.
  public static func | (a: Self, b: Self) throws -> Self {
    try a.combined("Z3_mk_bvor", with: [b.untyped]) { unsafe Z3_mk_bvor($0, $1[0], $1[1]) }
  }

  /// Bitwise exclusive or.
  public static func ^ (a: Self, b: Self) throws -> Self {
    try a.combined("Z3_mk_bvxor", with: [b.untyped]) { unsafe Z3_mk_bvxor($0, $1[0], $1[1]) }
  }

  /// Bitwise complement.
  public static prefix func ~ (a: Self) throws -> Self {
    try a.combined("Z3_mk_bvnot") { unsafe Z3_mk_bvnot($0, $1[0]) }
  }

  /// Two's complement: 0 minus the word.
  public func negated() throws -> Self {
    try combined("Z3_mk_bvneg") { unsafe Z3_mk_bvneg($0, $1[0]) }
  }

  /// Unsigned quotient; all ones where the divisor is 0.
  public func udiv(_ other: Self) throws -> Self {
    try combined("Z3_mk_bvudiv", with: [other.untyped]) { unsafe Z3_mk_bvudiv($0, $1[0], $1[1]) }
  }

  /// Unsigned remainder; the dividend where the divisor is 0.
  public func urem(_ other: Self) throws -> Self {
    try combined("Z3_mk_bvurem", with: [other.untyped]) { unsafe Z3_mk_bvurem($0, $1[0], $1[1]) }
  }

  /// Shift towards the high bits; 0 where the count is the width or more.
  public func shl(_ other: Self) throws -> Self {
    try combined("Z3_mk_bvshl", with: [other.untyped]) { unsafe Z3_mk_bvshl($0, $1[0], $1[1]) }
  }

  /// Unsigned shift towards the low bits; 0 where the count is the width or more.
  public func lshr(_ other: Self) throws -> Self {
    try combined("Z3_mk_bvlshr", with: [other.untyped]) { unsafe Z3_mk_bvlshr($0, $1[0], $1[1]) }
  }

  /// Signed shift towards the low bits, copies of the sign coming in.
  public func ashr(_ other: Self) throws -> Self {
    try combined("Z3_mk_bvashr", with: [other.untyped]) { unsafe Z3_mk_bvashr($0, $1[0], $1[1]) }
  }
}
