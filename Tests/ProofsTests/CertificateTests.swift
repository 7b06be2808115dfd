import Foundation
import Proofs
import Testing

/// Obligations as clauses, and the checker of their refutations.
@Suite struct CertificateTests {
  /// An obligation about two words of four bits that are given, whose result is claimed.
  private func clauses(_ term: String, _ x: Int, _ y: Int, is result: String) throws -> CNF {
    try CNF.clauses(
      of: """
        (declare-fun x () (_ BitVec 4))
        (declare-fun y () (_ BitVec 4))
        (define-fun same ((a (_ BitVec 4)) (b (_ BitVec 4))) Bool (= a b))
        (assert (! (= x (_ bv\(x) 4)) :named x-given))
        (assert (! (same y #x\(String(y, radix: 16))) :named y-given))
        (assert (! (not (= \(term) \(result))) :named goal))
        """)
  }

  /// Whether clauses are refuted by unit propagation alone, as they are if everything in them is given.
  private func isRefuted(_ cnf: CNF) -> Bool {
    var checker = RUPChecker(cnf)
    return (try? checker.check(proof: "0\n".utf8)) == 1
  }

  @Test(
    "Words as clauses compute what words do",
    arguments: [
      "bvadd", "bvsub", "bvmul", "bvand", "bvor", "bvxor", "bvshl", "bvlshr", "bvashr", "bvnot", "bvneg",
      "ite",
      "extract", "sign_extend", "concat",
    ])
  func words(_ operation: String) throws {
    for x in 0..<16 {
      for y in 0..<16 {
        let signed = x < 8 ? x : x - 16
        let (term, value): (String, Int) =
          switch operation {
          case "bvadd": ("(bvadd x y)", x + y)
          case "bvsub": ("(bvsub x y)", x - y)
          case "bvmul": ("(bvmul x y)", x * y)
          case "bvand": ("(bvand x y)", x & y)
          case "bvor": ("(bvor x y)", x | y)
          case "bvxor": ("(bvxor x y)", x ^ y)
          case "bvshl": ("(bvshl x y)", y < 4 ? x << y : 0)
          case "bvlshr": ("(bvlshr x y)", y < 4 ? x >> y : 0)
          case "bvashr": ("(bvashr x y)", y < 4 ? signed >> y : signed >> 3)
          case "bvnot": ("(bvnot x)", ~x)
          case "bvneg": ("(bvneg x)", -x)
          case "ite": ("(ite (= x y) x (bvadd x #x1))", x == y ? x : x + 1)
          case "extract": ("((_ zero_extend 2) ((_ extract 2 1) x))", x >> 1 & 3)
          case "sign_extend": ("((_ sign_extend 2) ((_ extract 1 0) x))", x & 2 == 0 ? x & 3 : x & 3 | 12)
          default: ("((_ extract 5 2) (concat x y))", (x << 4 | y) >> 2)
          }
        #expect(isRefuted(try clauses(term, x, y, is: "(_ bv\(value & 15) 4)")), "\(term) \(x) \(y)")
        #expect(!isRefuted(try clauses(term, x, y, is: "(_ bv\((value + 1) & 15) 4)")), "\(term) \(x) \(y)")
      }
    }
  }

  @Test(
    "Comparisons and connectives, too",
    arguments: ["bvult", "bvule", "bvugt", "bvuge", "=", "distinct", "=>", "xor"])
  func comparisons(_ operation: String) throws {
    for x in 0..<16 {
      for y in 0..<16 {
        let (isOdd, isLarge) = (x % 2 == 1, y > 7)
        let value =
          switch operation {
          case "bvult": x < y
          case "bvule": x <= y
          case "bvugt": x > y
          case "bvuge": x >= y
          case "=": x == y
          case "distinct": x != y
          case "=>": !isOdd || isLarge
          default: isOdd != isLarge
          }
        let term =
          operation.hasPrefix("bv") || operation.count != 2 && operation != "xor"
          ? "(\(operation) x y)" : "(\(operation) (= ((_ extract 0 0) x) #b1) (not (bvule y #x7)))"
        #expect(isRefuted(try clauses(term, x, y, is: "\(value)")), "\(term) \(x) \(y)")
        #expect(!isRefuted(try clauses(term, x, y, is: "\(!value)")), "\(term) \(x) \(y)")
      }
    }
  }

