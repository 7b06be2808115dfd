import Specification
import Testing

/// A malformed clause: its text, and what its error says where.
private struct Case {
  var name: String
  var text: String
  var line: Int
  var message: String

  init(_ name: String, _ text: String, line: Int, _ message: String) {
    self.name = name
    self.text = text
    self.line = line
    self.message = message
  }
}

@Suite("Malformed clauses and findings")
struct MalformedClauseTests {
  /// A clause file that is in order, but for its formula.
  static func clause(_ assertion: String, header: String = "") -> String {
    """
    (set-info :id "X1")
    (set-info :title "A title")
    (set-info :profile "contract")
    (set-info :unit "vmalloc")
    (set-info :source "statement")
    \(header)
    \(assertion)
    """
  }

  private static func finding(clauses: String, _ assertion: String) -> String {
    """
    (set-info :id "Y1")
    (set-info :title "A title")
    (set-info :clauses "\(clauses)")
    (set-info :implementations "reference")
    (set-info :domain "everywhere")
    (set-info :witness "Y1.json")
    \(assertion)
    """
  }

  /// Loads one clause and, perhaps, one finding with the vocabulary of the repository.
  private static func load(_ clause: String, finding: String? = nil) throws -> Specification {
    let findings = try finding.map { [try Finding(text: $0, file: "y.smt2")] } ?? []
    return try Specification(
      vocabulary: loadVocabulary(), clauses: [Clause(text: clause, file: "x.smt2")], findings: findings)
  }

  /// The error of a load.
  static func error(_ load: () throws -> Specification) -> SpecificationError? {
    do {
      _ = try load()
      return nil
    } catch {
      return error as? SpecificationError
    }
  }

  private static let cases = [
    Case("an open parenthesis", clause("(assert (= n w0)"), line: 7, "a ) is missing"),
    Case("a parenthesis too many", clause("(assert (= n w0)))"), line: 7, "expected a command"),
    Case(
      "an open string", clause("(assert (= n w0))", header: "(set-info :prose \"text)"), line: 6,
      "never closed"),
    Case("text between commands", clause("assert (= n w0)"), line: 7, "expected a command"),
    Case("an unknown function", clause("(assert\n  (foo n w0))"), line: 8, "foo"),
    Case("an undeclared symbol", clause("(assert (= nn w0))"), line: 7, "nn"),
    Case(
      "a symbol declared by the clause", clause("(declare-fun nn () W)\n(assert (= nn w0))"), line: 7,
      "declare-fun is not allowed"),
    Case(
      "a missing key", clause("(assert (= n w0))").replacing("(set-info :source \"statement\")", with: ""),
      line: 1,
      ":source"),
    Case("an empty key", clause("(assert (= n w0))").replacing("A title", with: ""), line: 1, ":title"),
    Case("an unknown key", clause("(assert (= n w0))", header: "(set-info :sauce \"x\")"), line: 6, ":sauce"),
    Case(
      "a key said twice", clause("(assert (= n w0))", header: "(set-info :id \"X2\")"), line: 6, "said twice"),
    Case(
      "an unknown profile", clause("(assert (= n w0))").replacing("contract", with: "pact"), line: 3, "pact"),
    Case(
      "an unknown unit", clause("(assert (= n w0))").replacing("\"vmalloc\"", with: "\"kfree\""), line: 4,
      "kfree"),
    Case(
      "an unknown status", clause("(assert (= n w0))", header: "(set-info :status \"guess\")"), line: 6,
      ":status"),
    Case("two assertions", clause("(assert (= n w0))\n(assert (= n w1))"), line: 8, "found 2"),
    Case("no assertion", clause("; nothing"), line: 0, "found 0"),
    Case("an unknown command", clause("(assert (= n w0))\n(check-sat)"), line: 8, "check-sat is not allowed"),
    Case("the wrong sort", clause("(assert (= gfp n))"), line: 7, "Sorts"),
    Case("a number as a promise", clause("(assert n)"), line: 7, "Bool"),
    Case(
      "a nested quantifier",
      clause(
        "(assert (forall ((j W)) (=> (w< j n)\n  (forall ((k W)) (=> (w< k n) (= (frameAt j) (frameAt k)))))))"
      ),
      line: 7, "a quantifier is allowed"),
    Case(
      "a quantifier under or", clause("(assert (or (= n w0) (forall ((j W)) (=> (w< j n) (= j w0)))))"),
      line: 7,
      "a quantifier is allowed"),
    Case("an unbounded quantifier", clause("(assert (forall ((j W)) (= (frameAt j) w0)))"), line: 7, "bound"),
    Case(
      "a bound the wrong way round", clause("(assert (forall ((j W)) (=> (w< n j) (= (frameAt j) w0))))"),
      line: 7,
      "bound"),
    Case(
      "a bound that depends on its variable",
      clause("(assert (forall ((j W)) (=> (w< j (frameAt j)) (= (frameAt j) w0))))"), line: 7, "bound"),
    Case(
      "two variables", clause("(assert (forall ((j W) (k W)) (=> (w< j n) (= j k))))"), line: 7,
      "one variable"),
    Case("there is", clause("(assert (exists ((j W)) (and (w< j n) (= j w0))))"), line: 7, "one variable"),
    Case("an operator outside of the fragment", clause("(assert (= (bvshl n w1) w0))"), line: 7, "bvshl"),
  ]

  @Test("a clause")
  func clauses() {
    for example in MalformedClauseTests.cases {
      let error = MalformedClauseTests.error { try MalformedClauseTests.load(example.text) }
      let found: Comment = "\(example.name): \(error?.description ?? "no error")"
      #expect(error?.file == "x.smt2", found)
      #expect(error?.line == example.line, found)
      #expect(error?.message.contains(example.message) == true, found)
    }
    let good = MalformedClauseTests.clause("(assert (= n w0))")
    #expect(MalformedClauseTests.error { try MalformedClauseTests.load(good) } == nil)
  }

  @Test("a finding")
  func finding() {
    let good = MalformedClauseTests.clause("(assert (= n w0))")
    func error(_ clauses: String, _ assertion: String) -> SpecificationError? {
      MalformedClauseTests.error {
        try MalformedClauseTests.load(
          good, finding: MalformedClauseTests.finding(clauses: clauses, assertion))
      }
    }
    #expect(error("X1", "(assert (= n w0))") == nil)
    let stranger = error("X1 X2", "(assert (= n w0))")
    #expect(stranger?.file == "y.smt2" && stranger?.line == 3 && stranger?.message.contains("X2") == true)
    let none = error("", "(assert (= n w0))")
    #expect(none?.file == "y.smt2" && none?.message.contains(":clauses") == true)
    let unknown = error("X1", "(assert (= nn w0))")
    #expect(unknown?.file == "y.smt2" && unknown?.line == 7 && unknown?.message.contains("nn") == true)
  }

  @Test("two clauses of one id")
  func duplicate() throws {
    let text = MalformedClauseTests.clause("(assert (= n w0))")
    let error = MalformedClauseTests.error {
      try Specification(
        vocabulary: loadVocabulary(),
        clauses: [Clause(text: text, file: "x.smt2"), Clause(text: text, file: "z.smt2")], findings: [])
    }
    #expect(error?.file == "z.smt2" && error?.message.contains("x.smt2") == true)
  }
}
