/// A sort as a Swift type: the type parameter that keeps formulas, words and integers apart.
///
/// A value of the type completes what the type leaves open (the width of a bit-vector), so it both types a
/// term and describes its sort: `context.constant("x", .bitVector(64))` is a `Term<BitVector>`.
public protocol Sort: Hashable, Sendable {
  /// What the sort is called where a term of another sort is refused.
  static var name: String { get }

  /// The description of the sort.
  var kind: SortKind { get }

  /// The sort of a description, or nil when the description is not of this type.
  init?(kind: SortKind)
}