  @Test("What is not about bit-vectors cannot be written as clauses")
  func unsupported() {
    for text in [
      "(declare-fun x () Int)", "(declare-fun x () (_ BitVec 4)) (assert (! (= x #b1) :named goal))",
      "(assert (! (bvult #b1) :named goal))", "(assert (! free :named goal))",
      "(assert (! (let ((x true)) x) :named goal))",
      "(assert (! (= ((_ extract 1 0) #b10 #b1) #b1) :named goal))",
      "(assert (! #b10 :named goal))",
      "(assert (! ((_ extract 4 0) #b1010) :named goal))", "(assert (! (= (_ bv16 4) #xf) :named goal))",
    ] {
      #expect(throws: (any Error).self, "\(text)") { try CNF.clauses(of: text) }
    }
  }

  /// Two variables, each of whose values a clause excludes.
  private static let square = CNF(variables: 2, clauses: [[1, 2], [-1, 2], [1, -2], [-1, -2]])

  @Test("A refutation whose clauses follow one after the other is one")
  func refutation() throws {
    for (proof, count) in [
      ("2 0\n0\n", 2), ("c a comment\n2 1 0\nd 1 2 0\n2 0\nd 2 0\n0\n", 3), ("-1 0\n0\n7 0", 2),
    ] {
      var checker = RUPChecker(Self.square)
      #expect(try checker.check(proof: proof.utf8) == count)
    }
    // Clauses that contradict each other already.
    var checker = RUPChecker(CNF(variables: 1, clauses: [[1], [-1]]))
    #expect(try checker.check(proof: "0\n".utf8) == 1)
  }

  @Test(
    "What does not follow, does not end or is no proof is none",
    arguments: [
      ("0\n", 1, "does not follow"), ("2 0\n", 2, "nothing is refuted"), ("", 1, "nothing is refuted"),
      ("2 0\n0", 3, "does not follow"), ("2\n0\n", 1, "does not end in 0"), ("3 0\n", 1, "no literal"),
      ("nonsense 0\n", 1, "no literal"), ("-2147483648 0\n", 1, "no literal"),
      ("1 2 -0\n0\n", 1, "no literal"), ("+1 0\n", 1, "no literal"),
      ("1 0 2 0\n", 1, "no literal"),
    ])
  func flaws(_ proof: String, _ line: Int, _ reason: String) {
    // The third one is about three clauses only, which have a model.
    var clauses = Self.square
    if line == 3 { clauses.clauses.removeLast() }
    var checker = RUPChecker(clauses)
    do {
      _ = try checker.check(proof: proof.utf8)
      Issue.record("\(proof) is taken for a proof")
    } catch let flaw {
      #expect(flaw.line == min(line, proof.split(separator: "\n", omittingEmptySubsequences: false).count))
      #expect(flaw.reason.contains(reason), "\(flaw)")
    }
  }

  /// An obligation about words, and its twin.
  private let text = """
    (set-info :status unsat)
    (set-logic QF_BV)
    (declare-fun x () (_ BitVec 8))
    (declare-fun y () (_ BitVec 8))
    (declare-fun z () (_ BitVec 8))
    (assert (! (bvult x y) :named first))
    (assert (! (bvult y z) :named second))
    (assert (! (not (bvult x z)) :named goal))
    (check-sat)

    """

  private func certificate(_ solver: SATSolver, _ copy: ProofsCopy, twinIsSame: Bool = false) throws
    -> Certificate?
  {
    let twin = text.replacing("(assert (! (bvult y z) :named second))\n", with: "")
      .replacing("unsat", with: "sat")
    return try Certifier(solver: solver, folder: copy.path + "/certificates").certify(
      ObligationFile(text: text, file: "one.smt2"),
      twin: ObligationFile(text: twinIsSame ? text : twin, file: "twin.smt2"))
  }

