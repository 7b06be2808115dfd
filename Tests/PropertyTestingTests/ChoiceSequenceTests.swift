import PropertyTesting
import Testing

@Suite("Shortlex order")
struct ChoiceSequenceTests {
  @Test("shorter first, then by the first difference")
  func examples() {
    let ascending: [ChoiceSequence] = [[], [0], [9], [.max], [0, 0], [0, 1], [1, 0], [0, 0, 0]]
    #expect(ascending == ascending.shuffled().sorted())
  }

  @Test("a total order")
  func total() {
    var source = ChoiceSource(seed: 1)
    let sequences = (0..<60).map { _ in anySequence(&source) }
    for left in sequences {
      for right in sequences {
        #expect([left < right, left == right, right < left].count { $0 } == 1)
        for other in sequences where left < right && right < other {
          #expect(left < other)
        }
      }
    }
  }
}
