import SMT
import Testing

@Suite("Errors")
struct ErrorTests {
  @Test("a wrong width throws, naming the call")
  func wrongWidth() throws {
    let context = try Context()
    let x = try context.constant("x", .bitVector(8))
    let y = try context.constant("y", .bitVector(16))
    for (name, combine) in [
      ("Z3_mk_bvadd", { try $0 &+ $1 }),
      ("Z3_mk_bvand", { try $0 & $1 }),
      ("Z3_mk_bvlshr", { try $0.lshr($1) }),
    ] as [(String, (Term<BitVector>, Term<BitVector>) throws -> Term<BitVector>)] {
      let error = #expect(throws: SolverError.self) { try combine(x, y) }
      guard case .call(name, let message) = error else {
        Issue.record("\(name): \(String(describing: error))")
        continue
      }
      #expect(!message.isEmpty)
      #expect(throws: Never.self) { try combine(x, x) }
    }
    let error = #expect(throws: SolverError.self) { try x.equals(y) }
    #expect(error?.description.hasPrefix("Z3_mk_eq: ") == true)
  }

  @Test("an error is forgotten after it was thrown")
  func errorIsForgotten() throws {
    let context = try Context()
    let x = try context.constant("x", .bitVector(8))
    let y = try context.constant("y", .bitVector(16))
    #expect(throws: SolverError.self) { try x.ult(y) }
    #expect(try x.ult(x).untyped.sort == .boolean)
  }

  @Test("a static sort is checked at run time")
  func wrongSort() throws {
    let context = try Context()
    let x = try context.constant("x", .bitVector(8)).untyped
    #expect(try x.typed(as: BitVector.self).width == 8)
    #expect(
      throws: SolverError.wrongSort(
        call: "Z3_get_sort", expected: "Bool", found: .bitVector(width: 8))
    ) { try x.typed(as: Boolean.self) }
    let array = try context.constant("a", .array(from: .integer, to: .boolean)).untyped
    #expect(throws: SolverError.self) { try array.typed(as: ArraySort<Integer, Integer>.self) }
    #expect(throws: Never.self) { try array.typed(as: ArraySort<Integer, Boolean>.self) }
  }

  @Test("terms of two contexts are not mixed")
  func foreignTerms() throws {
    let (one, other) = try (Context(), Context())
    let (p, q) = try (one.constant("p", .boolean), other.constant("q", .boolean))
    #expect(throws: SolverError.foreignTerm(call: "Z3_mk_and")) { try p && q }
    #expect(throws: SolverError.foreignTerm(call: "Z3_solver_assert")) { try Solver(one).assert(q) }
    #expect(throws: SolverError.foreignTerm(call: "Z3_model_eval")) { try Model(one).value(of: q) }
    #expect(throws: Never.self) { try p && q.translated(to: one) }
  }

  @Test("values and names that Z3 would cut are refused")
  func cutValues() throws {
    let context = try Context()
    #expect(throws: SolverError.self) { try context.numeral(256, .bitVector(8)) }
    #expect(try context.numeral(255, .bitVector(8)).description == "#xff")
    #expect(throws: SolverError.self) { try context.constant("a\0b", .integer) }
    #expect(throws: SolverError.self) { try context.constant("a", kind: .bitVector(width: -1)) }
    #expect(throws: SolverError.self) { try context.constant("a", kind: .other("S")) }
    #expect(IntegerValue(decimal: "12x") == nil)
    #expect(IntegerValue(decimal: "-") == nil)
    #expect(IntegerValue(decimal: "-007")?.int64 == -7)
    #expect(IntegerValue(decimal: "-0") == 0)
  }
}
