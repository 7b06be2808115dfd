import SMT
import Testing

@Suite("Models")
struct ModelTests {
  @Test("values of each sort")
  func values() throws {
    let context = try Context()
    let p = try context.constant("p", .boolean)
    let x = try context.constant("x", .bitVector(64))
    let i = try context.constant("i", .integer)
    let solver = try Solver(context)
    try solver.assert(p && x.equals(context.numeral(.max, .bitVector(64))))
    try solver.assert(i.equals(context.integer(-5)))
    #expect(try solver.check() == .satisfiable)
    let model = try solver.model()
    #expect(try model.value(of: p))
    #expect(try model.value(of: x) == .max)
    #expect(try model.value(of: i).int64 == -5)
    #expect(try Set(model.constants.map(\.name)) == ["p", "x", "i"])
  }

  @Test("what a model leaves open gets one value")
  func completion() throws {
    let context = try Context()
    let model = try Model(context)
    let x = try context.constant("x", .bitVector(8))
    #expect(try model.value(of: x) == model.value(of: x))
    #expect(try model.value(of: x.equals(x)))
  }

  @Test("a formula is evaluated under an interpretation made by hand")
  func handBuilt() throws {
    let context = try Context()
    let next = try context.function("next", BitVector(64), returning: BitVector(64))
    let x = try context.constant("x", .bitVector(64))
    let p = try context.constant("p", .boolean)
    let model = try Model(context)
    try model.define(x.untyped, as: 3)
    try model.define(p, as: context.boolean(true))
    try model.define(next.declaration, entries: [(3, 4), (4, 9)], default: 0)
    #expect(try model.value(of: next(x)) == 4)
    #expect(try model.value(of: next(next(x))) == 9)
    #expect(try model.value(of: next(next(next(x)))) == 0)
    let formula = try p && next(x).ugt(x)
    #expect(try model.value(of: formula))

    try model.define(x.untyped, as: 7)
    #expect(try !model.value(of: formula))
    try model.define(next.declaration, entries: [(7, 8)], default: 1)
    #expect(try model.value(of: formula))
    #expect(try model.value(of: next(context.numeral(3, .bitVector(64)))) == 1)
  }

  @Test("functions of several arguments and of integers")
  func severalArguments() throws {
    let context = try Context()
    let f = try context.function("f", Integer(), Boolean(), returning: Integer())
    let model = try Model(context)
    let (one, yes) = try (context.integer(1), context.boolean(true))
    try model.define(
      f.declaration, entries: [([one.untyped, yes.untyped], try context.integer(-8).untyped)],
      default: context.integer(0).untyped)
    #expect(try model.value(of: f(one, yes)).int64 == -8)
    #expect(try model.value(of: f(one, !yes)).int64 == 0)
  }

  @Test("an interpretation of another sort, or an ambiguous one, is refused")
  func badDefinitions() throws {
    let context = try Context()
    let f = try context.function("f", BitVector(8), returning: BitVector(8))
    let x = try context.constant("x", .bitVector(8))
    let model = try Model(context)
    #expect(throws: SolverError.self) { try model.define(x.untyped, as: 256) }
    #expect(throws: SolverError.self) { try model.define(x.untyped, as: context.integer(1).untyped) }
    #expect(throws: SolverError.self) { try model.define((x &+ x).untyped, as: 1) }
    #expect(throws: SolverError.self) {
      try model.define(f.declaration, entries: [(1, 2), (1, 3)], default: 0)
    }
    #expect(throws: SolverError.self) { try model.define(f.declaration, entries: [(256, 2)], default: 0) }
    #expect(throws: SolverError.self) { try model.define(f.declaration, entries: [], default: 256) }
    let constant = try context.declareFunction("c", domain: [], range: .integer)
    #expect(throws: SolverError.self) {
      try model.define(constant, entries: [], default: context.integer(0).untyped)
    }
    let foreign = try Context().function("f", BitVector(8), returning: BitVector(8))
    #expect(throws: SolverError.foreignTerm(call: "Z3_add_func_interp")) {
      try model.define(foreign.declaration, entries: [([AnyTerm], AnyTerm)](), default: x.untyped)
    }
  }

  @Test("a wide word has no 64-bit value")
  func notAValue() throws {
    let context = try Context()
    let model = try Model(context)
    let wide = try context.numeral(1, .bitVector(64)).concat(context.numeral(2, .bitVector(64)))
    let error = #expect(throws: SolverError.self) { try model.value(of: wide) }
    guard case .notAValue = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let node = try wide.simplified().untyped.node
    guard case .wideNumeral(let value, 128) = node else {
      Issue.record("\(node)")
      return
    }
    #expect(value.decimal == "18446744073709551618")
  }
}
