// Repeatable checks. What a context has done before changes how far a resource limit reaches and what the
// incremental engine tries, so an answer that has to be the same everywhere is asked for in a fresh context.

/// The answer of a check, and the solver that has its model or core.
public struct CheckOutcome {
  /// The answer.
  public let satisfiability: Satisfiability
  /// The solver that gave it; of a fresh check it lives in a context of its own.
  public let solver: Solver
  /// Whether a fresh context was used.
  public let isFresh: Bool
}

extension Solver {
  /// A solver of the same configuration in another context, with the assertions in force, at one level.
  ///
  /// - Throws: ``SolverError``.
  public func translated(to target: Context) throws -> Solver {
    let copy = try Solver(target, configuration)
    for assertion in levels.joined() {
      let formula = try assertion.formula.translated(to: target)
      if let tracked = assertion.tracked {
        try copy.assert(formula, named: tracked.name)
      } else {
        try copy.assert(formula)
      }
    }
    return copy
  }

  /// Checks the assertions and assumptions in a context made for it.
  ///
  /// The answer, the steps used and whether the resource limit suffices depend on the assertions, the
  /// configuration and the version of Z3 only. O(size of the assertions) more than a check in place.
  ///
  /// - Throws: ``SolverError``.
  public func checkFresh(assuming assumptions: [Term<Boolean>] = []) throws -> CheckOutcome {
    let target = try Context()
    let copy = try translated(to: target)
    let answer = try copy.check(assuming: assumptions.map { try $0.translated(to: target) })
    return CheckOutcome(satisfiability: answer, solver: copy, isFresh: true)
  }

  /// Checks in place, and where that answers unknown, once more in a fresh context.
  ///
  /// - Throws: ``SolverError``.
  public func checkRetrying(assuming assumptions: [Term<Boolean>] = []) throws -> CheckOutcome {
    let answer = try check(assuming: assumptions)
    guard case .unknown = answer else {
      return CheckOutcome(satisfiability: answer, solver: self, isFresh: false)
    }
    return try checkFresh(assuming: assumptions)
  }
}

extension Term {
  /// The same term in another context. O(distinct subterms).
  ///
  /// - Throws: ``SolverError``.
  public func translated(to target: Context) throws -> Self {
    Term(unchecked: try untyped.translated(to: target), sort: sort)
  }
}
