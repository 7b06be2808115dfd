internal import CZ3

/// What a binder says of its body.
public enum QuantifierKind: Hashable, Sendable {
  /// The body holds for all values.
  case forAll
  /// The body holds for some values.
  case exists
  /// The array of the body's values.
  case lambda
}

/// A variable that a binder binds.
public struct BoundVariable: Hashable, Sendable {
  /// The name in the source; it binds nothing, indices do.
  public let name: String
  /// What the variable ranges over.
  public let sort: SortKind
}

/// A binder: its variables, in the order declared, and its body.
public struct Quantifier {
  /// What is said of the body.
  public let kind: QuantifierKind
  /// The variables, in the order declared. The last one has index 0 in the body.
  public let bound: [BoundVariable]
  /// The body, in which the variables are ``TermNode/variable(index:)``.
  public let body: AnyTerm

  private let closedness: Closedness

  init(kind: QuantifierKind, bound: [BoundVariable], body: AnyTerm) {
    self.kind = kind
    self.bound = bound
    self.body = body
    closedness = Closedness(of: body, under: bound.count)
  }

  /// The body with `terms` for the variables, in the order declared.
  ///
  /// Nested binders are instantiated from the outermost inwards. The terms have no variables of binders.
  /// O(distinct subterms of the body).
  ///
  /// - Throws: ``SolverError`` when the number, a sort or a context differs, or a variable of an outer binder
  ///   occurs in the body.
  public func instantiate(_ terms: [AnyTerm]) throws -> AnyTerm {
    guard terms.count == bound.count else {
      throw SolverError.invalidArgument(
        call: "Z3_substitute_vars", reason: "\(terms.count) terms for \(bound.count) variables")
    }
    for (term, variable) in zip(terms, bound) {
      let found = try term.sort
      guard found == variable.sort else {
        throw SolverError.wrongSort(call: "Z3_substitute_vars", expected: "\(variable.sort)", found: found)
      }
    }
    guard try closedness.holds() else {
      throw SolverError.invalidArgument(
        call: "Z3_substitute_vars", reason: "a variable of an outer binder occurs: instantiate that one first"
      )
    }
    return try body.context.instantiate(body, terms.reversed())
  }
}

extension Context {
  /// The term with `terms[i]` for the free variable of index `i`: the nearest binder's variable comes first.
  ///
  /// ``Quantifier/instantiate(_:)`` checks what is taken on trust here: every free variable of `body` has a
  /// term, of its sort.
  ///
  /// - Throws: ``SolverError``.
  public func instantiate(_ body: AnyTerm, _ terms: [AnyTerm]) throws -> AnyTerm {
    try own([body] + terms, "Z3_substitute_vars")
    let to = unsafe terms.map { unsafe Optional($0.handle.ast) }
    return try term("Z3_substitute_vars") {
      unsafe Z3_substitute_vars($0, body.handle.ast, UInt32(to.count), to)
    }
  }
}
