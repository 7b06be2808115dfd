import Machine
import Properties
import Specification

/// A run, judged: what it broke, and what it reached.
struct RunJudgement {
  var violations: [Judge.Violation] = []
  var coverage = Coverage()
  var calls = 0

  /// What a run is judged for.
  enum Purpose {
    /// All that there is to say of it.
    case everything
    /// Whether it breaks a clause where no finding explains it. Nothing is judged that comes after the first such
    /// violation, observations have only what the clauses need, and coverage is not noted.
    case firstViolation
  }

  /// Judges a run call by call as it is replayed to an observer, and the history at its end.
  ///
  /// `inspect` sees every observation that was judged.
  init(
    _ record: RunRecord, on shape: Geometry, by judge: inout Judge, for purpose: Purpose = .everything,
    inspect: (Observer.Completed) throws -> Void
  ) rethrows {
    let isComplete = purpose == .everything
    var observer = Observer(geometry: shape, columns: isComplete ? .all : judge.columns)
    var tablesBefore: UInt64?
    for (index, event) in record.log.events.enumerated() {
      if index == record.repeatedAt { tablesBefore = observer.tableCount }
      observer.observe(event, calls: record.log.calls)
      if isComplete { coverage.note(event) }
      guard event.kind == .ret || event.kind == .trap else { continue }
      for completed in observer.takeCompleted() {
        violations += judge.judge(completed)
        if isComplete { coverage.note(completed) }
        try inspect(completed)
        calls += 1
        observer.recycle(completed.observation)
      }
      if !isComplete, violations.contains(where: { $0.finding == nil }) { return }
    }
    if record.halt == nil, !record.isCut {
      let history = Observer.Completed(
        unit: .history, call: Event.noCall, observation: observer.history(tablesBefore: tablesBefore))
      violations += judge.judge(history)
      try inspect(history)
    }
  }
}
