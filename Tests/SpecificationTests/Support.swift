import Exploration
import Foundation
import KernelTrace
import Machine
import Properties
import PropertyTesting
import Specification

/// The root of the package.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The text of a file of the specification.
func specification(_ file: String) throws -> String {
  try String(contentsOf: root.appendingPathComponent("Specs/\(file)"), encoding: .utf8)
}

/// The vocabulary of the repository.
func loadVocabulary() throws -> Vocabulary {
  try Vocabulary(
    prelude: specification("prelude-bv.smt2"), vocabulary: specification("vocabulary.smt2"),
    file: "vocabulary.smt2")
}

/// The clauses of the repository, without the findings.
func loadClauses() throws -> Specification {
  let names = try FileManager.default.contentsOfDirectory(
    atPath: root.appendingPathComponent("Specs/clauses").path)
  let clauses = try names.filter { $0.hasSuffix(".smt2") }.sorted().map {
    try Clause(text: specification("clauses/\($0)"), file: $0)
  }
  return try Specification(vocabulary: loadVocabulary(), clauses: clauses, findings: [])
}

/// A recording of the fixtures.
func recording(_ name: String) throws -> KernelTrace.Recording {
  let file = "Tests/KernelTraceTests/Fixtures/\(name)"
  return try KernelTrace.Recording.load(path: root.appendingPathComponent(file).path)
}

/// Random workloads, the same every time.
func workloads(_ seeds: Range<Int>) -> [(seed: Int, workload: Workload)] {
  seeds.map { seed in
    var source = ChoiceSource(seed: Seed(rawValue: 0x5EED).run(seed))
    return (seed, Workload.generate(&source))
  }
}

/// The two derivations of observations, side by side.
struct Derivations {
  var geometry: Geometry
  var vocabulary: Vocabulary
  /// The most calls of a log that are compared.
  var sample = 40

  /// What was compared.
  struct Comparison {
    var calls = 0
    var differences: [Difference] = []

    /// The differences, located.
    func differences(at place: String) -> [Difference] {
      differences.map { Difference(place: "\(place), \($0.place)", unit: $0.unit, text: $0.text) }
    }
  }

  /// A symbol on which they differ.
  struct Difference: CustomStringConvertible {
    var place: String
    var unit: String
    var text: String

    /// The unit and the symbol, without argument.
    var kind: String { "\(unit) \(text.prefix { $0.isLetter })" }
    var description: String { "\(place), a \(unit): \(text)" }
  }

  /// Compares the observations of a log's calls, and of the history; `other` is what the naive
  /// derivation is given instead of the log.
  func compare(_ log: EventLog, with other: EventLog? = nil, repeatedAt: Int? = nil) -> Comparison {
    var observer = Observer(geometry: geometry)
    let naive = NaiveObserver(geometry: geometry, log: other ?? log)
    var tablesBefore: UInt64?
    var completed: [Observer.Completed] = []
    for (number, event) in log.events.enumerated() {
      if number == repeatedAt { tablesBefore = observer.tableCount }
      observer.observe(event, calls: log.calls)
      completed += observer.takeCompleted()
    }
    var comparison = Comparison()
    let stride = max(1, completed.count / sample)
    for (number, entry) in completed.enumerated() where number % stride == 0 {
      let seen = log.calls[Int(entry.call)].seen
      let differences = entry.observation.differences(
        from: naive.observation(of: entry.call), in: symbols(shownBy: seen))
      comparison.calls += 1
      comparison.differences += differences.map {
        Difference(place: "call \(entry.call)", unit: entry.unit.rawValue, text: $0)
      }
    }
    comparison.differences += observer.history(tablesBefore: tablesBefore)
      .differences(from: naive.history(tablesBefore: tablesBefore), in: Symbol.allCases)
      .map { Difference(place: "at the end", unit: "history", text: $0) }
    return comparison
  }

  /// The symbols that a source defines.
  private func symbols(shownBy seen: Sight) -> [Symbol] {
    Symbol.allCases.filter { seen.isSuperset(of: vocabulary[$0].needs) }
  }
}

/// Differences by kind: how many, and the first of each.
func summary(_ differences: [Derivations.Difference]) -> String {
  Dictionary(grouping: differences, by: \.kind).sorted { $0.key < $1.key }
    .map { "\($0.value.count) times \($0.value[0])" }.joined(separator: "\n")
}

extension EventLog {
  /// The events of a part of the log, without those of calls that were entered before it.
  func piece(_ numbers: Range<Int>) -> EventLog {
    let part = events[numbers]
    let entered = Set(part.filter { $0.kind == .call }.map(\.call))
    var piece = self
    piece.events = ContiguousArray(part.filter { $0.call == Event.noCall || entered.contains($0.call) })
    return piece
  }
}
