/// What an application applies.
///
/// The names are SMT-LIB's where Swift's would mislead. Operators of reals share the integers' cases; the
/// sort of an argument tells them apart.
public enum Operator: Hashable, Sendable {
  // Logic.

  /// Negation.
  case not
  /// Conjunction of any number.
  case and
  /// Disjunction of any number.
  case or
  /// Exclusive disjunction.
  case xor
  /// Implication.
  case implies
  /// Equality; of formulas, equivalence.
  case equals
  /// No two arguments are equal.
  case distinct
  /// The second argument where the first holds, else the third.
  case ifThenElse

  // Words.

  /// Two's complement.
  case bvneg
  /// Sum, of two or more.
  case bvadd
  /// Difference.
  case bvsub
  /// Product, of two or more.
  case bvmul
  /// Unsigned quotient.
  case bvudiv
  /// Unsigned remainder.
  case bvurem
  /// Signed quotient.
  case bvsdiv
  /// Signed remainder, sign of the dividend.
  case bvsrem
  /// Signed remainder, sign of the divisor.
  case bvsmod
  /// Bitwise and, of two or more.
  case bvand
  /// Bitwise or, of two or more.
  case bvor
  /// Bitwise exclusive or, of two or more.
  case bvxor
  /// Bitwise complement.
  case bvnot
  /// Shift towards the high bits.
  case bvshl
  /// Unsigned shift towards the low bits.
  case bvlshr
  /// Signed shift towards the low bits.
  case bvashr
  /// Unsigned less than.
  case bvult
  /// Unsigned less than or equal.
  case bvule
  /// Unsigned greater than.
  case bvugt
  /// Unsigned greater than or equal.
  case bvuge
  /// Signed less than.
  case bvslt
  /// Signed less than or equal.
  case bvsle
  /// Signed greater than.
  case bvsgt
  /// Signed greater than or equal.
  case bvsge
  /// Bits joined, the first argument's highest.
  case concat
  /// The integer of a word's unsigned value.
  case bv2int
  /// The word of an integer, modulo 2^width.
  case int2bv
  /// The bits `low` to `high`, both included.
  case extract(high: Int, low: Int)
  /// Zero bits added above, this many.
  case zeroExtend(by: Int)
  /// Copies of the sign added above, this many.
  case signExtend(by: Int)

  // Integers.

  /// Sum, of two or more.
  case add
  /// Difference, of two or more.
  case subtract
  /// Product, of two or more.
  case multiply
  /// Negation.
  case negate
  /// Quotient that leaves no negative remainder.
  case div
  /// Remainder, never negative.
  case mod
  /// Remainder, sign of the divisor.
  case rem
  /// Less than.
  case lessThan
  /// Less than or equal.
  case lessOrEqual
  /// Greater than.
  case greaterThan
  /// Greater than or equal.
  case greaterOrEqual

  // Arrays.

  /// The element at an index.
  case select
  /// An array changed at one index.
  case store
  /// The array of one element everywhere.
  case constantArray

  // The rest.

  /// A declared function or constant; the node has its name.
  case uninterpreted
  /// An operator that has no case here, by Z3's number, which differs between versions of Z3.
  case other(kind: UInt32)
}
