extension ClauseExpression {
  /// The clause with one of its conditions known to be true, or to be false; the conditions are those of `Decision`, in its
  /// order, but for their negation.
  package func setting(_ condition: Int, to value: Bool) -> ClauseExpression {
    var next = 0
    return setting(condition, value, &next)
  }

  private func setting(_ condition: Int, _ value: Bool, _ next: inout Int) -> ClauseExpression {
    switch self {
    case .boolean: return self
    case .not(let part): return .not(part.setting(condition, value, &next))
    case .all(let parts): return .all(parts.map { $0.setting(condition, value, &next) })
    case .any(let parts): return .any(parts.map { $0.setting(condition, value, &next) })
    case .implies(let premise, let conclusion):
      return .implies(
        premise.setting(condition, value, &next), conclusion.setting(condition, value, &next))
    case .same(let one, let other):
      return .same(one.setting(condition, value, &next), other.setting(condition, value, &next))
    case .choice(let test, let then, let otherwise):
      return .choice(
        if: test.setting(condition, value, &next), then: then.setting(condition, value, &next),
        else: otherwise.setting(condition, value, &next))
    case .forAll(let bound, let premise, let body):
      return .forAll(
        bound: bound, premise: premise.map { $0.setting(condition, value, &next) },
        body: body.setting(condition, value, &next))
    default:
      next += 1
      return next - 1 == condition ? .boolean(value) : self
    }
  }
}
