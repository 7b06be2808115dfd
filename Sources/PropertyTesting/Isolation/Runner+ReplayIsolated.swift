extension Runner {
  /// Builds the value of a blob and checks the property on it in a worker process, as `replay` does in this one: what
  /// ends or hangs the worker is the error.
  ///
  /// - Parameters:
  ///   - blob: the choices.
  ///   - timeout: how long it may take.
  ///   - generate: makes a value from choices.
  ///   - property: throws if the value fails.
  /// - Returns: the text of the value if it fails, else an empty one, and the error.
  /// - Throws: `Discard` if the choices make no value for this generator and property; and what `checkIsolated` throws.
  public func replayIsolated<Value>(
    _ blob: ReplayBlob, timeout: Duration = .seconds(10),
    generate: (inout ChoiceSource) throws -> Value,
    property: (Value, inout RunNotes) throws -> Void
  ) throws -> Replayed<String> {
    let outcome = try replayer(blob).checkIsolated(timeout: timeout, generate: generate, property: property)
    return try Replayed(blob, outcome)
  }

  /// Runs the history of a blob in a worker process, as `replay` does in this one: see
  /// `replayIsolated(_:timeout:generate:property:)`.
  ///
  /// - Parameters:
  ///   - blob: the choices.
  ///   - timeout: how long it may take.
  ///   - steps: the most steps of a history, as when the blob was made.
  ///   - start: makes a machine in its initial state.
  /// - Throws: `Discard` if the choices make no history; and what `checkIsolated` throws.
  @inlinable
  public func replayIsolated<Machine: StateMachine>(
    _ blob: ReplayBlob, timeout: Duration = .seconds(10), steps: Int = 50,
    start: (inout ChoiceSource) throws -> Machine
  ) throws -> Replayed<String> {
    try Replayed(blob, try replayer(blob).checkIsolated(timeout: timeout, steps: steps, start: start))
  }

  /// A runner that makes the run of a blob, and no other.
  @usableFromInline
  func replayer(_ blob: ReplayBlob) -> Runner {
    var runner = Runner(
      seed: seed, runs: 0, choiceLimit: choiceLimit, shrinker: Shrinker(budget: 0, choiceLimit: choiceLimit))
    runner.saved = [blob]
    runner.explainBudget = 0
    return runner
  }
}

extension Runner.Replayed where Value == String {
  /// What a campaign of one run says of it.
  @usableFromInline
  init(_ blob: ReplayBlob, _ outcome: CheckOutcome<String>) throws {
    if let failure = outcome.failure {
      self.init(
        value: failure.value, error: failure.error,
        difference: Runner.Difference(blob.sequence, failure.first))
      return
    }
    if outcome.tally.passed == 0 { throw Discard() }
    self.init(value: "", error: nil, difference: nil)
  }
}
