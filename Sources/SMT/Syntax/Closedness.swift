/// Whether a binder's body has variables of outer binders; found at the first question, then remembered.
///
/// Z3 replaces variables without renumbering those of outer binders, which would then mean other binders.
final class Closedness {
  private let body: AnyTerm
  private let boundCount: Int
  private var known: Bool?

  /// The question about `body` under a binder of `boundCount` variables.
  init(of body: AnyTerm, under boundCount: Int) {
    self.body = body
    self.boundCount = boundCount
  }

  /// Whether no variable of an outer binder occurs. O(distinct subterms) the first time.
  func holds() throws -> Bool {
    if let known { return known }
    var walk = Walk()
    let holds = try walk.isClosed(body, under: boundCount)
    known = holds
    return holds
  }

  private struct Walk {
    private struct Place: Hashable {
      var term: TermIdentity
      var depth: Int
    }

    private var visited: Set<Place> = []

    /// Whether every variable of `term` is of the nearest `depth` binders.
    mutating func isClosed(_ term: AnyTerm, under depth: Int) throws -> Bool {
      guard visited.insert(Place(term: term.identity, depth: depth)).inserted else { return true }
      switch try term.node {
      case .variable(let index): return index < depth
      case .application(_, _, let arguments):
        for argument in arguments where try !isClosed(argument, under: depth) { return false }
        return true
      case .quantifier(let quantifier):
        return try isClosed(quantifier.body, under: depth + quantifier.bound.count)
      default: return true
      }
    }
  }
}
