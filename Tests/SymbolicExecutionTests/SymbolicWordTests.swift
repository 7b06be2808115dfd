import Machine
import SymbolicExecution
import Testing

/// Symbolic words compute what concrete ones do, and note what they are asked.
@Suite struct SymbolicWordTests {
  private typealias Word = SymbolicWord<UInt8>

  /// An operation on two words.
  private struct Operation: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var concrete: @Sendable (UInt8, UInt8) -> UInt8
    var symbolic: @Sendable (Word, Word) -> Word
  }

  private static let operations = [
    Operation(testDescription: "add", concrete: { $0 &+ $1 }, symbolic: { $0 &+ $1 }),
    Operation(testDescription: "subtract", concrete: { $0 &- $1 }, symbolic: { $0 &- $1 }),
    Operation(testDescription: "multiply", concrete: { $0 &* $1 }, symbolic: { $0 &* $1 }),
    Operation(testDescription: "and", concrete: { $0 & $1 }, symbolic: { $0 & $1 }),
    Operation(testDescription: "or", concrete: { $0 | $1 }, symbolic: { $0 | $1 }),
    Operation(testDescription: "not", concrete: { a, _ in ~a }, symbolic: { a, _ in ~a }),
    Operation(
      testDescription: "shifted left",
      concrete: { $0.shiftedLeft(Int($1 % 10)) }, symbolic: { $0.shiftedLeft(Int($1.value % 10)) }),
    Operation(
      testDescription: "shifted right",
      concrete: { $0.shiftedRight(Int($1 % 10)) }, symbolic: { $0.shiftedRight(Int($1.value % 10)) }),
    Operation(
      testDescription: "narrowed",
      concrete: { $0.narrowed(to: Int($1 % 9) + 1) }, symbolic: { $0.narrowed(to: Int($1.value % 9) + 1) }),
  ]

  @Test("Each operation, on all pairs of words, inputs or constants", arguments: operations)
  private func operation(_ operation: Operation) {
    for a in UInt8.min...UInt8.max {
      for b in UInt8.min...UInt8.max {
        let expected = operation.concrete(a, b)
        let inputs = ["a": UInt64(a), "b": UInt64(b)]
        let pairs = [
          (Word(input: "a", value: a), Word(input: "b", value: b)),
          (Word(input: "a", value: a), Word(constant: UInt64(b))),
          (Word(constant: UInt64(a)), Word(input: "b", value: b)),
          (Word(constant: UInt64(a)), Word(constant: UInt64(b))),
        ]
        for (x, y) in pairs {
          let result = operation.symbolic(x, y)
          guard result.value == expected, result.term.value(for: inputs) == UInt64(expected) else {
            Issue.record("\(operation.testDescription) of \(a), \(b): \(result.value), expected \(expected)")
            return
          }
        }
      }
    }
  }

  @Test("Comparisons answer as words do, and are noted unless they are known")
  func comparisons() throws {
    for a in UInt8.min...UInt8.max {
      for b in UInt8.min...UInt8.max {
        let recorder = PathRecorder()
        let (x, y) = (Word(input: "a", value: a), Word(input: "b", value: b))
        let answers = recorder.recording { [x == y, x != y, x < y, x <= y, x > y, x >= y] }
        guard answers == [a == b, a != b, a < b, a <= b, a > b, a >= b], recorder.branches.count == 6,
          recorder.branches.allSatisfy({ $0.isTrue(for: ["a": UInt64(a), "b": UInt64(b)]) })
        else {
          Issue.record("\(a), \(b): \(answers)")
          return
        }
      }
    }
    let recorder = PathRecorder()
    recorder.recording {
      let (word, three) = (Word(input: "a", value: 3), Word(constant: 3))
      #expect(three < Word(constant: 4) && word == word && !(word < word))
      #expect((word &* .zero) == .zero)
    }
    #expect(recorder.branches.isEmpty)
    #expect(Word(input: "a", value: 3).concretize("test") == 3)
  }

  @Test("A word given up to the concrete world is noted with the reason")
  func concretized() {
    let recorder = PathRecorder()
    recorder.recording {
      #expect(Word(input: "a", value: 7).concretize("an index") == 7)
      #expect(Word(constant: 7).concretize("an index") == 7)
    }
    #expect(recorder.branches.map(\.reason) == ["an index"])
  }
}
