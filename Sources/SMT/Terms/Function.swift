/// An uninterpreted function whose sorts the compiler knows.
///
/// `let next = try context.function("next", BitVector(64), returning: BitVector(64))`, then `try next(x)`.
public struct Function<Range: Sort, each Argument: Sort> {
  /// The symbol without its static sorts.
  public let declaration: FunctionDeclaration
  /// The sort of the answer.
  public let range: Range

  /// The function applied.
  ///
  /// - Throws: ``SolverError`` when a width or a context differs.
  public func callAsFunction(_ argument: repeat Term<each Argument>) throws -> Term<Range> {
    var arguments: [AnyTerm] = []
    for term in repeat each argument { arguments.append(term.untyped) }
    return Term(unchecked: try declaration(arguments), sort: range)
  }
}

extension Context {
  /// The uninterpreted function of a name and sorts.
  ///
  /// - Throws: ``SolverError``.
  public func function<Range: Sort, each Argument: Sort>(
    _ name: String, _ argument: repeat each Argument, returning range: Range
  ) throws -> Function<Range, repeat each Argument> {
    var domain: [SortKind] = []
    for sort in repeat each argument { domain.append(sort.kind) }
    return Function(declaration: try declareFunction(name, domain: domain, range: range.kind), range: range)
  }
}
