import Machine
import PropertyTesting
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
    Operation(testDescription: "lesser", concrete: { min($0, $1) }, symbolic: { $0.lesser($1) }),
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

  @Test("Comparisons answer as words do, and are noted once, unless they are known")
  func comparisons() throws {
    for a in UInt8.min...UInt8.max {
      for b in UInt8.min...UInt8.max {
        let recorder = PathRecorder()
        let (x, y) = (Word(input: "a", value: a), Word(input: "b", value: b))
        let answers = recorder.recording { [x == y, x != y, x < y, x <= y, x > y, x >= y] }
        guard answers == [a == b, a != b, a < b, a <= b, a > b, a >= b], recorder.branches.count == 3,
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

  @Test("A word given up to the concrete world is noted with the reason, one of few values as a comparison")
  func concretized() {
    let recorder = PathRecorder()
    recorder.recording {
      #expect(SymbolicWord<UInt16>(input: "a", value: 7).concretize("an index") == 7)
      #expect(Word(input: "b", value: 2).concretize("a place") == 2)
      #expect(Word(constant: 7).concretize("an index") == 7)
    }
    #expect(recorder.branches.map(\.relation) == [.isValue, .equal, .equal, .equal])
    #expect(recorder.branches.map(\.reason) == ["an index", nil, nil, nil])
  }

  @Test("What is known of a term is so for all inputs, or a comparison with it would end the run")
  func knowledge() {
    var numbers = SplitMix64(state: 7)
    for _ in 0..<2000 {
      let program = (0..<6).map { _ in (operation: Int(numbers.next() % 9), operand: numbers.next()) }
      let constant = Word(constant: numbers.next() % 256)
      let low = UInt8(numbers.next() % 200)
      let range = UInt64(low)...UInt64(low) + numbers.next() % 56
      for a in UInt8(range.lowerBound)...UInt8(range.upperBound) {
        let recorder = PathRecorder()
        recorder.recording {
          let input = Word(input: "a", value: a, in: range)
          var words = [input, constant]
          for (operation, operand) in program {
            let left = words[Int(operand % UInt64(words.count))]
            let right = words[Int(operand / 8 % UInt64(words.count))]
            let result =
              operation < 6
              ? Self.operations[operation].symbolic(left, right)
              : operation == 6
                ? left.shiftedLeft(Int(operand / 64 % 9))
                : operation == 7
                  ? left.shiftedRight(Int(operand / 64 % 9)) : left.narrowed(to: Int(operand / 64 % 8) + 1)
            words.append(result)
            #expect(result.term.value(for: ["a": UInt64(a)]) == UInt64(result.value))
            // A comparison that is known and wrong is a precondition that fails.
            _ = result == right
            _ = result < left
            _ = result < Word(constant: operand / 512)
          }
        }
        #expect(recorder.branches.allSatisfy { $0.isTrue(for: ["a": UInt64(a)]) })
      }
    }
  }

  @Test("Sums are written in one way, and masks that change nothing are left out")
  func normalForms() {
    let recorder = PathRecorder()
    recorder.recording {
      let page = Word(input: "page", value: 3)
      let (address, size) = (page.shiftedLeft(2), Word(input: "size", value: 9))
      let four = Word(constant: 4)
      #expect(address &+ size &- address == size)
      #expect(size &+ four &- .one &- Word(constant: 3) == size)
      #expect(address &+ four != address && address &+ four &+ four != address &+ four)
      #expect((address &+ Word(constant: 7)) & ~Word(constant: 3) == address &+ four)
      #expect(address & Word(constant: 3) == .zero)
      #expect((address &+ Word(constant: 6)) & Word(constant: 3) == Word(constant: 2))
      #expect((size &+ size) &* four == size &* Word(constant: 8))
    }
    #expect(recorder.branches.isEmpty)
  }
}
