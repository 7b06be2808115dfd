internal import CZ3

/// A term of a sort known to the compiler.
///
/// Operations throw ``SolverError``: a width is known at run time only, and Z3 may refuse.
public struct Term<S: Sort>: Hashable {
  /// The term without its static sort.
  public let untyped: AnyTerm
  /// The sort.
  public let sort: S

  /// A term whose sort the caller knows to be `sort`.
  init(unchecked term: AnyTerm, sort: S) {
    untyped = term
    self.sort = sort
  }

  /// The context of the term.
  public var context: Context { untyped.context }

  /// The number of the node in its context; see ``AnyTerm/identity``.
  public var identity: TermIdentity { untyped.identity }

  /// The formula that two terms of one sort are equal; of formulas, that they are equivalent.
  ///
  /// - Throws: ``SolverError`` when the sorts or contexts differ.
  public func equals(_ other: Self) throws -> Term<Boolean> {
    let made = try context.term("Z3_mk_eq", of: [untyped, other.untyped]) { c, t in
      unsafe Z3_mk_eq(c, t[0], t[1])
    }
    return Term<Boolean>(unchecked: made, sort: .boolean)
  }

  /// The simplified term, equal to this one in every interpretation.
  ///
  /// - Throws: ``SolverError``.
  public func simplified() throws -> Self {
    Term(unchecked: try untyped.simplified(), sort: sort)
  }

  /// A term whose value is of the same sort, made by a call on this term and others.
  @safe func combined(
    _ name: StaticString, with others: [AnyTerm] = [], _ body: (Z3_context, [Z3_ast?]) -> Z3_ast?
  ) throws -> Self {
    let made = try context.term(name, of: [untyped] + others) { c, t in unsafe body(c, t) }
    return Term(unchecked: made, sort: sort)
  }

  /// A formula made by a call on this term and another.
  @safe func related(
    _ name: StaticString, to other: Self, _ body: (Z3_context, Z3_ast?, Z3_ast?) -> Z3_ast?
  ) throws -> Term<Boolean> {
    let made = try context.term(name, of: [untyped, other.untyped]) { c, t in unsafe body(c, t[0], t[1]) }
    return Term<Boolean>(unchecked: made, sort: .boolean)
  }
}

extension Term: CustomStringConvertible {
  /// The term in SMT-LIB 2, shared subterms bound by `let`.
  public var description: String { untyped.description }
}
