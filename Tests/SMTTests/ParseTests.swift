import SMT
import Testing

@Suite("Reading SMT-LIB")
struct ParseTests {
  /// What a text is refused for, as `text:line:column: message`.
  private func faults(_ smtlib: String, prelude: String = "") throws -> String? {
    do {
      _ = try Context().parse(smtlib: smtlib, prelude: prelude, file: "a.smt2")
      return nil
    } catch let error as ParseError {
      return error.description
    }
  }

  @Test("the assertions, in order, over declarations found again by name")
  func assertions() throws {
    let context = try Context()
    let parsed = try context.parse(
      smtlib: """
        (set-logic ALL)
        (set-info :status sat)
        (define-sort W () (_ BitVec 64))
        (declare-fun next (W) W)
        (declare-const x W)
        (define-fun twice ((a W)) W (next (next a)))
        (assert (! (bvult (twice x) x) :named first))
        (assert (= x #x0000000000000005))
        (check-sat)
        (get-model)
        (exit)
        """)
    let x = try context.constant("x", .bitVector(64))
    let next = try context.function("next", BitVector(64), returning: BitVector(64))
    #expect(try parsed == [next(next(x)).ult(x), x.equals(context.numeral(5, .bitVector(64)))])
  }

  @Test("a prelude is known to the text and its assertions come first")
  func prelude() throws {
    let context = try Context()
    let parsed = try context.parse(
      smtlib: "(assert (> (f x) 0))",
      prelude: "(declare-fun f (Int) Int)\n(declare-const x Int)\n(assert (= x 1))")
    #expect(parsed.map(\.description) == ["(= x 1)", "(> (f x) 0)"])
  }

  @Test("errors are located in the user's text, whatever the prelude")
  func locatedErrors() throws {
    let text = "(declare-const x Int)\n(assert (> y 0))\n(assert x)"
    let expected = """
      a.smt2:2:12: unknown constant y
      a.smt2:3:10: invalid assert command, term is not Boolean
      """
    #expect(try faults(text) == expected)
    #expect(try faults(text, prelude: "(declare-const z Int)\n\n; comment") == expected)
    #expect(try faults("(declare-const x Int)\n(assert (> x 0))") == nil)
  }

  @Test("an error in the prelude says so")
  func preludeErrors() throws {
    #expect(
      try faults("(assert b)", prelude: "(declare-const a Bool)\n(assert c)")
        == "<prelude>:2:9: unknown constant c\na.smt2:1:9: unknown constant b")
    #expect(
      try faults("(assert true)", prelude: "(declare-const a Bool")
        == "<prelude>:1:1: this parenthesis is never closed")
  }

  @Test("messages of several lines and with quotes are whole")
  func wholeMessages() throws {
    #expect(try faults("(assert |a\"b|)") == "a.smt2:1:10: unknown constant a\"b")
    #expect(
      try faults("(declare-fun f (Int) Int)\n(assert (= (f 1 2) 0))\n(assert c)")
        == "a.smt2:2:18: unknown constant f (Int Int) \ndeclared: (declare-fun f (Int) Int)\n"
        + "a.smt2:3:9: unknown constant c")
  }

  @Test("texts whose assertions Z3 would lose are refused")
  func lostAssertions() throws {
    for command in [
      "(push 1)", "(pop 1)", "(reset)", "(reset-assertions)", "(include \"a\")", "(minimize 1)",
    ] {
      let name = command.dropFirst().prefix { $0 != " " && $0 != ")" }
      #expect(
        try faults("(assert true)\n  \(command)") == "a.smt2:2:3: the command \(name) is not accepted")
    }
    #expect(
      try faults("(exit)\n(assert false)") == "a.smt2:2:1: a command after (exit)")
    #expect(
      try faults("(set-option :smt.random_seed 3)")
        == "a.smt2:1:1: the option :smt.random_seed is not accepted")
    #expect(
      try faults("(set-option :produce-unsat-cores true)\n(assert b)") == "a.smt2:2:9: unknown constant b")
    #expect(try faults("(set-option :produce-unsat-cores true)\n(assert true)") == nil)
    #expect(try faults("(assert true)\0(assert false)") == "a.smt2:1:14: a zero byte")
  }

  @Test("parentheses, strings and quoted symbols match")
  func structure() throws {
    #expect(try faults("(assert (> 1 0)") == "a.smt2:1:1: this parenthesis is never closed")
    #expect(try faults("(assert true))") == "a.smt2:1:14: a closing parenthesis without an opening one")
    #expect(
      try faults("(echo \"abc)")
        == "a.smt2:1:7: this string is never closed\na.smt2:1:1: this parenthesis is never closed")
    #expect(try faults("; ( \" |\n(declare-const |a (;\"| Bool)(assert |a (;\"|)(echo \"a)\"\"|\")") == nil)
  }

  @Test("a term's text is read again as the same term")
  func printing() throws {
    let context = try Context()
    let x = try context.constant("x", .bitVector(16))
    var sum = x
    for _ in 0..<60 { sum = try sum &+ (sum ^ x) }
    let formula = try sum.ult(x)
    let text = "(declare-const x (_ BitVec 16))(assert \(formula))"
    #expect(text.utf8.count < 10_000)
    #expect(try context.parse(smtlib: text) == [formula])
  }
}
