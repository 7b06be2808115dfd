internal import CZ3

// The question, and what is known after it.

extension Solver {
  /// Whether the assertions, and the given formulas for this check only, can all be true.
  ///
  /// Assumptions are Boolean constants or their negations.
  ///
  /// - Throws: ``SolverError``. Running out of the resource limit is no error: it answers `.unknown`.
  public func check(assuming assumptions: [Term<Boolean>] = []) throws -> Satisfiability {
    let untyped = assumptions.map(\.untyped)
    try context.own(untyped, "Z3_solver_check_assumptions")
    let literals = unsafe untyped.map { unsafe Optional($0.handle.ast) }
    answer = nil
    let result =
      unsafe try literals.isEmpty
      ? context.call("Z3_solver_check") { unsafe Z3_solver_check($0, raw) }
      : context.call("Z3_solver_check_assumptions") {
        unsafe Z3_solver_check_assumptions($0, raw, UInt32(literals.count), literals)
      }
    let answer: Satisfiability =
      switch result {
      case Z3_L_TRUE: .satisfiable
      case Z3_L_FALSE: .unsatisfiable
      default: .unknown(reason: try reasonUnknown)
      }
    self.answer = answer
    return answer
  }

  /// Z3's reason for the last `unknown`.
  ///
  /// - Throws: ``SolverError``.
  public var reasonUnknown: String {
    get throws {
      try context.text("Z3_solver_get_reason_unknown") { unsafe Z3_solver_get_reason_unknown($0, raw) }
    }
  }

  /// The interpretation that the last check found.
  ///
  /// - Throws: ``SolverError`` when ``answer`` is not satisfiable: an older model would not be of these
  ///   assertions.
  public func model() throws -> Model {
    try require(.satisfiable, for: "Z3_solver_get_model")
    return unsafe try Model(
      context.call("Z3_solver_get_model") { unsafe Z3_solver_get_model($0, raw) }, in: context)
  }

  /// The assertions and assumptions that the last check found contradictory.
  ///
  /// Not minimal, but every name in it was used. Empty when the nameless assertions alone contradict.
  ///
  /// - Throws: ``SolverError`` when ``answer`` is not unsatisfiable.
  public func unsatCore() throws -> UnsatCore {
    try require(.unsatisfiable, for: "Z3_solver_get_unsat_core")
    let core = try context.terms("Z3_solver_get_unsat_core") { unsafe Z3_solver_get_unsat_core($0, raw) }
    var rest = Set(core)
    let names = levels.joined().compactMap { assertion -> String? in
      guard let tracked = assertion.tracked, rest.remove(tracked.literal.untyped) != nil else { return nil }
      return tracked.name
    }
    let assumptions = core.filter { rest.contains($0) }
    return UnsatCore(
      names: names,
      assumptions: try assumptions.map { try $0.typed(as: Boolean.self, for: "Z3_solver_get_unsat_core") })
  }

  private func require(_ needed: Satisfiability, for call: StaticString) throws {
    guard answer == needed else {
      let found = answer.map { "\($0)" } ?? "none"
      throw SolverError.call("\(call)", message: "the last answer is not \(needed): \(found)")
    }
  }

  /// The counters of the work done.
  ///
  /// - Throws: ``SolverError``.
  public var statistics: Statistics {
    get throws {
      unsafe try Statistics(
        context.call("Z3_solver_get_statistics") { unsafe Z3_solver_get_statistics($0, raw) }, in: context)
    }
  }

  /// The declarations and assertions as an SMT-LIB 2 text, which ``Context/parse(smtlib:prelude:file:)`` reads.
  ///
  /// A named assertion appears as an implication from the literal that tracks it.
  ///
  /// - Throws: ``SolverError``.
  public var smtlib: String {
    get throws { try context.text("Z3_solver_to_string") { unsafe Z3_solver_to_string($0, raw) } }
  }
}

/// Why assertions cannot all be true.
public struct UnsatCore {
  /// The names of the assertions involved, in the order asserted.
  public let names: [String]
  /// The assumptions involved.
  public let assumptions: [Term<Boolean>]
}
