import SMT
import Testing

@Suite("Walking terms")
struct WalkTests {
  /// A term as text, by walking it.
  private func show(_ term: AnyTerm) throws -> String {
    switch try term.node {
    case .application(.uninterpreted, let name, let arguments):
      return try arguments.isEmpty ? name : "\(name)(\(arguments.map(show).joined(separator: " ")))"
    case .application(let op, _, let arguments):
      return try "(\(op) \(arguments.map(show).joined(separator: " ")))"
    case .bool(let value): return "\(value)"
    case .numeral(let value, let width): return "\(value):\(width)"
    case .wideNumeral(let value, let width): return "\(value):\(width)"
    case .integer(let value): return "\(value)"
    case .other(let text): return "?\(text)"
    case .variable(let index): return "#\(index)"
    case .quantifier(let quantifier):
      let bound = quantifier.bound.map { "\($0.name) \($0.sort)" }.joined(separator: ", ")
      return try "\(quantifier.kind)[\(bound)] \(show(quantifier.body))"
    }
  }

  private func shown(_ assertion: String) throws -> String {
    let prelude = """
      (declare-sort S 0) (declare-const s S) (declare-const b (_ BitVec 8)) (declare-const i Int)
      (declare-const p Bool) (declare-const a (Array Int Int)) (declare-fun f (Int) Int)
      """
    let parsed = try Context().parse(smtlib: "(assert \(assertion))", prelude: prelude)
    return try show(#require(parsed.first).untyped)
  }

  @Test("operators")
  func operators() throws {
    #expect(
      try shown("(and p (or p (not p)) (=> p false) (xor p true))")
        == "(and p (or p (not p)) (implies p false) (xor p true))")
    #expect(try shown("(= p (distinct i 1 2))") == "(equals p (distinct i 1 2))")
    #expect(try shown("(= s (ite p s s))") == "(equals s (ifThenElse p s s))")
    #expect(
      try shown("(bvult (bvadd b #x01) (bvlshr (bvnot b) #xff))")
        == "(bvult (bvadd b 1:8) (bvlshr (bvnot b) 255:8))")
    #expect(
      try shown("(bvuge (concat ((_ extract 7 4) b) #xf) b)")
        == "(bvuge (concat (extract(high: 7, low: 4) b) 15:4) b)")
    #expect(
      try shown("(= ((_ zero_extend 3) b) ((_ sign_extend 3) b))")
        == "(equals (zeroExtend(by: 3) b) (signExtend(by: 3) b))")
    #expect(
      try shown("(<= (+ i (* 2 i)) (mod (f i) 3))")
        == "(lessOrEqual (add i (multiply 2 i)) (mod f(i) 3))")
    #expect(
      try shown("(= (select (store a i (- 1)) 0) (div i 2))")
        == "(equals (select (store a i (negate 1)) 0) (div i 2))")
    #expect(try shown("((_ at-most 1) p p)").hasPrefix("(other(kind: "))
    #expect(
      try shown("(= b (bvudiv b (bvurem b (bvmul b (bvsub b (bvneg b))))))")
        == "(equals b (bvudiv b (bvurem b (bvmul b (bvsub b (bvneg b))))))")
  }

  @Test("quantifiers: kinds, variables in the order declared, indices from the nearest")
  func quantifiers() throws {
    #expect(
      try shown("(forall ((k Int) (m Bool)) (and m (> k 0)))")
        == "forAll[k Int, m Bool] (and #0 (greaterThan #1 0))")
    #expect(
      try shown("(exists ((k Int)) (forall ((m Int)) (< k m)))")
        == "exists[k Int] forAll[m Int] (lessThan #1 #0)")
  }

  @Test("instantiation puts terms for variables in the order declared")
  func instantiation() throws {
    let context = try Context()
    let parsed = try context.parse(
      smtlib: "(assert (forall ((k Int) (m Int)) (exists ((n Int)) (< (+ k (* 10 n)) m))))")
    guard case .quantifier(let quantifier) = try #require(parsed.first).untyped.node else {
      Issue.record("no quantifier")
      return
    }
    let (one, two) = try (context.integer(1).untyped, context.integer(2).untyped)
    #expect(
      try show(quantifier.instantiate([one, two]))
        == "exists[n Int] (lessThan (add 1 (multiply 10 #0)) 2)")
    #expect(try context.instantiate(quantifier.body, [two, one]) == quantifier.instantiate([one, two]))
    #expect(throws: SolverError.self) { try quantifier.instantiate([one]) }
    let error = #expect(throws: SolverError.self) {
      try quantifier.instantiate([one, context.boolean(true).untyped])
    }
    #expect(error == .wrongSort(call: "Z3_substitute_vars", expected: "Int", found: .boolean))
  }

  @Test("binders are instantiated from the outermost inwards, in no other order")
  func innerInstantiation() throws {
    let context = try Context()
    let parsed = try context.parse(smtlib: "(assert (forall ((k Int)) (exists ((n Int)) (< n k))))")
    guard case .quantifier(let outer) = try #require(parsed.first).untyped.node,
      case .quantifier(let inner) = try outer.body.node
    else {
      Issue.record("no quantifiers")
      return
    }
    let five = try context.integer(5).untyped
    #expect(try show(inner.body) == "(lessThan #0 #1)")
    #expect(throws: SolverError.self) { try inner.instantiate([five]) }
    guard case .quantifier(let closed) = try outer.instantiate([context.integer(6).untyped]).node else {
      Issue.record("no quantifier")
      return
    }
    #expect(try show(closed.instantiate([five])) == "(lessThan 5 6)")
  }

  @Test("a binder is built of constants, and taken apart again")
  func binding() throws {
    let context = try Context()
    let (k, m) = try (context.constant("k", .integer), context.constant("m", .integer))
    let formula = try context.forAll([k.untyped, m.untyped], k < m)
    #expect(try show(formula.untyped) == "forAll[k Int, m Int] (lessThan #1 #0)")
    #expect(try show(context.exists([k.untyped], k < m).untyped) == "exists[k Int] (lessThan #0 m)")
    #expect(throws: SolverError.self) { try context.forAll([(k + m).untyped], k < m) }
    let solver = try Solver(context)
    try solver.assert(formula)
    #expect(try solver.check() == .unsatisfiable)
  }

  @Test("shared subterms have one identity, so a walk is linear")
  func sharing() throws {
    let context = try Context()
    var term = try context.constant("x", .bitVector(8))
    for _ in 0..<40 { term = try term &+ term }
    var seen: Set<TermIdentity> = []
    func visit(_ term: AnyTerm) throws {
      guard seen.insert(term.identity).inserted else { return }
      guard case .application(_, _, let arguments) = try term.node else { return }
      for argument in arguments { try visit(argument) }
    }
    try visit(term.untyped)
    #expect(seen.count == 41)
  }
}
