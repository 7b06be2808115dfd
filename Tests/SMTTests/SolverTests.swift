import SMT
import Testing

@Suite("Solver")
struct SolverTests {
  @Test("satisfiable with a model, unsatisfiable without")
  func answers() throws {
    let context = try Context()
    let x = try context.constant("x", .bitVector(32))
    let solver = try Solver(context)
    try solver.assert(x.ugt(context.numeral(41, .bitVector(32))))
    try solver.assert(x.ult(context.numeral(43, .bitVector(32))))
    #expect(try solver.check() == .satisfiable)
    #expect(try solver.model().value(of: x) == 42)
    #expect(throws: SolverError.self) { try solver.unsatCore() }

    try solver.assert(!x.equals(context.numeral(42, .bitVector(32))))
    #expect(solver.answer == nil)
    #expect(throws: SolverError.self) { try solver.model() }
    #expect(try solver.check() == .unsatisfiable)
    let error = #expect(throws: SolverError.self) { try solver.model() }
    #expect(error?.description.hasPrefix("Z3_solver_get_model: ") == true)
  }

  @Test("a level forgets its assertions")
  func levels() throws {
    let context = try Context()
    let p = try context.constant("p", .boolean)
    let solver = try Solver(context)
    try solver.assert(p)
    try solver.push()
    try solver.assert(!p)
    #expect(try solver.check() == .unsatisfiable)
    #expect(try solver.assertions == [p, !p])
    try solver.pop()
    #expect(try solver.check() == .satisfiable)
    #expect(solver.assertions == [p])
    #expect(throws: SolverError.invalidArgument(call: "Z3_solver_pop", reason: "no level is open")) {
      try solver.pop()
    }
  }

  @Test("an unsat core names the assertions used, and no other")
  func unsatCore() throws {
    let context = try Context()
    let x = try context.constant("x", .integer)
    let solver = try Solver(context)
    try solver.assert(x > context.integer(3), named: "lower")
    try solver.assert(x < context.integer(3), named: "upper")
    try solver.assert(context.constant("y", .integer) > x, named: "unrelated")
    #expect(try solver.check() == .unsatisfiable)
    #expect(try solver.unsatCore().names == ["lower", "upper"])
    #expect(try solver.unsatCore().assumptions.isEmpty)
    #expect(throws: SolverError.duplicateName("upper")) {
      try solver.assert(context.boolean(true), named: "upper")
    }
  }

  @Test("the name of an assertion is not a constant of the user's")
  func coreNamesAreApart() throws {
    let context = try Context()
    let p = try context.constant("p", .boolean)
    let solver = try Solver(context)
    try solver.assert(context.boolean(false), named: "p")
    try solver.assert(!p)
    #expect(try solver.check() == .unsatisfiable)
    #expect(try solver.unsatCore().names == ["p"])
  }

  @Test("an assumption holds for one check and appears in the core")
  func assumptions() throws {
    let context = try Context()
    let (p, q) = try (context.constant("p", .boolean), context.constant("q", .boolean))
    let solver = try Solver(context)
    try solver.assert(!p, named: "not p")
    #expect(try solver.check(assuming: [p, q]) == .unsatisfiable)
    #expect(try solver.unsatCore().names == ["not p"])
    #expect(try solver.unsatCore().assumptions == [p])
    #expect(try solver.check(assuming: [q]) == .satisfiable)
    #expect(try solver.check() == .satisfiable)
  }

  @Test("unknown parameters and wrong values are refused")
  func parameters() throws {
    let context = try Context()
    #expect(throws: SolverError.self) {
      try Solver(context, SolverConfiguration(parameters: ["no_such_parameter": .flag(true)]))
    }
    #expect(throws: SolverError.self) {
      try Solver(context, SolverConfiguration(parameters: ["mbqi": .count(3)]))
    }
    #expect(throws: Never.self) {
      try Solver(context, SolverConfiguration(engine: .incremental, parameters: ["mbqi": .flag(false)]))
    }
  }

  @Test(
    "engines agree", arguments: [.automatic, .incremental, .logic("QF_BV")] as [SolverConfiguration.Engine])
  func engines(engine: SolverConfiguration.Engine) throws {
    let context = try Context()
    let solver = try Solver(context, SolverConfiguration(engine: engine))
    let x = try context.constant("x", .bitVector(8))
    try solver.assert((x &* x).equals(context.numeral(225, .bitVector(8))))
    #expect(try solver.check() == .satisfiable)
    try solver.assert((x & context.numeral(1, .bitVector(8))).equals(context.numeral(0, .bitVector(8))))
    #expect(try solver.check() == .unsatisfiable)
  }

  @Test("what a solver prints is read again")
  func printing() throws {
    let context = try Context()
    let solver = try Solver(context)
    let x = try context.constant("odd name", .bitVector(8))
    let f = try context.function("f", BitVector(8), returning: BitVector(8))
    let shared = try x &* x
    try solver.assert(f(shared &+ shared).equals(shared))
    try solver.assert(f(x).ult(x))
    let reader = try Context()
    #expect(
      try reader.parse(smtlib: solver.smtlib) == solver.assertions.map { try $0.translated(to: reader) })
  }
}
