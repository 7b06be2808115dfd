internal import CZ3

// Arrays: total maps.

extension Term {
  /// The element at an index.
  ///
  /// - Throws: ``SolverError``, as every operation here.
  public func select<Index, Element>(_ index: Term<Index>) throws -> Term<Element>
  where S == ArraySort<Index, Element> {
    let made = try context.term("Z3_mk_select", of: [untyped, index.untyped]) {
      unsafe Z3_mk_select($0, $1[0], $1[1])
    }
    return Term<Element>(unchecked: made, sort: sort.element)
  }

  /// The array that differs from this one at `index` only, where it has `element`.
  public func store<Index, Element>(_ index: Term<Index>, _ element: Term<Element>) throws -> Self
  where S == ArraySort<Index, Element> {
    try combined("Z3_mk_store", with: [index.untyped, element.untyped]) {
      unsafe Z3_mk_store($0, $1[0], $1[1], $1[2])
    }
  }
}

extension Context {
  /// The array that has `element` at every index.
  ///
  /// - Throws: ``SolverError``.
  public func constantArray<Index, Element>(
    from index: Index, of element: Term<Element>
  ) throws -> Term<ArraySort<Index, Element>> {
    let from = try sort(index.kind)
    let made = try term("Z3_mk_const_array", of: [element.untyped]) {
      unsafe Z3_mk_const_array($0, from, $1[0])
    }
    return Term(unchecked: made, sort: ArraySort(from: index, to: element.sort))
  }
}
