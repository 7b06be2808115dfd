internal import SMT

/// What the solver says of a question about inputs.
public enum SolverAnswer: Sendable {
  /// It is so on these inputs, those that it is about.
  case inputs([String: UInt64])
  /// It is so on none.
  case none
  /// The solver gave up.
  case unknown(String)
}

/// Questions whether some comparisons can all come out in a way, each asked once.
struct QuestionCache {
  /// The work of the solver for one question, in its own steps.
  private let limit: UInt32
  /// What terms are written in, each once. Making one costs more than most questions.
  private var writer: TermWriter
  private var answers: [Question: SolverAnswer] = [:]

  private struct Question: Hashable {
    var comparisons: [Branch]
    var formula: PathFormula
  }

  /// No questions yet.
  ///
  /// - Throws: `SolverError`.
  init(limit: UInt32) throws {
    self.limit = limit
    writer = TermWriter(try Context())
  }

  /// Whether some comparisons come out as noted; whether that was asked or recalled is counted.
  ///
  /// - Throws: `SolverError`.
  mutating func answer(
    _ comparisons: [Branch], _ formula: PathFormula = .known(true),
    exploration: inout PathExplorer.Exploration
  ) throws -> SolverAnswer {
    let question = Question(comparisons: comparisons, formula: formula)
    if let known = answers[question] {
      exploration.recalled += 1
      return known
    }
    exploration.queries += 1
    let answer = try ask(question)
    answers[question] = answer
    return answer
  }

  private mutating func ask(_ question: Question) throws -> SolverAnswer {
    let solver = try PathExplorer.solver(writer.context, limit: limit)
    for comparison in question.comparisons { try solver.assert(writer.formula(comparison)) }
    if question.formula != .known(true) { try solver.assert(writer.formula(question.formula)) }
    let names = question.comparisons.reduce(into: question.formula.inputs) { $0.formUnion($1.inputs) }
      .sorted()
    for fact in names.flatMap({ writer.ranges[$0] ?? [] }) { try solver.assert(fact) }
    // In a context that has seen other questions the limit does not mean the same every time.
    let answer = try solver.checkRetrying()
    switch answer.satisfiability {
    case .satisfiable:
      let model = try answer.solver.model()
      var inputs: [String: UInt64] = [:]
      for name in names {
        guard let term = writer.inputs[name] else { continue }
        inputs[name] = try model.value(
          of: answer.isFresh ? term.translated(to: answer.solver.context) : term)
      }
      return .inputs(inputs)
    case .unsatisfiable: return .none
    case .unknown(let reason): return .unknown(reason)
    }
  }
}
