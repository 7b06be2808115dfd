internal import SMT

/// Questions whether some comparisons can all come out in a way, each asked once.
struct QuestionCache {
  /// What the solver says.
  enum Answer {
    /// They do on these inputs, those that they are of.
    case inputs([String: UInt64])
    /// They do not.
    case none
    /// The solver gave up.
    case unknown(String)
  }

  /// The work of the solver for one question, in its own steps.
  private let limit: UInt32
  /// What terms are written in, each once. Making one costs more than most questions.
  private var writer: TermWriter
  private var answers: [[Branch]: Answer] = [:]

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
  mutating func answer(_ comparisons: [Branch], exploration: inout PathExplorer.Exploration) throws -> Answer
  {
    if let known = answers[comparisons] {
      exploration.recalled += 1
      return known
    }
    exploration.queries += 1
    let answer = try ask(comparisons)
    answers[comparisons] = answer
    return answer
  }

  private mutating func ask(_ comparisons: [Branch]) throws -> Answer {
    let solver = try PathExplorer.solver(writer.context, limit: limit)
    for comparison in comparisons { try solver.assert(writer.formula(comparison)) }
    let names = comparisons.reduce(into: Set<String>()) { $0.formUnion($1.inputs) }.sorted()
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
