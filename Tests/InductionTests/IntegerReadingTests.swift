import Induction
import Proofs
import Specification
import SymbolicExecution
import Testing

/// Words read as integers.
@Suite struct IntegerReadingTests {
  private typealias Word = SymbolicWord<UInt8>

  private let a = Word(input: "a", value: 0)
  private let b = Word(input: "b", value: 0)

  /// Words of each operation, some of them of several.
  private var words: [Word] {
    let (c, d) = (Word(constant: 200), Word(constant: 3))
    return [
      a, a &+ b, a &- b, b &- a &- c, a &+ c &+ d, a &* d, a &* Word(constant: 255) &+ b, a.shiftedLeft(3),
      (a &+ b).shiftedRight(2), a & Word(constant: 7), (a &+ c) & Word(constant: 0xf0), a.lesser(b &+ c),
      (a &- Word(constant: 1)).narrowed(to: 4),
      (a.shiftedLeft(4) &+ Word(constant: 16)) & ~Word(constant: 15),
    ]
  }

  @Test("The number is the word's value, for all values of the inputs")
  func values() throws {
    for word in words {
      var reading = IntegerReading()
      let number = reading.number(word.term)
      for first in 0..<256 {
        for second in stride(from: 0, to: 256, by: 5) {
          let inputs = ["a": UInt64(first), "b": UInt64(second)]
          let value = try #require(evaluate(number, inputs))
          #expect(value == Int(word.term.value(for: inputs)), "\(word.term), \(number.text), \(inputs)")
        }
      }
    }
  }

  @Test(
    "A difference of which it is known that it is not negative is read without a remainder, and is the word's value"
  )
  func difference() throws {
    let word = a &- b
    var plain = IntegerReading()
    var reading = IntegerReading()
    reading.assume(b.term, isAtMost: a.term)
    #expect(plain.number(word.term).text.contains("mod"))
    let number = reading.number(word.term)
    #expect(!number.text.contains("mod"))
    // The other way round nothing was said.
    #expect(reading.number((b &- a).term).text.contains("mod"))
    for first in 0..<256 {
      for second in stride(from: 0, through: first, by: 3) {
        let inputs = ["a": UInt64(first), "b": UInt64(second)]
        #expect(evaluate(number, inputs) == Int(word.term.value(for: inputs)), "\(inputs)")
      }
    }
  }

  @Test("Of what is not read only the range is known")
  func opaque() {
    var reading = IntegerReading()
    #expect(reading.number((a | b).term).text == "opaque.1")
    #expect(reading.number((a & b).term).text == "opaque.2")
    #expect(reading.number((a | b).term).text == "opaque.1")
    #expect(reading.constants["opaque.1"] == 0...255)
  }

  /// The value of a form, nil if it has a symbol that is none.
  private func evaluate(_ form: Form, _ inputs: [String: UInt64]) -> Int? {
    switch form {
    case .symbol(let name): return Int(name) ?? inputs[name].map(Int.init)
    case .string: return nil
    case .list(let parts):
      guard case .symbol(let head)? = parts.first else { return nil }
      if head == "ite" {
        guard case .list(let condition) = parts[1], let x = evaluate(condition[1], inputs),
          let y = evaluate(condition[2], inputs)
        else { return nil }
        return evaluate(x < y ? parts[2] : parts[3], inputs)
      }
      let values = parts.dropFirst().compactMap { evaluate($0, inputs) }
      guard values.count == parts.count - 1 else { return nil }
      switch (head, values.count) {
      case ("+", 2): return values[0] + values[1]
      case ("-", 1): return -values[0]
      case ("-", 2): return values[0] - values[1]
      case ("*", 2): return values[0] * values[1]
      case ("mod", 2): return ((values[0] % values[1]) + values[1]) % values[1]
      case ("div", 2): return Int((Double(values[0]) / Double(values[1])).rounded(.down))
      default: return nil
      }
    }
  }
}
