import Machine
import SymbolicExecution
import Testing

/// Values by words that depend on inputs.
@Suite struct WordMapPathTests {
  typealias Word = SymbolicWord<UInt8>

  @Test(
    "Which word it is becomes a part of the path, but for those that are made alike, and numbers among numbers"
  )
  func paths() throws {
    let exploration = try PathExplorer().explore { recorder in
      let a: Word = recorder.input("a", otherwise: 0)
      var map = WordMap<Word, Int>()
      map[Word(constant: 1)] = 1
      map[Word(constant: 2)] = 2
      // Numbers: no question.
      #expect(map[Word(constant: 3)] == nil && map[Word(constant: 2)] == 2)
      // Is it 1, 2, or another one?
      let found = map[a]
      #expect(found == (a.value == 1 ? 1 : a.value == 2 ? 2 : nil))
      // Made alike.
      if found == nil {
        map.add(3, for: a &+ Word.one)
        #expect(map[Word.one &+ a] == 3)
      }
    }
    #expect(exploration.isComplete && exploration.paths.count == 3)
  }

  @Test("What excluded a comparison once excludes it on every path")
  func cores() throws {
    // The comparisons of b have to do with a, so that each path's question is another one; that a is large is enough to say
    // that it is not small.
    let exploration = try PathExplorer().explore { recorder in
      let a: Word = recorder.input("a", otherwise: 0)
      let b: Word = recorder.input("b", otherwise: 0)
      guard a &* a > Word(constant: 100) else { return }
      for bit in 0..<4 { _ = (a &+ b).shiftedRight(bit) & .one == .zero }
      _ = a == Word(constant: 3)
    }
    // Inside of the guard: 16 ways for the sum, each of which would ask for a small a: 16 questions beside another 16.
    #expect(exploration.isComplete && exploration.paths.count == 17)
    #expect(exploration.queries < 25 && exploration.recalled >= 8)
  }
}
