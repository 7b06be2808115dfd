import Foundation
import Proofs
import Testing

/// What solvers make of obligations.
@Suite struct ProofRunTests {
  private func prove(
    _ text: String, twin: String? = nil, other: OtherSolver? = nil
  ) throws -> ProofResult {
    let copy = try ProofsCopy()
    let item = ProofRun.Item(
      obligation: try copy.write(text, to: "one.smt2"),
      twin: try twin.map { try copy.write($0, to: "twin.smt2") })
    let results = try ProofRun(items: [item], prover: Prover(), other: other).results()
    return try #require(results.first)
  }

  private func twin(_ text: String) -> String { text.replacing(":status unsat", with: ":status sat") }

  @Test("Every obligation is proved, and needs its goal and all its hypotheses")
  func everything() throws {
    let folder = try ProofFolder(path: ProofsCopy.original, specification: ProofsCopy.specification)
    let items = try folder.presentFiles("obligations").map { file in
      let twin = folder.path + "/negative/" + file.dropFirst("obligations/".count)
      return ProofRun.Item(
        obligation: folder.path + "/" + file, twin: FileManager.default.fileExists(atPath: twin) ? twin : nil)
    }
    #expect(items.count >= 600)
    #expect(items.count { $0.twin == nil } < 10)
    let results = try ProofRun(items: items, prover: Prover(), other: nil).results()
    #expect(results.filter { $0.verdict != .proved }.map(\.id).isEmpty)
    #expect(results.filter { !$0.unused.isEmpty }.map(\.id).isEmpty)
  }

  @Test("An obligation that holds, its twin having a model")
  func proved() throws {
    let broken = twin(small).replacing("(assert (! (< x 2) :named less-than-two))\n", with: "")
    #expect(try prove(small, twin: broken).verdict == .proved)
  }

  @Test("A claim that does not hold is refuted")
  func refuted() throws {
    let result = try prove(small.replacing("(< x 2)", with: "(< x 3)"))
    #expect(result.verdict?.description.hasPrefix("refuted (Z3 answers") == true)
  }

  @Test("Hypotheses that contradict each other prove nothing")
  func vacuous() throws {
    for text in [
      small.replacing("(< x 2)", with: "(< x 0)"),
      small.replacing("(= x 1)", with: "(< x 5)").replacing("(< x 2)", with: "(< x 1)"),
    ] {
      guard case .vacuous? = try prove(text).verdict else {
        Issue.record("not vacuous: \(text)")
        return
      }
    }
  }

  @Test("A twin without a model shows that it broke nothing")
  func twinHolds() throws {
    guard case .vacuous(let reason)? = try prove(small, twin: twin(small)).verdict else {
      Issue.record("the twin was not looked at")
      return
    }
    #expect(reason.contains("twin.smt2 is to have a model"))
  }

  @Test("A hypothesis that the proof does without is told")
  func unused() throws {
    let more = small.replacing(
      "(assert (! (< 0 x)", with: "(assert (! (< x 9) :named less-than-nine))\n(assert (! (< 0 x)")
    #expect(try prove(more).unused == ["less-than-nine"])
  }

  @Test("Over its budget a proof is unknown")
  func overBudget() throws {
    // Ten numbers below nine, no two equal: hard by counting.
    let names = (0..<10).map { "x\($0)" }
    let hard = """
      (set-info :id "pigeons")
      (set-info :status unsat)
      (set-logic QF_LIA)
      \(names.map { "(declare-fun \($0) () Int)" }.joined(separator: "\n"))
      \(names.map { "(assert (! (and (<= 0 \($0)) (< \($0) 9)) :named b\($0)))" }.joined(separator: "\n"))
      (assert (! (distinct \(names.joined(separator: " "))) :named goal))
      (check-sat)
      """
    for prover in [Prover(limit: 20_000), budgeted] {
      let copy = try ProofsCopy()
      let item = ProofRun.Item(obligation: try copy.write(hard, to: "one.smt2"), twin: nil)
      let results = try ProofRun(items: [item], prover: prover, other: nil).results()
      #expect(results.first?.verdict?.description.hasPrefix("unknown (Z3") == true)
    }
  }

  /// A prover whose ledger says that the pigeons are little work.
  private var budgeted: Prover {
    var prover = Prover()
    prover.ledger.note(["pigeons": 1], solver: Prover.version)
    return prover
  }

  @Test("A variant has other names and another order, and the same answer; a wrong answer is told")
  func stability() throws {
    let copy = try ProofsCopy()
    let holds = ProofsCopy.original + "/obligations/page-store/stored.smt2"
    let fails = try copy.write(small.replacing("(< x 2)", with: "(< x 3)"), to: "fails.smt2")
    let outcomes = try StabilityRun(files: [holds, fails], variants: 3, other: nil).perform { _, _ in }
    #expect(outcomes.map(\.flips.count) == [0, 4])
    #expect(outcomes[0].least > 0 && outcomes[0].least <= outcomes[0].most)
  }

  @Test("A ledger is read as it was written; what is none is refused")
  func ledger() throws {
    let copy = try ProofsCopy()
    var ledger = Ledger()
    ledger.note(["a/b": 500_000, "c/d": 10], solver: "1.2.3")
    let file = try copy.write(ledger.text, to: "ledger.json")
    #expect(try Ledger(file: file) == ledger)
    #expect(ledger.budget("a/b", solver: "1.2.3") == 5_000_000)
    #expect(ledger.budget("c/d", solver: "1.2.3") == 1_000_000)
    #expect(ledger.budget("a/b", solver: "1.2.4") == nil)
    try copy.write("{ \"steps\": 3 }", to: "ledger.json")
    #expect { try Ledger(file: file) } throws: { "\($0)".contains("is no ledger") }
  }

