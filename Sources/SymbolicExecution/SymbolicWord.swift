public import Machine

/// A word that knows how it depends on the inputs.
///
/// It is the concrete word beside a term for it. Arithmetic makes terms; a comparison of words that depend on inputs is
/// answered by the concrete words, and noted with the answer: so the comparisons of a run say for which inputs it goes the
/// same way.
public struct SymbolicWord<Concrete: ConcreteWord>: MachineWord {
  /// Its value in this run.
  public let value: Concrete
  /// Its value as a function of the inputs.
  public let term: SymbolicTerm

  init(_ value: Concrete, _ term: SymbolicTerm) {
    self.value = value
    self.term = term
  }

  /// The word of a number that a narrower one is.
  public init<Narrow>(widening word: SymbolicWord<Narrow>) {
    self.init(Concrete(truncatingIfNeeded: word.value), .extended(word.term, to: Concrete.bits))
  }

  /// The number that it is; nil if it depends on inputs.
  public var number: UInt64? { term.constant }

  /// An input of this run, whose value is in a range, nil for any value.
  public init(input name: String, value: Concrete, in range: ClosedRange<UInt64>? = nil) {
    self.init(value, .input(name, bits: Concrete.bits, in: range))
  }

  /// Bits of a word.
  public static var bits: Int { Concrete.bits }

  /// The word of a constant, reduced modulo 2^bits.
  public init(constant: UInt64) {
    self.init(Concrete(constant: constant), .constant(constant, bits: Concrete.bits))
  }

  /// Sum modulo 2^bits.
  public static func &+ (a: Self, b: Self) -> Self { Self(a.value &+ b.value, .make(.add, a.term, b.term)) }
  /// Difference modulo 2^bits.
  public static func &- (a: Self, b: Self) -> Self {
    Self(a.value &- b.value, .make(.subtract, a.term, b.term))
  }
  /// Product modulo 2^bits.
  public static func &* (a: Self, b: Self) -> Self {
    Self(a.value &* b.value, .make(.multiply, a.term, b.term))
  }
  /// Bitwise and.
  public static func & (a: Self, b: Self) -> Self { Self(a.value & b.value, .make(.and, a.term, b.term)) }
  /// Bitwise or.
  public static func | (a: Self, b: Self) -> Self { Self(a.value | b.value, .make(.or, a.term, b.term)) }
  /// Bitwise complement.
  public static prefix func ~ (a: Self) -> Self { Self(~a.value, .make(.not, a.term)) }
  /// Shift towards the high bits.
  public func shiftedLeft(_ count: Int) -> Self {
    Self(value.shiftedLeft(count), .make(.shiftLeft(count), term))
  }
  /// Unsigned shift towards the low bits.
  public func shiftedRight(_ count: Int) -> Self {
    Self(value.shiftedRight(count), .make(.shiftRight(count), term))
  }
  /// The low bits.
  public func narrowed(to width: Int) -> Self {
    Self(
      value.narrowed(to: width),
      .make(.and, term, .constant(SymbolicTerm.mask(width), bits: Concrete.bits)))
  }

  private static func compared(_ relation: Branch.Relation, _ a: Self, _ b: Self, _ holds: Bool) -> Bool {
    if a.term === b.term { return holds }
    let branch = Branch(relation: relation, first: a.term, second: b.term, holds: holds)
    guard let decided = branch.decided else {
      PathRecorder.current?.note(branch)
      return holds
    }
    precondition(decided == holds, "\(branch.relation) is \(holds), though it is known to be \(decided)")
    return decided
  }

  /// Equality.
  public static func == (a: Self, b: Self) -> Bool { compared(.equal, a, b, a.value == b.value) }
  /// Inequality.
  public static func != (a: Self, b: Self) -> Bool { !(a == b) }
  /// Unsigned order.
  public static func < (a: Self, b: Self) -> Bool { compared(.less, a, b, a.value < b.value) }
  /// Unsigned order.
  public static func <= (a: Self, b: Self) -> Bool { !(b < a) }
  /// Unsigned order.
  public static func > (a: Self, b: Self) -> Bool { b < a }
  /// Unsigned order.
  public static func >= (a: Self, b: Self) -> Bool { !(a < b) }

  /// The value in this run; that it is this one is noted, with the reason.
  public func concretize(_ reason: StaticString) -> UInt64 {
    let number = UInt64(value)
    guard term.constant == nil else { return number }
    PathRecorder.current?.note(
      Branch(
        relation: .isValue, first: term, second: .constant(number, bits: Concrete.bits), holds: true,
        reason: "\(reason)"))
    return number
  }
}
