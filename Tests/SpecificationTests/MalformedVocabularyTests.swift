import Foundation
import Specification
import Testing

@Suite("Malformed vocabularies")
struct MalformedVocabularyTests {
  /// The error of a vocabulary.
  private func error(inVocabulary text: String) throws -> SpecificationError? {
    let prelude = try specification("prelude-bv.smt2")
    do {
      _ = try Vocabulary(prelude: prelude, vocabulary: text, file: "v.smt2")
      return nil
    } catch {
      return error
    }
  }

  @Test("a vocabulary")
  func vocabulary() throws {
    let text = try specification("vocabulary.smt2")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func line(of declaration: String) -> Int { (lines.firstIndex { $0.contains(declaration) } ?? -1) + 1 }
    #expect(try error(inVocabulary: text) == nil)

    let missing = try error(inVocabulary: text.replacing("(declare-fun obtained () W)", with: ""))
    #expect(missing?.line == line(of: "(declare-fun countWrites"))
    #expect(missing?.message.contains("obtained") == true)

    let lastMissing = try error(inVocabulary: text.replacing("(declare-fun tablesAfter () W)", with: ""))
    #expect(lastMissing?.message == "tablesAfter is not declared")

    let more = "(declare-fun obtained () W)\n(declare-fun more () W)"
    let extra = try error(inVocabulary: text.replacing("(declare-fun obtained () W)", with: more))
    #expect(extra?.line == line(of: "(declare-fun obtained") + 1)
    #expect(extra?.message.contains("more") == true)

    let lastExtra = try error(inVocabulary: text + "\n(declare-fun more () W)\n")
    #expect(lastExtra?.line == lines.count + 1)
    #expect(lastExtra?.message.contains("more") == true)

    let fact = try error(inVocabulary: text.replacing(":needs \"flags\"", with: ":needs \"flogs\""))
    #expect(fact?.line == line(of: "(declare-fun vpagesFlag"))
    #expect(fact?.message.contains("flogs") == true)

    let unquoted = try error(inVocabulary: text.replacing(":needs \"flags\"", with: ":needs flags"))
    #expect(unquoted?.line == line(of: ":needs \"flags\""))

    #expect(try error(inVocabulary: text + "(define-fun open () W")?.message.contains(") is missing") == true)
  }

  @Test("a vocabulary that the solver refuses is the clause's error, and says so")
  func refusedVocabulary() throws {
    let text = try specification("vocabulary.smt2").replacing(
      "(declare-fun size () W)", with: "(declare-fun size () V)")
    let vocabulary = try Vocabulary(
      prelude: specification("prelude-bv.smt2"), vocabulary: text, file: "v.smt2")
    let error = MalformedClauseTests.error {
      let clause = try Clause(text: MalformedClauseTests.clause("(assert (= n w0))"), file: "x.smt2")
      return try Specification(vocabulary: vocabulary, clauses: [clause], findings: [])
    }
    #expect(error?.message.contains("in the vocabulary") == true, "\(error?.description ?? "no error")")
  }

  @Test("a folder that is none")
  func folder() {
    let missing = root.appendingPathComponent("Tests/SpecificationTests").path
    let error = MalformedClauseTests.error { try Specification(folder: missing) }
    #expect(error?.file.hasSuffix("prelude-bv.smt2") == true)
  }
}
