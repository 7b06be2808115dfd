internal import Proofs
internal import SMT
internal import Specification

/// Decides obligations of code with Z3 in this process.
struct CodeChecker {
  /// The work that one question may take, in the solver's own steps.
  var limit: UInt32

  /// Whether an obligation holds.
  ///
  /// - Throws: `SolverError`, `ParseError`.
  func check(_ obligation: CodeObligation, _ text: String, of system: TransitionSystem) throws
    -> InductionResult.Verdict
  {
    if obligation.isDead {
      switch try satisfiability(of: obligation.withoutSystem.text(of: system), obligation.step) {
      case .satisfiable: break
      case .unsatisfiable: return .vacuous
      case .unknown(let reason): return .unknown("of what is known of the code: \(reason)")
      }
    }
    let context = try Context()
    let formulas = try context.parse(smtlib: text, file: obligation.step)
    let solver = try Solver(
      context, SolverConfiguration(engine: .incremental, resourceLimit: ResourceLimit(steps: limit)))
    for formula in formulas.dropLast() { try solver.assert(formula) }
    guard let goal = formulas.last else { return .vacuous }
    // Nothing follows from a contradiction, unless that is what is to be shown.
    if !obligation.isDead {
      switch try solver.check() {
      case .satisfiable: break
      case .unsatisfiable: return .vacuous
      case .unknown(let reason): return .unknown("of the hypotheses: \(reason)")
      }
    }
    try solver.assert(goal)
    switch try solver.check() {
    case .unsatisfiable: return .proved
    case .unknown(let reason): return .unknown("\(reason)")
    case .satisfiable: return try refuted(obligation, solver.model(), text)
    }
  }

  private func satisfiability(of text: String, _ name: String) throws -> Satisfiability {
    let context = try Context()
    let solver = try Solver(
      context, SolverConfiguration(engine: .incremental, resourceLimit: ResourceLimit(steps: limit)))
    for formula in try context.parse(smtlib: text, file: name) { try solver.assert(formula) }
    return try solver.check()
  }

  /// Which claims a model breaks, and what its inputs are.
  private func refuted(_ obligation: CodeObligation, _ model: Model, _ text: String) throws
    -> InductionResult.Verdict
  {
    // Terms are read as one side of an equation.
    let questions =
      obligation.inputs.map { "(assert (= \($0) 0))" }
      + obligation.claims.map { "(assert \($0.formula.text))" }
    let declarations = text.split(separator: "\n(assert")[0]
    let formulas = try model.context.parse(
      smtlib: declarations + "\n" + questions.joined(separator: "\n"), file: obligation.step)
    var inputs: [String: String] = [:]
    for (name, equation) in zip(obligation.inputs, formulas) {
      guard case .application(_, _, let sides) = try equation.untyped.node, let side = sides.first,
        case .integer(let value) = try model.evaluate(side).node
      else { continue }
      inputs[name] = value.decimal
    }
    var broken: [String] = []
    for (claim, formula) in zip(obligation.claims, formulas.dropFirst(obligation.inputs.count))
    where try !model.value(of: formula) { broken.append(claim.name) }
    return .refuted(broken, inputs)
  }
}
