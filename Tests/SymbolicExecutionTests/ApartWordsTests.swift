import Machine
import SymbolicExecution
import Testing

/// Words that differ by what they are: frames that are given, each once.
@Suite struct ApartWordsTests {
  private typealias Word = SymbolicWord<UInt8>

  private func path(_ run: (PathRecorder) -> Void) -> [Branch] {
    let recorder = PathRecorder()
    recorder.recording { run(recorder) }
    return recorder.branches
  }

  @Test("Words that are apart differ without a comparison, those of a block among them; others are compared")
  func comparisons() {
    let none = path { recorder in
      let (one, other): (Word, Word) = (
        recorder.input("one", in: 1...9, otherwise: 1, apart: 1),
        recorder.input("other", in: 1...9, otherwise: 2, apart: 1)
      )
      let number: Word = recorder.input("block", in: 3...9, otherwise: 3, apart: 4)
      let block = number &* Word(constant: 4)
      #expect(one.isApart && block.isApart && (block &+ Word(constant: 3)).isApart && !number.isApart)
      #expect(one != other && one != block &+ Word(constant: 3) && block != block &+ .one && one == one)
      var map = WordMap<Word, Int>()
      map.add(1, for: one)
      map.add(2, for: block)
      #expect(map[other] == nil && map[block] == 2 && map[block &+ .one] == nil)
    }
    #expect(none.isEmpty)
    let some = path { recorder in
      let (one, other): (Word, Word) = (
        recorder.input("one", in: 1...9, otherwise: 1, apart: 1),
        recorder.input("other", in: 1...9, otherwise: 2)
      )
      let number: Word = recorder.input("block", in: 3...9, otherwise: 3, apart: 4)
      // Beyond the block, a multiple by another number, a sum: those may be anything.
      let beyond = number &* Word(constant: 4) &+ Word(constant: 4)
      #expect(!beyond.isApart && !(number &* Word(constant: 2)).isApart && !(one &+ .one).isApart)
      #expect(one != other)
    }
    #expect(some.count == 1)
  }

  @Test("A word that is apart is so in more bits, however it got them")
  func extended() {
    let none = path { recorder in
      let one: Word = recorder.input("one", in: 1...9, otherwise: 1, apart: 1)
      let wide = SymbolicWord<UInt64>(widening: one)
      let twice = SymbolicWord<UInt64>(widening: SymbolicWord<UInt32>(widening: one))
      #expect(wide.isApart && wide == twice)
    }
    #expect(none.isEmpty)
  }

  @Test("Once a frame was given back, a new one may be the same: that is compared")
  func mayBeGivenAgain() throws {
    let recorder = PathRecorder()
    try recorder.recording { () throws(Halt) in
      var machine = SymbolicMachine<UInt64>(.x86_64, recorder: recorder, mostPages: 8)
      let gfp = SymbolicWord<UInt32>(constant: GFP.kernel)
      let first = try machine.allocatePage(gfp: gfp, node: .allOnes)
      let second = try machine.allocatePage(gfp: gfp, node: .allOnes)
      _ = first == second
      try machine.putPage(first)
      let before = recorder.branches.count
      _ = try machine.allocatePage(gfp: gfp, node: .allOnes) == first
      #expect(recorder.branches.count == before + 1)
    }
  }

  @Test("What was given back is given again where inputs say so, as what it was; else it is something new")
  func givenAgain() throws {
    func frames(_ inputs: [String: UInt64]) throws -> (words: [SymbolicWord<UInt64>], comparisons: Int) {
      let recorder = PathRecorder(inputs: inputs)
      let words = try recorder.recording { () throws(Halt) -> [SymbolicWord<UInt64>] in
        var machine = SymbolicMachine<UInt64>(.x86_64, recorder: recorder, mostPages: 8)
        machine.follow(refused: [1])
        let gfp = SymbolicWord<UInt32>(constant: GFP.kernel)
        let first = try machine.allocatePage(gfp: gfp, node: .allOnes)
        let refused = try machine.allocatePage(gfp: gfp, node: .allOnes)
        try machine.putPage(first)
        return [first, refused, try machine.allocatePage(gfp: gfp, node: .allOnes)]
      }
      return (words, recorder.branches.count)
    }
    let again = try frames(["frame.1": 7, "frame.3": 7])
    #expect(again.words[0].term == again.words[2].term && again.words[1].number == 0)
    let fresh = try frames(["frame.1": 7, "frame.3": 8])
    #expect(fresh.words[0].term != fresh.words[2].term && fresh.comparisons == again.comparisons)
    // Nothing says so: then it is none that was given.
    let open = try frames(["frame.1": 1])
    #expect(open.words[2].value == 2)
  }
}
