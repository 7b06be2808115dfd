import Dispatch
import Synchronization

/// Makes the runs of a round on several processors.
@usableFromInline
struct Workers: Crew, Sendable {
  /// How many work at the same time.
  let processors: Int
  let leastRuns = 2
  let mostRuns = Int.max
  /// Makes a body for one of them.
  let makeBody: @Sendable () -> Campaign.Body

  @usableFromInline
  init(processors: Int, makeBody: @escaping @Sendable () -> Campaign.Body) {
    self.processors = processors
    self.makeBody = makeBody
  }

  func results(of plans: [RunPlan], choiceLimit: Int) throws -> [RunResult] {
    let next = Atomic<Int>(0)
    let first = Atomic<Int>(plans.count)
    let results = Mutex<[Int: Result<RunResult, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: max(1, min(processors, plans.count))) { _ in
      let body = makeBody()
      var source = ChoiceSource(replaying: [], choiceLimit: choiceLimit)
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        // Runs behind a failure do not count; those before it still have to be made.
        guard index < plans.count, index < first.load(ordering: .relaxed) else { return }
        plans[index].begin(&source)
        let result = Result {
          let ending = try body(&source)
          var isOver = false
          if case .failed = ending { isOver = true }
          let recording = isOver || !source.notes.scores.isEmpty ? source.recording : Recording()
          return RunResult(
            ending: ending, notes: source.notes, steps: source.recording.steps.count, recording: recording)
        }
        let ends =
          switch result {
          case .success(let result): result.ending.trial == .failed
          case .failure: true
          }
        if ends { first.min(index, ordering: .relaxed) }
        results.withLock { $0[index] = result }
      }
    }
    let last = first.load(ordering: .relaxed)
    return try results.withLock { results in
      try (0...last).compactMap { try results[$0]?.get() }
    }
  }
}
