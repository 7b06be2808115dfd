internal import CZ3

/// A term of any sort: what a parser answers and a walk visits.
///
/// Terms are shared: two terms of one context that are built alike are the same node of Z3, and `==` says
/// whether they are, in O(1). (A formula that says two terms are equal is made by ``Term/equals(_:)``.)
public struct AnyTerm {
  let handle: Handle

  /// The context of the term.
  public var context: Context { handle.context }

  /// The sort. O(size of its description).
  ///
  /// - Throws: ``SolverError``.
  public var sort: SortKind {
    get throws {
      try context.kind(of: context.call("Z3_get_sort") { unsafe Z3_get_sort($0, handle.ast) })
    }
  }

  /// The number of the node in its context, for memoising a walk over shared subterms.
  ///
  /// Equal exactly when the terms are, while both live; the number of a released term may be given again.
  public var identity: TermIdentity {
    TermIdentity(rawValue: unsafe Z3_get_ast_id(context.raw, handle.ast))
  }

  /// The term under a static sort, checked now.
  ///
  /// - Throws: ``SolverError/wrongSort(call:expected:found:)`` when the sort is not of the type.
  public func typed<S: Sort>(as type: S.Type = S.self) throws -> Term<S> {
    try typed(as: type, for: "Z3_get_sort")
  }

  /// The term under a static sort; `call` is whom an error names.
  func typed<S: Sort>(as type: S.Type, for call: StaticString) throws -> Term<S> {
    let kind = try sort
    guard let sort = S(kind: kind) else {
      throw SolverError.wrongSort(call: "\(call)", expected: S.name, found: kind)
    }
    return Term(unchecked: self, sort: sort)
  }
}

extension AnyTerm: Hashable {
  /// Whether the terms are the same node. O(1).
  public static func == (a: Self, b: Self) -> Bool {
    unsafe a.context === b.context && a.handle.ast == b.handle.ast
  }

  /// Feeds the node's number.
  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}

extension AnyTerm: CustomStringConvertible {
  /// The term in SMT-LIB 2, shared subterms bound by `let`.
  public var description: String {
    let text = try? context.text("Z3_ast_to_string") { unsafe Z3_ast_to_string($0, handle.ast) }
    return text ?? "<unprintable term>"
  }
}

/// The number of a term in its context.
public struct TermIdentity: RawRepresentable, Hashable, Sendable {
  /// Z3's number.
  public let rawValue: UInt32

  /// The identity of a number.
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}