  @Test(
    "A solver of clauses that is missing, is killed, talks nonsense or claims without a proof proves nothing")
  func untrusted() throws {
    let copy = try ProofsCopy()
    #expect(SATSolver(in: [copy.path]) == nil)
    let unsat = "[ -n \"$6\" ] && "
    let cases: [(script: String, expected: String)] = [
      (unsat + "echo s UNSATISFIABLE && exit 20", "error (cadical has written no proof"),
      (unsat + "echo s UNSATISFIABLE && echo 0 > $6 && exit 20", "error (the proof of cadical"),
      (unsat + "echo s UNSATISFIABLE && echo -n 1 > $6 && exit 20", "error (the proof of cadical"),
      ("echo s SATISFIABLE; echo v 1 0; exit 10", "refuted (cadical has a model"),
      ("echo s UNSATISFIABLE; exit 0", "error (cadical ended with 0 and said: s UNSATISFIABLE"),
      ("kill -9 $$", "error (cadical was killed by signal 9"),
      ("exit 0", "error (cadical ended with 0 and said: nothing"),
      ("echo c UNKNOWN; exit 0", "error (cadical ended with 0 and said: c UNKNOWN"),
    ]
    for (script, expected) in cases {
      try copy.writeProgram("cadical", "[ \"$1\" = --version ] && echo fake && exit 0\n" + script)
      let solver = try #require(SATSolver(in: [copy.path]))
      let verdict = try #require(try certificate(solver, copy)).verdict
      #expect(verdict.description.hasPrefix(expected), "\(script): \(verdict)")
    }
    try copy.writeProgram("cadical", "echo This is no version")
    #expect(SATSolver(in: [copy.path]) == nil)
  }

  @Test("An obligation of integers has no certificate; one that is proved is not, if its certificate is none")
  func combined() throws {
    let copy = try ProofsCopy()
    try copy.writeProgram("cadical", "[ \"$1\" = --version ] && echo fake && exit 0\nexit 1")
    let solver = try #require(SATSolver(in: [copy.path]))
    let items = try [small, text].enumerated().map {
      ProofRun.Item(obligation: try copy.write($0.element, to: "\($0.offset).smt2"), twin: nil)
    }
    var run = ProofRun(items: items, prover: Prover(), other: nil)
    run.certifier = Certifier(solver: solver, folder: copy.path + "/certificates")
    let results = try run.perform { _, _ in }
    #expect(results.map(\.verdict) == [.proved, .proved])
    #expect(results[0].certificate == nil && results[0].worst == .proved)
    #expect(results[1].worst.description.hasPrefix("error (cadical ended with 1"))
  }

  @Test("CaDiCaL's proofs are checked, and its models of the twins", .enabled(if: SATSolver() != nil))
  func real() throws {
    let copy = try ProofsCopy()
    let solver = try #require(SATSolver())
    let good = try #require(try certificate(solver, copy))
    #expect(good.verdict == .proved && good.lemmas > 0 && good.clauses > 20)
    // A twin that is not one.
    #expect(try certificate(solver, copy, twinIsSame: true)?.verdict.description.hasPrefix("vacuous") == true)
    // Its proof without a line in the middle is none.
    let proof = try String(contentsOfFile: copy.path + "/certificates/one.smt2.drat", encoding: .utf8)
    let cnf = try CNF.clauses(of: text)
    let lines = proof.split(separator: "\n").map(String.init)
    var broken = 0
    for left in lines.indices {
      var checker = RUPChecker(cnf)
      let rest = lines[..<left] + lines[(left + 1)...]
      if (try? checker.check(proof: rest.joined(separator: "\n").utf8)) == nil { broken += 1 }
    }
    #expect(broken > 0)
    var checker = RUPChecker(cnf)
    #expect(try checker.check(proof: proof.utf8) == good.lemmas)
  }
}

extension CNF {
  /// Those of an obligation that consists of some commands.
  fileprivate static func clauses(of text: String) throws -> CNF {
    let status = text.contains("set-info") ? "" : "(set-info :status sat)\n"
    let question = text.contains("check-sat") ? "" : "\n(check-sat)"
    return try BitBlaster.clauses(of: ObligationFile(text: status + text + question, file: "one.smt2"))
  }
}
