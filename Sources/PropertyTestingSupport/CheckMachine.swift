public import PropertyTesting
public import Testing

/// Runs histories of a state machine in a test, and makes the first that fails as small as possible.
///
///     @Test func queue() async throws {
///       try await checkMachine { QueueMachine() }
///     }
///
/// A history fails where a step, an invariant or the end throws an error other than `Discard`, or records an issue. The
/// rest is as for `checkProperty`.
///
/// - Parameters:
///   - options: how many histories, which seed, where failures are kept.
///   - steps: the most steps of a history.
///   - function: names the histories where no test is running.
///   - sourceLocation: where a failure is reported.
///   - start: makes a machine in its initial state.
/// - Throws: an error of `start` that is not a `Discard`; `CancellationError` if the task is cancelled.
public nonisolated(nonsending) func checkMachine<Machine: StateMachine>(
  with options: CheckOptions = CheckOptions(), steps: Int = 50,
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  start: @escaping () throws -> Machine
) async throws {
  try await checkMachine(
    with: options, steps: steps, function: function, sourceLocation: sourceLocation,
    start: { _ in try start() })
}

/// Runs histories of a state machine whose initial state is drawn: see `checkMachine` with a start that draws nothing.
///
/// - Parameters:
///   - options: how many histories, which seed, where failures are kept.
///   - steps: the most steps of a history.
///   - function: names the histories where no test is running.
///   - sourceLocation: where a failure is reported.
///   - start: draws a machine in its initial state.
/// - Throws: an error of `start` that is not a `Discard`; `CancellationError` if the task is cancelled.
public nonisolated(nonsending) func checkMachine<Machine: StateMachine>(
  with options: CheckOptions = CheckOptions(), steps: Int = 50,
  function: String = #function, sourceLocation: SourceLocation = #_sourceLocation,
  start: @escaping (inout ChoiceSource) throws -> Machine
) async throws {
  let watch = IssueWatch()
  let begin = { (source: inout ChoiceSource) throws in
    try Task.checkCancellation()
    watch.reset()
    return WatchedMachine(machine: try start(&source), watch: watch)
  }
  let check = Check(options, watch, function, sourceLocation, Machine.self)
  if let timeout = options.timeout {
    try await check.perform(
      check: { try $0.checkIsolated(timeout: timeout, steps: steps, start: begin) },
      replay: { try $0.replayIsolated($1, timeout: timeout, steps: steps, start: begin) },
      aloud: { try $0.replay($1, steps: steps, start: begin).error != nil })
  } else {
    try await check.perform(
      check: { try $0.check(steps: steps, start: begin) },
      replay: { try $0.replay($1, steps: steps, start: begin) })
  }
}
