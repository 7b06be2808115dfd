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

/// Questions whether a formula can be true where some comparisons come out in a way, each asked once.
///
/// Of a formula that cannot, the comparisons are kept that were enough to say so: where they are made again, whatever the
/// others, it is not asked again (C. Cadar, D. Dunbar, D. Engler, KLEE, OSDI 2008).
struct QuestionCache {
  /// The work of the solver for one question, in its own steps.
  private let limit: UInt32
  /// What terms are written in, each once, by the world that their inputs have their names in. Making one costs more than most
  /// questions.
  private var writers: [(world: String, writer: TermWriter)] = []
  /// Worlds that are remembered at most.
  private static let mostWorlds = 8
  private var answers: [Question: SolverAnswer] = [:]
  /// Comparisons that exclude a formula.
  private var excluding: [PathFormula: [[Branch]]] = [:]
  /// What the solver said since it was last shared.
  private(set) var learned = Learned()

  /// Answers of the solver.
  struct Learned: Sendable {
    fileprivate var answers: [(Question, SolverAnswer)] = []
    fileprivate var excluding: [(formula: PathFormula, comparisons: [Branch])] = []
  }

  fileprivate struct Question: Hashable {
    var comparisons: [Branch]
    var formula: PathFormula
  }

  /// No questions yet.
  init(limit: UInt32) { self.limit = limit }

  /// Whether a formula can be true on a path; whether that was asked or recalled is counted.
  ///
  /// - Throws: `SolverError`.
  mutating func answer(
    _ formula: PathFormula, on path: inout KnownPath, exploration: inout PathExplorer.Exploration
  ) throws -> SolverAnswer {
    let open = formula.disjuncts.filter { part in
      !(excluding[part]?.contains { $0.allSatisfy(path.contains) } ?? false)
    }
    guard !open.isEmpty else {
      exploration.recalled += 1
      return .none
    }
    let question = Question(comparisons: path.comparisons(of: formula.inputs), formula: .disjunction(open))
    if let known = answers[question] {
      exploration.recalled += 1
      return known
    }
    exploration.queries += 1
    let (answer, core) = try ask(question, in: path.world)
    if case .none = answer {
      for part in open {
        excluding[part, default: []].append(core)
        learned.excluding.append((part, core))
      }
    } else {
      answers[question] = answer
      learned.answers.append((question, answer))
    }
    return answer
  }

  /// Takes what another one was told; where both were told something, it keeps what it has.
  mutating func learn(_ others: Learned) {
    for (question, answer) in others.answers where answers[question] == nil { answers[question] = answer }
    for (formula, comparisons) in others.excluding
    where excluding[formula]?.contains(comparisons) != true {
      excluding[formula, default: []].append(comparisons)
    }
  }

  /// Forgets what is to be shared.
  mutating func forgetLearned() { learned = Learned() }

  /// Where the writer of a world is; the one that was made first makes room for a new one.
  private mutating func place(of world: String) throws -> Int {
    if let place = writers.firstIndex(where: { $0.world == world }) { return place }
    if writers.count == Self.mostWorlds { writers.removeFirst() }
    writers.append((world, TermWriter(try Context())))
    return writers.count - 1
  }

  /// Asks the solver; its answer, and if that is none, comparisons that are enough for it.
  private mutating func ask(_ question: Question, in world: String) throws -> (SolverAnswer, core: [Branch]) {
    let place = try place(of: world)
    // Taken out: what is in two places is copied where it changes.
    var (_, writer) = writers.remove(at: place)
    defer { writers.insert((world, writer), at: place) }
    let solver = try PathExplorer.solver(writer.context, limit: limit)
    for (number, comparison) in question.comparisons.enumerated() {
      try solver.assert(writer.formula(comparison), named: "\(number)")
    }
    try solver.assert(writer.formula(question.formula))
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
      return (.inputs(inputs), [])
    case .unsatisfiable:
      let core = try answer.solver.unsatCore().names.compactMap { Int($0).map { question.comparisons[$0] } }
      return (.none, core)
    case .unknown(let reason): return (.unknown(reason), [])
    }
  }
}
