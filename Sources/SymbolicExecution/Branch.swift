/// A comparison that an implementation has made of words that depend on inputs, and what came of it.
public struct Branch: Hashable, Sendable {
  /// What is compared.
  public enum Relation: Hashable, Sendable {
    case equal
    /// Unsigned.
    case less
    /// The first is this number: what a concretization asks for.
    case isValue
  }

  /// The relation.
  public var relation: Relation
  /// The first term.
  public var first: SymbolicTerm
  /// The second.
  public var second: SymbolicTerm
  /// Whether the relation holds.
  public var holds: Bool
  /// Why a word was concretized, nil for a comparison.
  public var reason: String?
}

extension Branch {
  /// Whether it comes out as noted for some inputs, too.
  public func isTrue(for inputs: [String: UInt64]) -> Bool {
    let (first, second) = (first.value(for: inputs), second.value(for: inputs))
    switch relation {
    case .equal, .isValue: return (first == second) == holds
    case .less: return (first < second) == holds
    }
  }
}
