import Foundation
import Machine
import Mutants
import OptimizedVmalloc
import Properties
import ReferenceVmalloc
import Specification
import Testing
import Vmalloc

@Suite("Observations of what some clauses need")
struct ColumnsTests {
  /// What a judge of some clauses says of a run, observed with some columns only.
  private func violations(
    _ record: RunRecord, _ shape: Geometry, _ judge: Judge, _ columns: Columns
  ) -> [Judge.Violation] {
    var judge = judge
    var observer = Observer(geometry: shape, columns: columns)
    var tablesBefore: UInt64?
    var violations: [Judge.Violation] = []
    for (number, event) in record.log.events.enumerated() {
      if number == record.repeatedAt { tablesBefore = observer.tableCount }
      observer.observe(event, calls: record.log.calls)
      for completed in observer.takeCompleted() { violations += judge.judge(completed) }
    }
    let history = observer.history(tablesBefore: tablesBefore)
    return violations
      + judge.judge(Observer.Completed(unit: .history, call: Event.noCall, observation: history))
  }

  /// Runs of every mutant, short ones.
  private func runs() -> [(record: RunRecord, shape: Geometry)] {
    func run<Steps: ReferenceSteps>(reference: Steps.Type, _ workload: Workload) -> RunRecord {
      ReferenceFamily<Steps>.run(workload)
    }
    func run<Steps: OptimizedSteps>(optimized: Steps.Type, _ workload: Workload) -> RunRecord {
      OptimizedFamily<Steps>.run(workload)
    }
    return Mutant.all.enumerated().flatMap { number, mutant in
      workloads(number * 4..<number * 4 + 4).compactMap { _, workload in
        guard let shape = workload.shape else { return nil }
        let record =
          switch mutant.steps {
          case .reference(let steps): run(reference: steps, workload)
          case .optimized(let steps): run(optimized: steps, workload)
          }
        return record.log.events.count < 2000 ? (record, shape) : nil
      }
    }
  }

  @Test("a clause is judged the same by its own columns as by all, and without them it is not")
  func ownColumns() throws {
    // With the findings, whose regions need columns as well.
    let specification = try Specification(folder: root.appendingPathComponent("Specs").path)
    var broken: Set<Int> = []
    var missed: Set<Int> = []
    var excused = 0
    let runs = runs()
    #expect(runs.count > 200)
    func judge(of clauses: Set<Int>?) -> Judge {
      Judge(specification, profiles: Set(Profile.allCases), implementation: "reference", only: clauses)
    }
    let everything = judge(of: nil)
    for (record, shape) in runs {
      let seen = Dictionary(grouping: violations(record, shape, everything, .all), by: \.clause)
      for clause in specification.clauses.indices {
        let judge = judge(of: [clause])
        #expect(violations(record, shape, judge, judge.columns) == seen[clause] ?? [])
        guard let violations = seen[clause] else { continue }
        excused += violations.count { $0.finding != nil }
        broken.insert(clause)
        if self.violations(record, shape, judge, []) != violations { missed.insert(clause) }
      }
    }
    #expect(missed.count > 20)
    #expect(broken.count > 40)
    #expect(excused > 20)
  }
}
