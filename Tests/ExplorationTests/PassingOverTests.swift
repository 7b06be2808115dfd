import Exploration
import Machine
import ReferenceVmalloc
import SymbolicExecution
import Testing

/// Walks that unmap, over entries none of which is in use.
@Suite struct PassingOverTests {
  private typealias Word = SymbolicWord<UInt64>
  private typealias Symbolic = SymbolicMachine<UInt64>

  /// A record of one number.
  private struct Record: AreaRecord {
    var number = Word.zero
    var words: [Word] { [number] }
    var allFlags: [SymbolicWord<UInt32>] { [] }
  }

  /// What a walk does at each page, beside going on by one.
  private enum Deed: String, CaseIterable {
    case nothing, flushes, skipsOne, counts, makesTable
  }

  private static func explore(_ deed: Deed, used: UInt64 = 100, pages: ClosedRange<UInt64> = 1...20) throws
    -> PathExplorer.Exploration
  {
    let geometry = Geometry.x86_64
    return try PathExplorer().explore { recorder in
      var machine = Symbolic(geometry, recorder: recorder, mostPages: 64)
      machine.begin()
      // There are tables.
      let isPlanted = machine.plantTranslation(
        at: Word(constant: geometry.windowStart + used * geometry.pageSize))
      #expect(isPlanted)
      machine.refuse(.one, mostPages: 64)
      let length: Word = recorder.input("pages", in: pages, otherwise: pages.lowerBound)
      var address = Word(constant: geometry.windowStart)
      let end = address &+ length &* Word(constant: geometry.pageSize)
      var record = Record()
      var head = LoopHead(.unmappingWalk(level: 0))
      do throws(Halt) {
        while true {
          try machine.cut(&head, address: &address, to: end, record: record)
          guard address != end else { break }
          switch deed {
          case .nothing: break
          case .flushes: try machine.flush(from: address, to: end)
          case .skipsOne: address = address &+ Word(constant: geometry.pageSize)
          case .counts: record.number = record.number &+ .one
          case .makesTable:
            _ = try machine.makeTable(
              below: machine.rootTable, level: 3, at: address, gfp: SymbolicWord(constant: GFP.kernel))
          }
          address = address &+ Word(constant: geometry.pageSize)
        }
      } catch {}
    }
  }

  @Test("A walk that does nothing is one path, however many pages there are")
  func passedOver() throws {
    let exploration = try Self.explore(.nothing)
    #expect(exploration.isComplete && exploration.paths.count == 1)
  }

  @Test("A walk that does something is not passed over", arguments: Deed.allCases.filter { $0 != .nothing })
  private func noticed(_ deed: Deed) throws {
    let exploration = try Self.explore(deed)
    let cut = exploration.paths.filter { $0.cuts == ["a walk does something where nothing is mapped"] }
    #expect(!cut.isEmpty && cut.allSatisfy { !$0.isAtBound } && !exploration.isComplete)
  }

  @Test("What is not known to end before an entry that is in use is walked page by page")
  func notBeyond() throws {
    let exploration = try Self.explore(.nothing, used: 4, pages: 1...6)
    #expect(exploration.isComplete && exploration.paths.count == 6)
    // Up to it.
    let before = try Self.explore(.nothing, used: 4, pages: 1...4)
    #expect(before.isComplete && before.paths.count == 1)
  }

  private static func scenario(_ pages: Int) -> ExploredScenario {
    ExploredScenario(from: .holes, open: [.size], pages: pages, refusals: .one)
  }

  private static func paths(_ pages: Int) throws -> [PathExplorer.Path] {
    let scenario = Self.scenario(pages)
    let exploration = try PathExplorer().explore { recorder in
      let _: SymbolicLog<UInt64> = scenario.explored(.reference(SeedSteps.self), recorder)
    }
    #expect(exploration.diverged == [] && exploration.undecided == [])
    return exploration.paths
  }

  @Test("Among page tables of others there are as many more paths for each page more")
  func linear() throws {
    let counts = try [4, 8, 12, 16].map { try Self.paths($0).count }
    #expect(counts[1] - counts[0] == counts[2] - counts[1])
    #expect(counts[2] - counts[1] == counts[3] - counts[2])
  }

  @Test("All sizes that go a path do the same on the concrete machine")
  func sizesOfAPath() throws {
    let scenario = Self.scenario(6)
    func kinds(_ inputs: [String: UInt64]) -> [EventKind] {
      var moments: [Int] = []
      return scenario.replayed(.reference(SeedSteps.self), on: UInt64.self, inputs).expanded(
        adjusting: &moments
      ).events.map(\.kind)
    }
    var compared = 0
    for path in try Self.paths(6)
    where !path.isCut && path.inputs.keys.contains(where: { $0.hasPrefix("passed") }) {
      let own = kinds(path.inputs)
      for pages in UInt64(1)...6 {
        var inputs = path.inputs
        for name in inputs.keys where name.hasPrefix("passed") { inputs[name] = 0 }
        inputs["size"] = pages * Geometry.x86_64.pageSize
        guard path.branches.allSatisfy({ $0.isTrue(for: inputs) }) else { continue }
        #expect(kinds(inputs) == own)
        compared += 1
      }
    }
    #expect(compared > 20)
  }
}
