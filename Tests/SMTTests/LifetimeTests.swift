import SMT
import Testing

// Reference counts. A count too low shows under the address sanitizer (`make leaks`), which also reports contexts
// that were not released. What is not released within a context goes with it, and shows only in its growth.

@Suite("Lifetimes")
struct LifetimeTests {
  @Test("ten thousand terms come and go in one context")
  func manyTerms() throws {
    let context = try Context()
    for number in 0..<10_000 as Range<UInt64> {
      let x = try context.numeral(number, .bitVector(64))
      #expect(try (x &+ x).simplified() == context.numeral(2 * number, .bitVector(64)))
    }
  }

  @Test("released nodes are reused: the context does not grow")
  func releasedNodes() throws {
    let context = try Context()
    var largest: UInt32 = 0
    for number in 0..<10_000 as Range<UInt64> {
      largest = max(largest, try context.numeral(number, .bitVector(64)).identity.rawValue)
    }
    #expect(largest < 1_000)
  }

  @Test("solvers, models, cores and statistics come and go: the memory of Z3 does not grow")
  func manySolvers() async {
    // Z3 counts the memory of the whole process: in one of its own no other test is counted.
    await #expect(processExitsWith: .success) {
      let context = try Context()
      let x = try context.constant("x", .bitVector(32))
      let function = try context.function("f", BitVector(8), returning: BitVector(8))
      /// What Z3 holds, in megabytes, after so many rounds more.
      func memory(after rounds: Int) throws -> Double {
        var memory: Double?
        for _ in 0..<rounds {
          let solver = try Solver(context)
          try solver.assert(x.equals(context.numeral(5, .bitVector(32))), named: "five")
          _ = try solver.check()
          let model = try solver.model()
          try model.define(function.declaration, entries: [(1, 2), (3, 4)], default: 0)
          try solver.assert(x.equals(context.numeral(6, .bitVector(32))), named: "six")
          _ = try solver.check()
          // These are small: many of them make a difference that can be seen.
          for _ in 0..<100 {
            _ = try solver.unsatCore()
            memory = try solver.statistics["memory"]
          }
        }
        return try #require(memory)
      }
      let early = try memory(after: 20)
      let late = try memory(after: 200)
      try #require(late < early + 0.5, "from \(early) to \(late) megabytes")
    }
  }

  @Test("terms, models and solvers keep their context alive")
  func outliving() throws {
    func terms() throws -> [AnyTerm] {
      let context = try Context()
      return try (0..<10_000 as Range<UInt64>).map { try context.numeral($0, .bitVector(64)).untyped }
    }
    let kept = try terms()
    #expect(try kept.last?.sort == .bitVector(width: 64))
    let sum = try #require(kept.first).typed(as: BitVector.self) &+ #require(kept.last).typed()
    #expect(try sum.simplified().description == "#x000000000000270f")

    func model() throws -> (Model, Term<Integer>) {
      let context = try Context()
      let x = try context.constant("x", .integer)
      let solver = try Solver(context)
      try solver.assert(x.equals(context.integer(11)))
      _ = try solver.check()
      return (try solver.model(), x)
    }
    let (interpretation, x) = try model()
    #expect(try interpretation.value(of: x) == 11)
  }

  @Test("a context goes with the last thing that is made from it")
  func released() throws {
    weak var context: Context?
    var term: AnyTerm?
    do {
      let made = try Context()
      context = made
      term = try made.boolean(true).untyped
    }
    #expect(context != nil)
    #expect(term != nil)
    term = nil
    #expect(context == nil)
  }

  @Test("contexts come and go")
  func manyContexts() throws {
    for _ in 0..<20 {
      let context = try Context()
      let p = try context.constant("p", .boolean)
      let solver = try Solver(context)
      try solver.push()
      try solver.assert(p, named: "p")
      #expect(try solver.checkFresh().satisfiability == .satisfiable)
      _ = try? context.parse(smtlib: "(assert q)")
    }
  }
}
