/// A formula in conjunctive normal form: clauses of literals.
///
/// A literal is a variable, numbered from 1 on, or its negation, the number below 0, as in DIMACS files.
package struct CNF: Hashable, Sendable {
  /// How many variables there are.
  package var variables: Int32 = 0
  /// The clauses; an empty one is false.
  package var clauses: [[Int32]] = []

  /// Some clauses.
  package init(variables: Int32 = 0, clauses: [[Int32]] = []) {
    self.variables = variables
    self.clauses = clauses
  }

  /// A new variable.
  mutating func variable() -> Int32 {
    variables += 1
    return variables
  }

  /// The text of a DIMACS file.
  package var dimacs: String {
    var text = "p cnf \(variables) \(clauses.count)\n"
    for clause in clauses { text += clause.map { "\($0) " }.joined() + "0\n" }
    return text
  }

  /// The number of the first clause that a model does not satisfy, nil if it satisfies all.
  ///
  /// - Parameter model: the literals that are true; a variable that is not among them makes no clause true.
  package func firstClause(notSatisfiedBy model: Set<Int32>) -> Int? {
    clauses.firstIndex { !$0.contains(where: model.contains) }
  }
}
