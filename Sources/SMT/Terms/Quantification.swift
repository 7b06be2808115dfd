internal import CZ3

// Binding constants, and replacing what is bound or free.

extension Context {
  /// The formula that `body` holds whatever the given constants are.
  ///
  /// - Throws: ``SolverError``, also when a bound term is not a constant.
  public func forAll(_ bound: [AnyTerm], _ body: Term<Boolean>) throws -> Term<Boolean> {
    try quantify(bound, body, universally: true)
  }

  /// The formula that `body` holds for some values of the given constants.
  ///
  /// - Throws: ``SolverError``, also when a bound term is not a constant.
  public func exists(_ bound: [AnyTerm], _ body: Term<Boolean>) throws -> Term<Boolean> {
    try quantify(bound, body, universally: false)
  }

  private func quantify(
    _ bound: [AnyTerm], _ body: Term<Boolean>, universally: Bool
  ) throws -> Term<Boolean> {
    try own(bound, "Z3_mk_quantifier_const")
    for term in bound {
      guard case .application(.uninterpreted, _, let arguments) = try term.node, arguments.isEmpty else {
        throw SolverError.invalidArgument(call: "Z3_mk_quantifier_const", reason: "\(term) is not a constant")
      }
    }
    let made = try term("Z3_mk_quantifier_const", of: [body.untyped] + bound) { c, terms in
      let variables = unsafe terms.dropFirst().map { unsafe Z3_to_app(c, $0) }
      return unsafe Z3_mk_quantifier_const(
        c, universally, 0, UInt32(variables.count), variables, 0, nil, terms[0])
    }
    return Term(unchecked: made, sort: .boolean)
  }
}

extension AnyTerm {
  /// The term with every occurrence of `from` replaced by `to`, of the same sort.
  ///
  /// - Throws: ``SolverError`` when the sorts or contexts differ. O(distinct subterms).
  public func substitute(from: AnyTerm, to: AnyTerm) throws -> AnyTerm {
    try substitute([(from, to)])
  }

  /// The term with every occurrence of each first term replaced by its second, all at once.
  ///
  /// - Throws: ``SolverError`` when the sorts or contexts differ. O(distinct subterms).
  public func substitute(_ replacements: [(from: AnyTerm, to: AnyTerm)]) throws -> AnyTerm {
    for (from, to) in replacements {
      let (expected, found) = try (from.sort, to.sort)
      guard expected == found else {
        throw SolverError.wrongSort(call: "Z3_substitute", expected: "\(expected)", found: found)
      }
    }
    try context.own(replacements.flatMap { [$0.from, $0.to] }, "Z3_substitute")
    let from = unsafe replacements.map { unsafe Optional($0.from.handle.ast) }
    let to = unsafe replacements.map { unsafe Optional($0.to.handle.ast) }
    return try context.term("Z3_substitute") {
      unsafe Z3_substitute($0, handle.ast, UInt32(from.count), from, to)
    }
  }

  /// The simplified term, equal to this one in every interpretation.
  ///
  /// - Throws: ``SolverError``.
  public func simplified() throws -> AnyTerm {
    try context.term("Z3_simplify") { unsafe Z3_simplify($0, handle.ast) }
  }

  /// The same term in another context. O(distinct subterms).
  ///
  /// - Throws: ``SolverError``.
  public func translated(to target: Context) throws -> AnyTerm {
    guard target !== context else { return self }
    let made = try context.call("Z3_translate") { unsafe Z3_translate($0, handle.ast, target.raw) }
    return try target.term("Z3_translate") { _ in unsafe made }
  }
}
