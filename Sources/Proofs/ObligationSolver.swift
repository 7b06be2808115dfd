internal import SMT

/// A solver for the assertions of a file, and for those without one of them: what is never left out is asserted once.
struct ObligationSolver {
  private let obligation: ObligationFile
  private let solver: Solver
  private let needsCore: Bool
  /// The assertions that may be left out.
  private let removable: [(name: String, formula: Term<Boolean>)]

  /// A solver, which has no assertions yet, for a file that was read.
  ///
  /// - Parameters:
  ///   - names: the assertions that may be left out.
  ///   - needsCore: whether it is to be told which assertions a contradiction needs, which takes longer.
  /// - Throws: `SolverError`.
  init(
    _ solver: Solver, _ obligation: ObligationFile, _ formulas: [Term<Boolean>], removable names: Set<String>,
    needsCore: Bool
  ) throws {
    self.obligation = obligation
    self.solver = solver
    self.needsCore = needsCore
    let assertions = zip(obligation.names, formulas)
    removable = assertions.filter { names.contains($0.0) }
    for (name, formula) in assertions where !names.contains(name) { try assert(formula, name) }
  }

  /// Whether the assertions have a model.
  ///
  /// - Parameters:
  ///   - omitted: the one that is left out, of those that may be.
  ///   - readsModel: whether what a model says of the call is wanted.
  /// - Throws: `SolverError`.
  func check(omitting omitted: String? = nil, readsModel: Bool = false) throws -> Prover.Answer {
    precondition(omitted == nil || removable.contains { $0.name == omitted }, "it is asserted for good")
    try solver.push()
    for (name, formula) in removable where name != omitted { try assert(formula, name) }
    let satisfiability = try solver.check()
    let answer = Prover.Answer(
      satisfiability: satisfiability,
      core: needsCore && satisfiability == .unsatisfiable ? try solver.unsatCore().names : [],
      steps: try solver.statistics.resourceCount,
      twin: readsModel && obligation.logic == "QF_ALIA" && satisfiability == .satisfiable
        ? try TwinModel(of: solver.model(), obligation) : nil)
    try solver.pop()
    return answer
  }

  private func assert(_ formula: Term<Boolean>, _ name: String) throws {
    if needsCore { try solver.assert(formula, named: name) } else { try solver.assert(formula) }
  }
}
