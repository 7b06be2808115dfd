import Machine
import SymbolicExecution
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

  private static func explorer() -> PathExplorer {
    PathExplorer(inputs: [.init("a", bits: 8), .init("b", bits: 8)])
  }

  private static func explore(_ program: Program, by explorer: PathExplorer) throws
    -> PathExplorer.Exploration
  {
    try explorer.explore { inputs in
      program.run(
        Word(input: "a", value: UInt8(inputs["a"] ?? 0)), Word(input: "b", value: UInt8(inputs["b"] ?? 0)))
    }
  }

  @Test("The paths found are those that all inputs take, each once", arguments: programs)
  private func everyPath(_ program: Program) throws {
    var taken: Set<[Branch]> = []
    for a in UInt8.min...UInt8.max {
      for b in UInt8.min...UInt8.max { taken.insert(Self.record(program, a, b)) }
    }
    let exploration = try Self.explore(program, by: Self.explorer())
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
    var few = Self.explorer()
    few.mostBranches = 5
    let cut = try Self.explore(Self.programs[2], by: few)
    #expect(!cut.isComplete && cut.paths.contains(where: \.isCut) && cut.paths.contains { !$0.isCut })
    var narrow = Self.explorer()
    narrow.mostPaths = 3
    let left = try Self.explore(Self.programs[2], by: narrow)
    #expect(!left.isComplete && left.paths.count == 3 && left.left > 0)
    var lazy = Self.explorer()
    lazy.limit = 1
    let undecided = try Self.explore(Self.programs[3], by: lazy)
    #expect(!undecided.isComplete && !undecided.undecided.isEmpty)
    let given = try Self.explorer().explore { inputs in
      _ = Word(input: "a", value: UInt8(inputs["a"] ?? 0)).concretize("an index")
    }
    #expect(!given.isComplete && given.paths.count == 1 && given.queries == 0)
  }
}
