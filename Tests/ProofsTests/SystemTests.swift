import Foundation
import Proofs
import Testing

/// The system, and what is made of it.
@Suite struct SystemTests {
  @Test("The committed obligations are what the system says")
  func obligationsAreCommitted() throws {
    let folder = try ProofFolder(path: ProofsCopy.original, specification: ProofsCopy.specification)
    #expect(try folder.differences().isEmpty)
    #expect(folder.system.obligations.count >= 600)
  }

  @Test("An obligation altered by hand, missing or left over is told")
  func differencesAreTold() throws {
    let copy = try ProofsCopy(withObligations: true)
    // An instance made stronger than the invariant that it is of.
    try copy.replace(
      "(assert (! (mapped v) :named |mapped v|))",
      with: "(assert (! (= (select xlate v) 0) :named |mapped v|))",
      in: "obligations/lemma/free-and-mapped.smt2")
    try FileManager.default.removeItem(atPath: copy.path + "/negative/lemma/ledger.smt2")
    try copy.write(small, to: "obligations/lemma/another.smt2")
    let differences = try ProofFolder(path: copy.path, specification: ProofsCopy.specification).differences()
    #expect(
      differences.sorted() == [
        "negative/lemma/ledger.smt2 is missing",
        "obligations/lemma/another.smt2 is of no obligation",
        "obligations/lemma/free-and-mapped.smt2 is not what the system says",
      ])
  }

  /// Each takes a part of the system away or turns it around; some invariant or lemma is lost.
  @Test("What the proofs rest on cannot be left out")
  func systemIsNeeded() throws {
    let mutations: [(file: String, old: String, new: String, breaks: String)] = [
      ("steps/page-got.smt2", "(= (select owner page.next) FREE)", "true", "page-got/stored"),
      ("steps/page-store.smt2", "(store count cur (+ i 1))", "(store count cur i)", "page-store/bounds"),
      ("steps/put-page.smt2", "(+ putCount 1)", "putCount", "put-page/bounds"),
      ("steps/put-page.smt2", "FREE)", "OTHER)", "put-page/taken"),
      ("steps/purge-flush.smt2", "(< v high)", "(< v low)", "purge-flush/purged"),
      ("steps/retire.smt2", "(<= (select span cur) i)", "(<= (- (select span cur) 1) i)", "retire/mapped"),
      ("steps/map-page.smt2", "(store xlate (+ (select base cur) i)", "(store xlate i", "map-page/mapped"),
      ("steps/frame-taken.smt2", "(= (select owner f) FREE)", "true", "frame-taken/stored"),
      ("contract.smt2", "(- within 1)", "within", "contract-released/chain-ends"),
    ]
    for mutation in mutations {
      let copy = try ProofsCopy()
      try copy.replace(mutation.old, with: mutation.new, in: "system/" + mutation.file)
      var regeneration = Regeneration(
        folder: try ProofFolder(path: copy.path, specification: ProofsCopy.specification),
        only: [mutation.breaks])
      // For some, no other facts help either.
      regeneration.searches = mutation.breaks == "put-page/taken"
      let outcome = try regeneration.perform { _, _ in }
      #expect(outcome.unproved == [mutation.breaks], "\(mutation.file): \(outcome.unproved)")
    }
  }

  @Test("Malformed files are refused with their line")
  func malformed() throws {
    let cases: [(file: String, text: String, message: String)] = [
      (
        "state.smt2", "(declare-fun owner ((f Int)) Int)", "state.smt2:1: declare-fun is not what stands here"
      ),
      ("steps/return.smt2", "(assert (= pc ENDED))", "steps/return.smt2:1: assert is not what stands here"),
      (
        "steps/return.smt2", "(set-info :changes \"pc nobody\")",
        "steps/return.smt2:1: nobody is no field of the state"
      ),
      (
        "steps/return.smt2", "(set-info :calls \"vmalloc vanished\")",
        "the contract says nothing of a call that vanished"
      ),
      (
        "steps/return.smt2", "(assert (! true :named a))\n(assert (! true :named a))",
        "return.smt2:2: the name a is taken"
      ),
      (
        "steps/return.smt2", "(assert (! true :named stored))",
        "return.smt2:1: stored is the name of a definition already"
      ),
      (
        "steps/return.smt2", "(assert (! (forall ((f Bool)) true) :named a))",
        "expected variables of sort Int"
      ),
      ("steps/return.smt2", "(assert (! true :named a)", "return.smt2:1: the text ends within a command"),
      ("lemmas/ledger.smt2", "(assert (! true :named a))", "expected an assertion named goal"),
      ("invariants.smt2", "(set-info :titel \"a\")", "invariants.smt2:1: unknown key :titel"),
    ]
    for malformed in cases {
      let copy = try ProofsCopy()
      try copy.write(malformed.text, to: "system/" + malformed.file)
      #expect {
        try ProofFolder(path: copy.path, specification: ProofsCopy.specification)
      } throws: { error in
        "\(error)".contains(malformed.message)
      }
    }
    #expect { try ProofFolder(path: "/nowhere", specification: ProofsCopy.specification) } throws: {
      "\($0)".contains("--proofs")
    }
  }
}
