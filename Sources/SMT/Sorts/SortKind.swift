/// A sort, described: what a term ranges over.
public indirect enum SortKind: Hashable, Sendable {
  /// True and false.
  case boolean
  /// The mathematical integers.
  case integer
  /// The mathematical reals.
  case real
  /// Bit-vectors of a width in bits.
  case bitVector(width: Int)
  /// Total maps.
  case array(index: SortKind, element: SortKind)
  /// A declared sort, known by its name only.
  case uninterpreted(String)
  /// A sort of Z3 that this module has no operations for, as printed.
  case other(String)
}

extension SortKind: CustomStringConvertible {
  /// The sort in SMT-LIB 2.
  public var description: String {
    switch self {
    case .boolean: "Bool"
    case .integer: "Int"
    case .real: "Real"
    case .bitVector(let width): "(_ BitVec \(width))"
    case .array(let index, let element): "(Array \(index) \(element))"
    case .uninterpreted(let name), .other(let name): name
    }
  }
}
