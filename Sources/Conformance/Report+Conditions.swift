import Specification

extension Report.Conditions {
  /// What runs showed of the conditions of a clause.
  init(_ clause: Specification.CompiledClause, _ seen: ConditionCoverage.Seen) {
    func has(_ bits: UInt64, _ number: Int) -> Bool { bits >> UInt64(number) & 1 == 1 }
    self.init(
      count: clause.conditions.count, decisive: seen.decisive.nonzeroBitCount,
      open: clause.conditions.enumerated().filter { !has(seen.decisive, $0.offset) }.map { number, text in
        let was =
          switch (has(seen.asTrue, number), has(seen.asFalse, number)) {
          case (true, true): "both"
          case (true, false): "true"
          case (false, true): "false"
          case (false, false): "never"
          }
        return Report.OpenCondition(condition: text, was: was)
      })
  }
}

extension Report.Core {
  /// The conditions of all clauses that an implementation claims, and those that were decisive in no run, by their clause.
  func conditions(of implementation: String) -> (
    count: Int, decisive: Int, open: [(clause: String, condition: Report.OpenCondition)]
  ) {
    let all = evidence(ofImplementation: implementation).compactMap { entry in
      entry.item.conditions.map { (clause: entry.clause.id, conditions: $0) }
    }
    return (
      all.map(\.conditions.count).reduce(0, +), all.map(\.conditions.decisive).reduce(0, +),
      all.flatMap { entry in entry.conditions.open.map { (entry.clause, $0) } }
    )
  }
}
