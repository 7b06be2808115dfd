public import SMT

/// Lets Z3 judge observations by the same clauses: the second opinion on the compiled formulas.
///
/// `evaluate` has Z3 evaluate a clause under the observation as an interpretation; `decide` has its
/// solver refute the clause from the facts of the observation. Both instantiate quantifiers over their
/// bounds. Confined to one thread by its context.
public final class SolverJudge {
  /// What the solver says of a clause and an observation.
  public enum Decision: Equatable, Sendable {
    /// The negation of the clause contradicts the facts.
    case holds
    /// The facts allow the negation.
    case violated
    /// The solver gave up.
    case unknown(String)
    /// The facts contradict each other: the observation was not translated rightly.
    case inconsistent
  }

  private let context: Context
  private let specification: Specification
  private var terms: [Int: AnyTerm] = [:]
  /// One for each limit that was asked with: making a solver costs more than most questions.
  private var solvers: [ResourceLimit: Solver] = [:]

  /// A judge with a context of its own.
  ///
  /// - Throws: `SolverError`.
  public init(_ specification: Specification) throws {
    context = try Context()
    self.specification = specification
  }

  /// Whether a clause is true of an observation, by Z3's evaluation. O(entries²) in the observation's columns.
  ///
  /// - Throws: `SolverError`, `SpecificationError`.
  public func evaluate(_ clause: Int, _ observation: Observation) throws -> Bool {
    let model = try interpretation(of: observation, for: specification.clauses[clause].symbols)
    let ground = try instantiate(parsed(clause), model)
    return try model.value(of: ground.typed(as: Boolean.self))
  }

  /// Whether clauses follow from the facts of an observation, each with its decision.
  ///
  /// Each clause is asked alone, from the values of its own symbols: the cost of a question grows faster than
  /// its facts. Where the solver gives up, it is asked again in a fresh context, because only there the limit
  /// means the same every time. After an error the judge is not to be used again: its solver may still hold
  /// the facts.
  ///
  /// - Throws: `SolverError`, `SpecificationError`.
  public func decide(
    _ clauses: [Int], _ observation: Observation, limit: ResourceLimit
  ) throws -> [(clause: Int, decision: Decision)] {
    let solver = try solver(limit)
    return try clauses.map { clause in
      let model = try interpretation(of: observation, for: specification.clauses[clause].symbols)
      try solver.push()
      var stated: Set<AnyTerm> = []
      let goal = try instantiate(parsed(clause), model)
      try state(goal, model, solver, &stated)
      let decision: Decision =
        switch try solver.checkRetrying().satisfiability {
        case .unsatisfiable: .inconsistent
        case .unknown(let reason): .unknown(reason)
        case .satisfiable: try decide(goal.typed(as: Boolean.self), solver)
        }
      try solver.pop()
      return (clause, decision)
    }
  }

  /// Whether a goal follows from what is asserted and can be true.
  private func decide(_ goal: Term<Boolean>, _ solver: Solver) throws -> Decision {
    try solver.push()
    try solver.assert(!goal)
    let answer = try solver.checkRetrying().satisfiability
    try solver.pop()
    switch answer {
    case .unsatisfiable: return .holds
    case .satisfiable: return .violated
    case .unknown(let reason): return .unknown(reason)
    }
  }

  private func solver(_ limit: ResourceLimit) throws -> Solver {
    if let solver = solvers[limit] { return solver }
    let solver = try Solver(context, SolverConfiguration(resourceLimit: limit))
    solvers[limit] = solver
    return solver
  }

  private func parsed(_ clause: Int) throws -> AnyTerm {
    if let term = terms[clause] { return term }
    let entry = specification.clauses[clause].clause
    let term = try Specification.parse(entry.text, entry.file, specification.vocabulary, context)
    terms[clause] = term
    return term
  }

  /// The observation as an interpretation of its symbols.
  private func interpretation(of observation: Observation, for symbols: Set<Symbol>) throws -> Model {
    let model = try Model(context)
    for symbol in symbols.sorted(by: { $0.rawValue < $1.rawValue }) {
      let width = SolverJudge.masks.contains(symbol) ? 32 : 64
      if specification.vocabulary[symbol].isFunction {
        let function = try context.declareFunction(
          "\(symbol)", domain: [.bitVector(width: 64)], range: .bitVector(width: width))
        let (entries, other) = observation.table(symbol)
        try model.define(function, entries: entries, default: other)
      } else {
        let constant = try context.constant("\(symbol)", kind: .bitVector(width: width))
        try model.define(constant, as: observation[symbol])
      }
    }
    return model
  }

  /// The symbols of sort F.
  private static let masks: Set<Symbol> = [.gfp, .arrGfp, .requestGfp, .tableGfp]

  /// The formula with its quantifiers instantiated up to their bounds.
  private func instantiate(_ term: AnyTerm, _ model: Model) throws -> AnyTerm {
    switch try term.node {
    case .application(.implies, _, let parts) where parts.count == 2:
      let conclusion = try instantiate(parts[1], model).typed(as: Boolean.self)
      return try parts[0].typed(as: Boolean.self).implies(conclusion).untyped
    case .application(.and, _, let parts):
      return try context.conjunction(parts.map { try instantiate($0, model).typed(as: Boolean.self) }).untyped
    case .quantifier(let quantifier):
      guard case .application(.implies, _, let parts) = try quantifier.body.node,
        let premise = try SolverJudge.bound(parts[0])
      else { throw SpecificationError(file: "\(term)", line: 0, message: "a quantifier without a bound") }
      let end = try model.value(of: premise.typed(as: BitVector.self))
      let bodies = try (0..<end).map { index in
        try quantifier.instantiate([context.numeral(index, BitVector(64)).untyped]).typed(as: Boolean.self)
      }
      return try context.conjunction(bodies).untyped
    default: return term
    }
  }

  private static func bound(_ premise: AnyTerm) throws -> AnyTerm? {
    switch try premise.node {
    case .application(.bvult, _, let sides): return sides[1]
    case .application(.and, _, let parts): return try parts.first.flatMap { try bound($0) }
    default: return nil
    }
  }

  /// States the value of every application that occurs, innermost first.
  private func state(_ term: AnyTerm, _ model: Model, _ solver: Solver, _ stated: inout Set<AnyTerm>) throws {
    guard stated.insert(term).inserted, case .application(let op, _, let arguments) = try term.node else {
      return
    }
    for argument in arguments { try state(argument, model, solver, &stated) }
    guard op == .uninterpreted else { return }
    let word = try term.typed(as: BitVector.self)
    let value = try model.value(of: word)
    try solver.assert(word.equals(context.numeral(value, BitVector(word.width))))
  }
}

extension Observation {
  /// A function symbol as a table and the value everywhere else.
  func table(_ symbol: Symbol) -> (entries: [(UInt64, UInt64)], other: UInt64) {
    switch symbol {
    case .pageOf: return (pageOf.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, Observation.none)
    case .putsOf: return (putsOf.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, 0)
    default: return (columns[symbol.rawValue].enumerated().map { (UInt64($0.offset), $0.element) }, 0)
    }
  }
}
