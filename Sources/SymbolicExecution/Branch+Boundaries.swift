extension Branch {
  /// How near its sides are to its other outcome.
  public enum Distance: String, Sendable, CaseIterable {
    /// One more or less, and it comes out otherwise.
    case one = "by 1"
    /// A page more or less, at most.
    case page = "by a page"
    /// However far.
    case any = "however far"
  }

  /// Whether it comes out as it does, and its sides are no farther than that from where it comes out otherwise.
  ///
  /// - Parameter pageSize: in bytes.
  public func isAtBoundary(_ distance: Distance, pageSize: UInt64) -> PathFormula {
    let most: UInt64
    switch distance {
    case .any: return .comparison(self)
    // What is not less is next to it where both are equal.
    case .one: most = relation == .less && !holds ? 0 : 1
    case .page: most = pageSize
    }
    let (greater, lesser) = relation == .less && holds ? (second, first) : (first, second)
    func isNear(_ greater: SymbolicTerm, _ lesser: SymbolicTerm) -> PathFormula {
      let difference = SymbolicTerm.make(.subtract, greater, lesser)
      return PathFormula.of(
        Branch(
          relation: .less, first: .constant(most, bits: difference.bits), second: difference, holds: false))
    }
    switch (relation, holds) {
    case (.less, _): return .conjunction([.comparison(self), isNear(greater, lesser)])
    // What is equal is at its boundary; what differs may do so on either side.
    case (_, true): return .comparison(self)
    case (_, false):
      return .conjunction([
        .comparison(self), .disjunction([isNear(first, second), isNear(second, first)]),
      ])
    }
  }
}

extension PathFormula {
  /// A comparison, or what is known of it for all inputs.
  fileprivate static func of(_ branch: Branch) -> PathFormula {
    branch.decided.map { .known($0 == branch.holds) } ?? .comparison(branch)
  }
}
