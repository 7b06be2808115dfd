/// A machine word: what an implementation computes with.
///
/// Small on purpose, so that a word can also be symbolic: arithmetic wraps as the hardware's does,
/// comparison answers a plain `Bool` (a symbolic word records the branch), and nothing converts to
/// `Int` but the named, recorded `concretize`. There are no trapping operators and no hashing.
/// All operations are O(1) on the concrete words.
public protocol MachineWord: Sendable {
  /// Bits of a word.
  static var bits: Int { get }

  /// The word of a constant, reduced modulo 2^bits.
  init(constant: UInt64)

  /// Sum modulo 2^bits.
  static func &+ (a: Self, b: Self) -> Self
  /// Difference modulo 2^bits.
  static func &- (a: Self, b: Self) -> Self
  /// Product modulo 2^bits.
  static func &* (a: Self, b: Self) -> Self
  /// Bitwise and.
  static func & (a: Self, b: Self) -> Self
  /// Bitwise or.
  static func | (a: Self, b: Self) -> Self
  /// Bitwise complement.
  static prefix func ~ (a: Self) -> Self
  /// Shift towards the high bits; a shift of `bits` or more gives 0.
  func shiftedLeft(_ count: Int) -> Self
  /// Unsigned shift towards the low bits; a shift of `bits` or more gives 0.
  func shiftedRight(_ count: Int) -> Self

  /// Equality.
  static func == (a: Self, b: Self) -> Bool
  /// Inequality.
  static func != (a: Self, b: Self) -> Bool
  /// Unsigned order.
  static func < (a: Self, b: Self) -> Bool
  /// Unsigned order.
  static func <= (a: Self, b: Self) -> Bool
  /// Unsigned order.
  static func > (a: Self, b: Self) -> Bool
  /// Unsigned order.
  static func >= (a: Self, b: Self) -> Bool

  /// The low `width` bits: what an assignment to a narrower C type keeps. `width` is at least 1.
  func narrowed(to width: Int) -> Self

  /// The value, given up to the concrete world. `reason` is for the record of a symbolic run.
  func concretize(_ reason: StaticString) -> UInt64
}

extension MachineWord {
  /// The zero word.
  @inlinable
  public static var zero: Self { Self(constant: 0) }

  /// The word 1.
  @inlinable
  public static var one: Self { Self(constant: 1) }

  /// All bits set; as a node it is NUMA_NO_NODE.
  @inlinable
  public static var allOnes: Self { Self(constant: .max) }
}
