extension Runner {
  /// Checks a property as `check(generate:property:)` does, with the same outcome, but in worker processes: a value that
  /// makes the program trap, crash, exit or hang is a failure like any other, and is made as small as possible.
  ///
  /// The workers are copies of this process, made at that moment, and what they do stays in them: variables outside the
  /// property do not change. Only the calling thread goes on in a copy, so the generator and the property must not wait
  /// for other threads, queues or tasks. What they print to standard output is lost unless it is flushed; what they write
  /// to standard error is shown with the run that it ends. One worker makes many runs.
  ///
  /// A run has failed if it ends or hangs a worker twice: among others, and alone. Ends that do not happen again are
  /// counted, see `CheckTally.lostWorkers`.
  ///
  /// - Parameters:
  ///   - timeout: how long a run may take.
  ///   - generate: makes a value from choices; depends on nothing else.
  ///   - property: throws if the value fails; depends on nothing but the value. It may say what the run is like.
  /// - Returns: the outcome, in which a text stands for the value. The error of a failure is `Trapped`, `Hung`, `Exited`
  ///   or `FailedInWorker`.
  /// - Throws: `FailedInWorker` with the text of an error of the generator that is not a `Discard`; `UnreliableWorkers`;
  ///   an error if no worker can be made.
  public func checkIsolated<Value>(
    timeout: Duration = .seconds(10), generate: (inout ChoiceSource) throws -> Value,
    property: (Value, inout RunNotes) throws -> Void
  ) throws -> CheckOutcome<String> {
    var failing: Value?
    return try isolatedOutcome(
      timeout: timeout, { try Self.attempt(&$0, generate, property, &failing) },
      probe: { _ = try generate(&$0) }, describe: { failing.map { String(describing: $0) } ?? "" })
  }

  /// Runs histories as `check(steps:start:)` does, with the same outcome, but in worker processes: a step that makes the
  /// program trap, crash, exit or hang is a failure like any other. See `checkIsolated(timeout:generate:property:)`.
  ///
  /// - Parameters:
  ///   - timeout: how long a history may take.
  ///   - steps: the most steps of a history.
  ///   - start: makes a machine in its initial state, which may be drawn.
  /// - Returns: the outcome, in which a text stands for the history.
  /// - Throws: `FailedInWorker` with the text of an error of `start` that is not a `Discard`; `UnreliableWorkers`; an
  ///   error if no worker can be made.
  @inlinable
  public func checkIsolated<Machine: StateMachine>(
    timeout: Duration = .seconds(10), steps: Int = 50, start: (inout ChoiceSource) throws -> Machine
  ) throws -> CheckOutcome<String> {
    var runner = HistoryRunner<Machine>(maximum: steps)
    var failing: History<Machine.Command>?
    return try isolatedOutcome(
      timeout: timeout,
      { try runner.run(&$0, start, &failing) }, probe: { _ in throw DrawnAsItRuns() },
      describe: { failing.map { String(describing: $0) } ?? "" })
  }

  /// Conducts a campaign in worker processes, and makes its first failure smaller.
  ///
  /// - Parameters:
  ///   - timeout: how long a run may take.
  ///   - body: draws and judges a value.
  ///   - probe: only draws one; throws if that cannot be done apart.
  ///   - describe: the text of the value that failed last.
  @usableFromInline
  func isolatedOutcome(
    timeout: Duration, _ body: Campaign.Body, probe: (inout ChoiceSource) throws -> Void,
    describe: () -> String
  ) throws -> CheckOutcome<String> {
    try withoutActuallyEscaping(body) { body in
      try withoutActuallyEscaping(describe) { describe in
        let isolator = try Isolator(
          choiceLimit: choiceLimit, timeout: timeout, body: body, describe: describe)
        return try outcome(
          { try isolator.judge(&$0) },
          shape: { try isolator.shape(self, probe) },
          crew: isolator, value: { isolator.takeText() })
      }
    }
  }
}
