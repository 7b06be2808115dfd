import SMT
import Testing

@Suite("Resource limits")
struct ResourceTests {
  /// n + 1 words, no two equal, all below n: hard by counting, and unsatisfiable.
  private func pigeons(_ holes: UInt64, in context: Context, limit: ResourceLimit?) throws -> Solver {
    let solver = try Solver(context, SolverConfiguration(resourceLimit: limit))
    let words = try (0...holes).map { try context.constant("hole\($0)", .bitVector(8)) }
    for word in words { try solver.assert(word.ult(context.numeral(holes, .bitVector(8)))) }
    try solver.assert(context.distinct(words))
    return solver
  }

  @Test("a limit too small answers unknown, at the same step each time")
  func limitReached() throws {
    var counts: Set<UInt64> = []
    for _ in 0..<3 {
      let solver = try pigeons(9, in: Context(), limit: 20_000)
      guard case .unknown(let reason) = try solver.check() else {
        Issue.record("decided within the limit")
        return
      }
      #expect(reason.contains("resource") || reason.contains("canceled"), "\(reason)")
      #expect(try solver.reasonUnknown == reason)
      counts.insert(try #require(try solver.statistics.resourceCount))
    }
    #expect(counts.count == 1)
  }

  @Test("a limit large enough does not change the answer")
  func limitNotReached() throws {
    #expect(try pigeons(4, in: Context(), limit: 10_000_000).check() == .unsatisfiable)
    #expect(try pigeons(4, in: Context(), limit: nil).check() == .unsatisfiable)
  }

  @Test("a fresh check does not depend on what the context did before")
  func freshCheck() throws {
    var counts: Set<UInt64> = []
    for noise in 0..<3 {
      let context = try Context()
      for number in 0..<noise * 10 {
        let other = try Solver(context)
        let x = try context.constant("noise\(number)", .bitVector(16))
        try other.assert((x &+ x).ugt(x))
        _ = try other.check()
      }
      let solver = try pigeons(4, in: context, limit: 10_000_000)
      let outcome = try solver.checkFresh()
      #expect(outcome.satisfiability == .unsatisfiable)
      #expect(outcome.isFresh)
      #expect(outcome.solver.context !== context)
      counts.insert(try #require(try outcome.solver.statistics.resourceCount))
    }
    #expect(counts.count == 1)
  }

  @Test("a check that is decided in place is not repeated; an undecided one is, in a fresh context")
  func retry() throws {
    let easy = try pigeons(3, in: Context(), limit: 1_000_000)
    let decided = try easy.checkRetrying()
    #expect(decided.satisfiability == .unsatisfiable)
    #expect(!decided.isFresh)

    let hard = try pigeons(9, in: Context(), limit: 20_000)
    let undecided = try hard.checkRetrying()
    #expect(undecided.isFresh)
    guard case .unknown = undecided.satisfiability else {
      Issue.record("decided within the limit")
      return
    }
  }

  @Test("a fresh check keeps names, levels and assumptions")
  func freshCore() throws {
    let context = try Context()
    let (p, q) = try (context.constant("p", .boolean), context.constant("q", .boolean))
    let solver = try Solver(context)
    try solver.push()
    try solver.assert(p.implies(q), named: "rule")
    let outcome = try solver.checkFresh(assuming: [p, !q])
    #expect(outcome.satisfiability == .unsatisfiable)
    let core = try outcome.solver.unsatCore()
    #expect(core.names == ["rule"])
    #expect(core.assumptions.count == 2)
    let sat = try solver.checkFresh(assuming: [p])
    #expect(sat.satisfiability == .satisfiable)
    #expect(try sat.solver.model().value(of: q.translated(to: sat.solver.context)))
  }

  @Test("a limit is never zero, which would be none")
  func zeroLimit() {
    #expect(ResourceLimit(steps: 0) == nil)
    #expect(ResourceLimit(steps: 7) == 7)
  }

  @Test("where steps take any time, a limit of time ends a check, and is no answer")
  func timeLimit() throws {
    let context = try Context()
    let solver = try Solver(
      context,
      SolverConfiguration(
        engine: .incremental, resourceLimit: ResourceLimit(steps: 4_000_000_000), timeLimit: 200))
    // Cubes of all numbers are sums of cubes: products under quantifiers.
    let text = """
      (declare-fun x () Int)
      (assert (forall ((y Int)) (=> (< y x) (exists ((z Int)) (= (* z z) y)))))
      (assert (forall ((a Int) (b Int)) (exists ((c Int)) (= (* c c c) (+ (* a a a) (* b b b) x)))))
      (assert (not (= x 1)))
      """
    for formula in try context.parse(smtlib: text) { try solver.assert(formula) }
    guard case .unknown = try solver.check() else {
      Issue.record("decided: \(String(describing: solver.answer))")
      return
    }
  }
}
