import Machine
import SymbolicExecution
import Synchronization
import Testing

/// The paths of small functions, beside those that all inputs take.
@Suite struct PathExplorerTests {
  private typealias Word = SymbolicWord<UInt8>

  /// A function of two words, for what it compares.
  private struct Program: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var run: @Sendable (Word, Word) -> Void
  }

  private static let programs = [
    Program(testDescription: "no comparison") { a, b in _ = a &+ b },
    Program(testDescription: "three comparisons, one of them dead") { a, b in
      if a < b { if b &- a == Word(constant: 3) { _ = b < a } }
    },
    Program(testDescription: "a loop") { a, b in
      var index = Word.zero
      while index < a & Word(constant: 15) {
        if index == b { return }
        index = index &+ .one
      }
    },
    Program(testDescription: "masks, products, shifts") { a, b in
      let rounded = (a &+ Word(constant: 15)) & ~Word(constant: 15)
      if rounded == .zero { return }
      if rounded.shiftedRight(4) &* b > Word(constant: 64) {
        _ = (a | b).narrowed(to: 3) == Word(constant: 5)
      }
      _ = b.shiftedLeft(3) >= a
    },
  ]

  private static func record(_ program: Program, _ a: UInt8, _ b: UInt8) -> [Branch] {
    let recorder = PathRecorder()
    recorder.recording { program.run(Word(input: "a", value: a), Word(input: "b", value: b)) }
    return recorder.branches
  }

  private static func explore(_ program: Program, by explorer: PathExplorer) throws
    -> PathExplorer.Exploration
  {
    try explorer.explore { recorder in
      program.run(recorder.input("a", otherwise: 0), recorder.input("b", otherwise: 0))
    }
  }

  @Test("The paths found are those that all inputs take, each once", arguments: programs)
  private func everyPath(_ program: Program) throws {
    var taken: Set<[Branch]> = []
    for a in UInt8.min...UInt8.max {
      for b in UInt8.min...UInt8.max { taken.insert(Self.record(program, a, b)) }
    }
    let exploration = try Self.explore(program, by: PathExplorer())
    #expect(exploration.isComplete)
    #expect(exploration.paths.count == taken.count)
    #expect(Set(exploration.paths.map(\.branches)) == taken)
    for path in exploration.paths {
      #expect(path.branches.allSatisfy { $0.isTrue(for: path.inputs) })
    }
  }

  @Test(
    "What is not explored is told: too many comparisons, too many paths, a solver that gives up, a value given up"
  )
  func bounds() throws {
    var few = PathExplorer()
    few.mostBranches = 5
    let cut = try Self.explore(Self.programs[2], by: few)
    #expect(!cut.isComplete && cut.paths.contains(where: \.isCut) && cut.paths.contains { !$0.isCut })
    var narrow = PathExplorer()
    narrow.mostPaths = 3
    let left = try Self.explore(Self.programs[2], by: narrow)
    #expect(!left.isComplete && left.paths.count == 3 && left.left > 0)
    var lazy = PathExplorer()
    lazy.limit = 1
    let undecided = try Self.explore(Self.programs[3], by: lazy)
    #expect(!undecided.isComplete && !undecided.undecided.isEmpty)
    let given = try PathExplorer().explore { recorder in
      let word: SymbolicWord<UInt16> = recorder.input("a", otherwise: 0)
      _ = word.concretize("an index")
    }
    #expect(!given.isComplete && given.paths.count == 1 && given.queries == 0)
  }

  @Test("What is assumed of inputs is not explored, but is found where a run starts outside of it")
  func assumptions() throws {
    let exploration = try PathExplorer().explore { recorder in
      let (a, b): (Word, Word) = (recorder.input("a", otherwise: 9), recorder.input("b", otherwise: 0))
      guard recorder.assume("a is small", { a < Word(constant: 4) }) else { return }
      guard recorder.assume("b is not below a", { a <= b }) else { return }
      _ = a == b
    }
    #expect(exploration.isComplete && exploration.outside > 0 && exploration.paths.count == 2)
    for path in exploration.paths {
      let (a, b) = (path.inputs["a"] ?? 9, path.inputs["b"] ?? 0)
      #expect(a < 4 && a <= b)
    }
  }

  @Test("A number of which few are possible is each of them, and one that is known is no question")
  func numbers() throws {
    let numbers = Mutex<[UInt64]>([])
    let exploration = try PathExplorer().explore { recorder in
      let a: SymbolicWord<UInt64> = recorder.input("a", in: 100...200, otherwise: 100)
      guard a < SymbolicWord(constant: 104) else { return }
      let number = (a &+ .one).concretize("an index")
      #expect(a.concretize("an index") == number - 1)
      numbers.withLock { $0.append(number) }
    }
    #expect(exploration.isComplete && exploration.paths.count == 5)
    #expect(numbers.withLock { $0.sorted() } == [101, 102, 103, 104])
  }

  @Test("A run that is cut outside of what is assumed leaves paths to be found, and that is told")
  func cutOutside() throws {
    let exploration = try PathExplorer().explore { recorder in
      let a: SymbolicWord<UInt16> = recorder.input("a", otherwise: 9)
      _ = a.concretize("an index")
      _ = recorder.assume("a is small") { a < SymbolicWord(constant: 4) }
    }
    #expect(exploration.paths.isEmpty && exploration.outside == 1 && !exploration.isComplete)
  }

  @Test("An input in a range has a value in it, and comparisons with others are decided")
  func ranges() throws {
    let exploration = try PathExplorer().explore(from: ["a": 200]) { recorder in
      let a: Word = recorder.input("a", in: 10...20, otherwise: 12)
      #expect((10...20).contains(a.value))
      _ = a < Word(constant: 5)
      _ = a < Word(constant: 15)
    }
    #expect(exploration.isComplete && exploration.paths.count == 2)
  }

  @Test(
    "A run that depends on something else diverges, and that is told; so is one that is not followed further")
  func divergence() throws {
    let runs = Atomic<UInt64>(0)
    let diverging = try PathExplorer().explore { recorder in
      let number = runs.add(1, ordering: .relaxed).newValue
      let a: Word = recorder.input("a", otherwise: 0)
      _ = a < Word(constant: number)
      _ = a < Word(constant: 9)
    }
    #expect(!diverging.isComplete && !diverging.diverged.isEmpty)
    let cut = try PathExplorer().explore { recorder in
      let a: Word = recorder.input("a", otherwise: 0)
      if a < Word(constant: 9) { recorder.cut("enough") }
    }
    #expect(!cut.isComplete && cut.paths.count == 2 && cut.paths.count(where: \.isCut) == 1)
  }
}