  @Test("What is no obligation is refused or an error, with the place")
  func malformed() throws {
    #expect { try prove(small.replacing("(check-sat)", with: "")) } throws: {
      "\($0)".contains("expected one (check-sat), found 0")
    }
    #expect { try prove(small.replacing(":named goal", with: ":named aim")) } throws: {
      "\($0)".contains("expected an assertion named goal")
    }
    #expect { try prove(small.replacing("unsat", with: "perhaps")) } throws: {
      "\($0)".contains("expected (set-info :status unsat)")
    }
    #expect { try prove(small.replacing("(check-sat)", with: "(push 1) (check-sat)")) } throws: {
      "\($0)".contains("push is not what stands here")
    }
    for (old, new, place) in [
      ("(declare-fun x () Int)\n", "", "one.smt2:3:"), ("(not (= x 1))", "(not (= x true))", "one.smt2:6:"),
      ("(< 0 x)", "(< 0 free)", "one.smt2:4:"),
    ] {
      guard case .error(let reason)? = try prove(small.replacing(old, with: new)).verdict else {
        Issue.record("\(new) is no error")
        return
      }
      #expect(reason.contains(place))
    }
  }

  @Test("A second solver that is missing, is killed, gives up or talks nonsense is never a proof")
  func otherSolver() throws {
    let copy = try ProofsCopy()
    #expect(OtherSolver(named: "cvc5", in: [copy.path]) == nil)
    let version =
      "if [ \"$1\" = --version ]; then echo This is cvc5 version 9.9.9; exit 0; fi\n"
    let cases: [(script: String, expected: String)] = [
      ("echo unsat", "proved"), ("echo sat", "refuted (cvc5, of"), ("echo unknown", "unknown (cvc5, of"),
      ("echo maybe", "error (cvc5 ended with 0 and said: maybe"),
      ("kill -9 $$", "error (cvc5 was killed by signal 9"),
      ("echo unsat; exit 3", "error (cvc5 ended with 3 and said: unsat"),
      ("", "error (cvc5 ended with 0 and said: nothing"),
    ]
    for (script, expected) in cases {
      try copy.writeProgram("cvc5", version + script)
      let other = try #require(OtherSolver(named: "cvc5", in: [copy.path]))
      #expect(other.version == "9.9.9")
      let result = try prove(small, other: other)
      let verdict = try #require(result.otherVerdict)
      #expect(verdict.description.hasPrefix(expected), "\(script): \(verdict)")
      #expect((result.worst == .proved) == (expected == "proved"))
    }
    // Z3 was not asked: its verdict is not made up.
    try copy.writeProgram("cvc5", version + "echo unsat")
    let item = ProofRun.Item(obligation: try copy.write(small, to: "one.smt2"), twin: nil)
    let alone = try ProofRun(items: [item], prover: nil, other: OtherSolver(named: "cvc5", in: [copy.path]))
      .results()
    #expect(alone.map(\.verdict) == [nil])
    #expect(alone.map(\.worst) == [.proved])
    let nobody = try ProofRun(items: [item], prover: nil, other: nil).results()
    #expect(nobody.map(\.worst) == [.unknown("no solver was asked")])
    try copy.writeProgram("cvc5", "echo something else")
    #expect(OtherSolver(named: "cvc5", in: [copy.path]) == nil)
  }

  @Test("What was proved is not proved again, unless it has changed, somebody else is asked, or it is wanted")
  func recalled() throws {
    let copy = try ProofsCopy()
    let file = copy.path + "/proved.json"
    let item = ProofRun.Item(
      obligation: try copy.write(small, to: "one.smt2"),
      twin: try copy.write(
        twin(small).replacing("(assert (! (< x 2) :named less-than-two))\n", with: ""), to: "twin.smt2"))
    func prove(again: Bool = false, other: OtherSolver? = nil) throws -> ProofResult {
      var run = ProofRun(items: [item], prover: Prover(), other: other)
      run.cache = try ProofCache(file: file)
      run.asksAgain = again
      let result = try #require(try run.perform { _, _ in }.first)
      try #require(run.cache).data.write(to: URL(fileURLWithPath: file))
      return result
    }
    #expect(try prove().isRecalled == false)
    let recalled = try prove()
    #expect(recalled.isRecalled && recalled.worst == .proved && recalled.steps != nil)
    #expect(try prove(again: true).isRecalled == false)
    // Another solver has not said anything yet.
    try copy.writeProgram("cvc5", "[ $1 = --version ] && echo This is cvc5 version 9.9.9 || echo sat")
    let other = try #require(OtherSolver(named: "cvc5", in: [copy.path]))
    let refuted = try prove(other: other)
    #expect(!refuted.isRecalled && refuted.worst != .proved)
    // What is refuted is not kept.
    #expect(try prove(other: other).isRecalled == false)
    #expect(try prove().isRecalled == false)
    #expect(try prove().isRecalled)
    // A twin without a model spoils it.
    try copy.write(twin(small), to: "twin.smt2")
    #expect(try prove().worst.description.hasPrefix("vacuous"))
    try copy.write("{}", to: "proved.json")
    #expect(throws: (any Error).self) { try ProofCache(file: file) }
  }
}

extension ProofRun {
  /// What comes of it, nothing being kept.
  fileprivate func results() throws -> [ProofResult] {
    var run = self
    return try run.perform { _, _ in }
  }
}
