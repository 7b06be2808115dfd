/// The sort of formulas.
public struct Boolean: Sort {
  /// The sort.
  public init() {}
  /// The sort, where `kind` is `.boolean`.
  public init?(kind: SortKind) { guard kind == .boolean else { return nil } }
  /// `Bool`.
  public static var name: String { "Bool" }
  /// `.boolean`.
  public var kind: SortKind { .boolean }
}

/// The sort of the mathematical integers.
public struct Integer: Sort {
  /// The sort.
  public init() {}
  /// The sort, where `kind` is `.integer`.
  public init?(kind: SortKind) { guard kind == .integer else { return nil } }
  /// `Int`.
  public static var name: String { "Int" }
  /// `.integer`.
  public var kind: SortKind { .integer }
}

/// The sort of machine words: bit-vectors of a width.
public struct BitVector: Sort {
  /// Bits of a word, at least 1.
  public let width: Int

  /// The words of `width` bits, at least 1.
  public init(_ width: Int) {
    precondition(width > 0, "a bit-vector has a bit at least")
    self.width = width
  }

  /// The sort, where `kind` is a bit-vector's.
  public init?(kind: SortKind) {
    guard case .bitVector(let width) = kind, width > 0 else { return nil }
    self.width = width
  }

  /// `BitVec`.
  public static var name: String { "BitVec" }
  /// `.bitVector(width:)`.
  public var kind: SortKind { .bitVector(width: width) }
}

/// A declared sort, of which nothing is known but its name.
public struct Uninterpreted: Sort {
  /// The name, which identifies the sort in its context.
  public let symbol: String

  /// The sort of a name.
  public init(_ symbol: String) { self.symbol = symbol }

  /// The sort, where `kind` is a declared one's.
  public init?(kind: SortKind) {
    guard case .uninterpreted(let symbol) = kind else { return nil }
    self.symbol = symbol
  }

  /// `declared sort`.
  public static var name: String { "declared sort" }
  /// `.uninterpreted`.
  public var kind: SortKind { .uninterpreted(symbol) }
}

extension Sort where Self == Boolean {
  /// The sort of formulas.
  public static var boolean: Self { Boolean() }
}

extension Sort where Self == Integer {
  /// The sort of the mathematical integers.
  public static var integer: Self { Integer() }
}

extension Sort where Self == BitVector {
  /// The words of `width` bits, at least 1.
  public static func bitVector(_ width: Int) -> Self { BitVector(width) }
}

extension Sort where Self == Uninterpreted {
  /// The declared sort of a name.
  public static func uninterpreted(_ symbol: String) -> Self { Uninterpreted(symbol) }
}
