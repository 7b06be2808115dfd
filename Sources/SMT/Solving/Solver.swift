internal import CZ3

/// A set of assertions and the question whether they can all be true.
///
/// One query after another goes fastest with `push` and `pop` (or a solver each); guard literals that pile up
/// slow every later check down.
@safe public final class Solver {
  /// The context of the assertions.
  public let context: Context
  /// How the solver works.
  public let configuration: SolverConfiguration

  /// Z3's solver. Valid while `self` lives.
  let raw: Z3_solver
  /// The assertions, a level for each `push`.
  var levels: [[Assertion]] = [[]]

  /// What the last check answered; nil before the first and after every change of the assertions.
  public internal(set) var answer: Satisfiability?

  /// One assertion as made.
  struct Assertion {
    /// The formula.
    let formula: Term<Boolean>
    /// Its name and the literal that stands for it in an unsat core.
    let tracked: (name: String, literal: Term<Boolean>)?
  }

  /// Makes a solver without assertions.
  ///
  /// - Throws: ``SolverError``, also for a parameter that Z3 does not know or a value it does not take.
  public init(_ context: Context, _ configuration: SolverConfiguration = SolverConfiguration()) throws {
    self.context = context
    self.configuration = configuration
    let made: Z3_solver?
    switch configuration.engine {
    case .automatic:
      unsafe made = try context.call("Z3_mk_solver") { unsafe Z3_mk_solver($0) }
    case .incremental:
      unsafe made = try context.call("Z3_mk_simple_solver") { unsafe Z3_mk_simple_solver($0) }
    case .logic(let name):
      let symbol = try context.symbol(name)
      unsafe made = try context.call("Z3_mk_solver_for_logic") { unsafe Z3_mk_solver_for_logic($0, symbol) }
    }
    guard let made = unsafe made else { throw SolverError.call("Z3_mk_solver", message: "no solver") }
    unsafe raw = made
    unsafe Z3_solver_inc_ref(context.raw, made)
    try apply(configuration)
  }

  deinit {
    unsafe Z3_solver_dec_ref(context.raw, raw)
  }

  /// The assertions in force, in the order made.
  public var assertions: [Term<Boolean>] { levels.joined().map(\.formula) }

  /// Adds an assertion to the current level.
  ///
  /// - Throws: ``SolverError``.
  public func assert(_ formula: Term<Boolean>) throws {
    try context.own([formula.untyped], "Z3_solver_assert")
    answer = nil
    try context.call("Z3_solver_assert") { unsafe Z3_solver_assert($0, raw, formula.untyped.handle.ast) }
    levels[levels.count - 1].append(Assertion(formula: formula, tracked: nil))
  }

  /// Adds an assertion that an unsat core can name.
  ///
  /// - Throws: ``SolverError/duplicateName(_:)`` when an assertion in force has the name; ``SolverError``.
  public func assert(_ formula: Term<Boolean>, named name: String) throws {
    try context.own([formula.untyped], "Z3_solver_assert_and_track")
    guard !levels.joined().contains(where: { $0.tracked?.name == name }) else {
      throw SolverError.duplicateName(name)
    }
    let literal = try context.freshConstant(name, .boolean)
    answer = nil
    try context.call("Z3_solver_assert_and_track") {
      unsafe Z3_solver_assert_and_track($0, raw, formula.untyped.handle.ast, literal.untyped.handle.ast)
    }
    levels[levels.count - 1].append(Assertion(formula: formula, tracked: (name, literal)))
  }

  /// Opens a level: `pop` forgets what was asserted since.
  ///
  /// - Throws: ``SolverError``.
  public func push() throws {
    answer = nil
    try context.call("Z3_solver_push") { unsafe Z3_solver_push($0, raw) }
    levels.append([])
  }

  /// Closes the last level and forgets its assertions.
  ///
  /// - Throws: ``SolverError/invalidArgument(call:reason:)`` when no level is open.
  public func pop() throws {
    guard levels.count > 1 else {
      throw SolverError.invalidArgument(call: "Z3_solver_pop", reason: "no level is open")
    }
    answer = nil
    try context.call("Z3_solver_pop") { unsafe Z3_solver_pop($0, raw, 1) }
    levels.removeLast()
  }
}
