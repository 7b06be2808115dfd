/// A comparison that an implementation has made of words that depend on inputs, and what came of it.
public struct Branch: Hashable, Sendable {
  /// What is compared.
  public enum Relation: Hashable, Sendable {
    /// The same value.
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
  /// Why a word was concretized, or why the comparison is assumed to come out in one way; nil for others.
  public var reason: String?
  /// How it is assumed to come out, if it is no question of an implementation but says what inputs there are: runs in which
  /// it comes out otherwise are none.
  public var assumed: Bool?

  @usableFromInline
  init(
    relation: Relation, first: SymbolicTerm, second: SymbolicTerm, holds: Bool, reason: String? = nil,
    assumed: Bool? = nil
  ) {
    self.relation = relation
    self.first = first
    self.second = second
    self.holds = holds
    self.reason = reason
    self.assumed = assumed
  }
}

extension Branch {
  /// The names of the inputs that it is of.
  public var inputs: Set<String> { first.inputs.union(second.inputs) }

  /// Hashes what is compared, and how. O(1).
  public func hash(into hasher: inout Hasher) {
    hasher.combine(relation)
    hasher.combine(holds)
    hasher.combine(first.hash)
    hasher.combine(second.hash)
  }

  /// The same comparison, coming out otherwise.
  public var opposite: Branch {
    var other = self
    other.holds.toggle()
    return other
  }

  /// Whether it comes out as noted for some inputs, too.
  public func isTrue(for inputs: [String: UInt64]) -> Bool {
    let (first, second) = (first.value(for: inputs), second.value(for: inputs))
    switch relation {
    case .equal, .isValue: return (first == second) == holds
    case .less: return (first < second) == holds
    }
  }

  /// Whether the relation holds, if that is known for all inputs; nil else.
  var decided: Bool? {
    if first == second { return relation != .less }
    switch relation {
    case .isValue: return nil
    case .less: return first.known.isLess(than: second.known)
    case .equal:
      if first.known.differs(from: second.known) { return false }
      if first.isApart, second.isApart, first.bits == second.bits { return false }
      if first.isInput, second.isInput { return nil }
      // What differs by a constant differs.
      let difference = SymbolicSum(first).adding(SymbolicSum(second), times: .max)
      return difference.terms.isEmpty ? difference.constant == 0 : nil
    }
  }
}

extension Branch: CustomStringConvertible {
  /// The comparison and its outcome.
  public var description: String {
    let relation = self.relation == .less ? "<" : "="
    return "\(first) \(relation) \(second): \(holds)"
  }
}
