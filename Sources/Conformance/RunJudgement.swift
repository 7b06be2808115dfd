import Machine
import Properties
import Specification

/// A run, judged: what it broke, and what it reached.
struct RunJudgement {
  var violations: [Judge.Violation] = []
  var coverage = Coverage()
  var calls = 0

  /// Judges a run call by call as it is replayed to an observer, and the history at its end.
  ///
  /// `inspect` sees every observation that was judged. With `stopsAtFirst`, nothing is judged that comes after the first
  /// violation that no finding explains.
  init(
    _ record: RunRecord, on shape: Geometry, by judge: inout Judge, stopsAtFirst: Bool = false,
    inspect: (Observer.Completed) throws -> Void
  ) rethrows {
    var observer = Observer(geometry: shape)
    var tablesBefore: UInt64?
    for (index, event) in record.log.events.enumerated() {
      if index == record.repeatedAt { tablesBefore = observer.tableCount }
      observer.observe(event, calls: record.log.calls)
      coverage.note(event)
      guard event.kind == .ret || event.kind == .trap else { continue }
      for completed in observer.takeCompleted() {
        violations += judge.judge(completed)
        coverage.note(completed)
        try inspect(completed)
        calls += 1
        observer.recycle(completed.observation)
      }
      if stopsAtFirst, violations.contains(where: { $0.finding == nil }) { return }
    }
    if record.halt == nil, !record.isCut {
      let history = Observer.Completed(
        unit: .history, call: Event.noCall, observation: observer.history(tablesBefore: tablesBefore))
      violations += judge.judge(history)
      try inspect(history)
    }
  }
}
