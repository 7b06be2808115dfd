public import Machine

/// A word that knows how it depends on the inputs.
///
/// It is the concrete word beside a term for it. Arithmetic makes terms; a comparison of words that depend on inputs is
/// answered by the concrete words, and noted with the answer: so the comparisons of a run say for which inputs it goes the
/// same way.
public struct SymbolicWord<Concrete: ConcreteWord>: KeyWord {
  /// A number, or how it depends on inputs.
  public enum Identity: Hashable, Sendable {
    /// The number that it is.
    case number(UInt64)
    /// What it is made of.
    case term(SymbolicTerm)
  }

  /// Its value in this run.
  public let value: Concrete
  /// Its value as a function of the inputs, if it depends on them: most words do not, and need no term.
  @usableFromInline
  let dependent: SymbolicTerm?

  @inlinable
  init(_ value: Concrete, _ term: SymbolicTerm) {
    self.value = value
    if let folded = term.constant {
      precondition(folded == UInt64(value), "folded to \(folded), though it is \(value)")
      dependent = nil
    } else {
      dependent = term
    }
  }

  /// A word that does not depend on inputs.
  @inlinable
  init(_ value: Concrete) {
    self.value = value
    dependent = nil
  }

  /// Its value as a function of the inputs.
  @inlinable
  public var term: SymbolicTerm { dependent ?? .constant(UInt64(value), bits: Concrete.bits) }

  /// Whether it has the same value for all inputs.
  @inlinable
  var isConstant: Bool { dependent == nil }

  /// The word of a number that a narrower one is.
  @inlinable
  public init<Narrow>(widening word: SymbolicWord<Narrow>) {
    let value = Concrete(truncatingIfNeeded: word.value)
    if word.isConstant { self.init(value) } else { self.init(value, .extended(word.term, to: Concrete.bits)) }
  }

  /// How it is made.
  @inlinable
  public var identity: Identity { dependent.map { .term($0) } ?? .number(UInt64(value)) }

  /// The number that it is; nil if it depends on inputs.
  @inlinable
  public var number: UInt64? { isConstant ? UInt64(value) : nil }

  /// Whether it differs from all words of which this is so, too, but from itself.
  @inlinable
  public var isApart: Bool { dependent?.isApart ?? false }

  /// An input of this run, whose value is in a range, nil for any value.
  ///
  /// - Parameter apart: how many words it says that differ from all that other inputs say, as `SymbolicTerm.input` has it.
  @inlinable
  public init(
    input name: String, value: Concrete, in range: ClosedRange<UInt64>? = nil, apart: UInt64 = 0
  ) {
    self.init(value, .input(name, bits: Concrete.bits, in: range, apart: apart))
  }

  /// Bits of a word.
  @inlinable
  public static var bits: Int { Concrete.bits }

  /// The word of a constant, reduced modulo 2^bits.
  @inlinable
  public init(constant: UInt64) { self.init(Concrete(constant: constant)) }

  @inlinable
  static func made(
    _ value: Concrete, _ operation: SymbolicTerm.Operation, _ a: Self, _ b: Self
  ) -> Self {
    a.isConstant && b.isConstant ? Self(value) : Self(value, .make(operation, a.term, b.term))
  }

  @inlinable
  func made(_ value: Concrete, _ operation: SymbolicTerm.Operation) -> Self {
    isConstant ? Self(value) : Self(value, .make(operation, term))
  }

  /// Sum modulo 2^bits.
  @inlinable
  public static func &+ (a: Self, b: Self) -> Self { made(a.value &+ b.value, .add, a, b) }
  /// Difference modulo 2^bits.
  @inlinable
  public static func &- (a: Self, b: Self) -> Self { made(a.value &- b.value, .subtract, a, b) }
  /// Product modulo 2^bits.
  @inlinable
  public static func &* (a: Self, b: Self) -> Self { made(a.value &* b.value, .multiply, a, b) }
  /// Bitwise and.
  @inlinable
  public static func & (a: Self, b: Self) -> Self { made(a.value & b.value, .and, a, b) }
  /// Bitwise or.
  @inlinable
  public static func | (a: Self, b: Self) -> Self { made(a.value | b.value, .or, a, b) }
  /// The lesser of two, unsigned, as one word: no comparison is noted.
  public func lesser(_ other: Self) -> Self { Self.made(min(value, other.value), .lesser, self, other) }
  /// Bitwise complement.
  @inlinable
  public static prefix func ~ (a: Self) -> Self { a.made(~a.value, .not) }
  /// Shift towards the high bits.
  @inlinable
  public func shiftedLeft(_ count: Int) -> Self { made(value.shiftedLeft(count), .shiftLeft(count)) }
  /// Unsigned shift towards the low bits.
  @inlinable
  public func shiftedRight(_ count: Int) -> Self { made(value.shiftedRight(count), .shiftRight(count)) }
  /// The low bits.
  @inlinable
  public func narrowed(to width: Int) -> Self {
    Self.made(value.narrowed(to: width), .and, self, Self(constant: SymbolicTerm.mask(width)))
  }

  @inlinable
  static func compared(_ relation: Branch.Relation, _ a: Self, _ b: Self, _ holds: Bool) -> Bool {
    if a.isConstant, b.isConstant { return holds }
    return PathRecorder.compared(Branch(relation: relation, first: a.term, second: b.term, holds: holds))
  }

  /// Equality.
  @inlinable
  public static func == (a: Self, b: Self) -> Bool { compared(.equal, a, b, a.value == b.value) }
  /// Inequality.
  @inlinable
  public static func != (a: Self, b: Self) -> Bool { !(a == b) }
  /// Unsigned order.
  @inlinable
  public static func < (a: Self, b: Self) -> Bool { compared(.less, a, b, a.value < b.value) }
  /// Unsigned order.
  @inlinable
  public static func <= (a: Self, b: Self) -> Bool { !(b < a) }
  /// Unsigned order.
  @inlinable
  public static func > (a: Self, b: Self) -> Bool { b < a }
  /// Unsigned order.
  @inlinable
  public static func >= (a: Self, b: Self) -> Bool { !(a < b) }

  /// The value in this run; that it is this one becomes a part of the path, with the reason if the word may have too many
  /// other values for all to be explored.
  @inlinable
  public func concretize(_ reason: StaticString) -> UInt64 {
    let number = UInt64(value)
    if !isConstant { PathRecorder.concretized(term, number, bits: Concrete.bits, "\(reason)") }
    return number
  }
}
