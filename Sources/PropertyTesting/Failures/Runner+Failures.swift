// Campaigns that remember.

extension Runner {
  /// Checks a property as `check(generate:property:)` does; failures of earlier campaigns are tried first, and a new one
  /// is kept.
  ///
  /// - Parameters:
  ///   - name: the name of the property, another one for every property of the store.
  ///   - store: where failures are kept.
  ///   - generate: makes a value from choices.
  ///   - property: throws if the value fails.
  /// - Returns: how the campaign ended, and what became of the failures that were kept before.
  /// - Throws: an error of the generator that is not a `Discard`; `FailureFileError` if failures cannot be read or kept.
  public func check<Value>(
    _ name: String, keepingFailuresIn store: FailureStore,
    generate: (inout ChoiceSource) throws -> Value,
    property: (Value, inout RunNotes) throws -> Void
  ) throws -> (outcome: CheckOutcome<Value>, review: FailureReview) {
    try remembering(
      name, store, replay: { try replay($0, generate: generate, property: property) },
      check: { try $0.check(generate: generate, property: property) })
  }

  /// Runs histories as `check(steps:start:)` does; failures of earlier campaigns are tried first, and a new one is kept.
  ///
  /// - Parameters:
  ///   - name: the name of the property, another one for every property of the store.
  ///   - store: where failures are kept.
  ///   - steps: the most steps of a history.
  ///   - start: makes a machine in its initial state.
  /// - Returns: how the campaign ended, and what became of the failures that were kept before.
  /// - Throws: an error of `start` that is not a `Discard`; `FailureFileError` if failures cannot be read or kept.
  public func check<Machine: StateMachine>(
    _ name: String, keepingFailuresIn store: FailureStore, steps: Int = 50,
    start: (inout ChoiceSource) throws -> Machine
  ) throws -> (outcome: CheckOutcome<History<Machine.Command>>, review: FailureReview) {
    try remembering(
      name, store, replay: { try replay($0, steps: steps, start: start) },
      check: { try $0.check(steps: steps, start: start) })
  }

  private func remembering<Value>(
    _ name: String, _ store: FailureStore, replay: (ReplayBlob) throws -> Replayed<Value>,
    check: (Runner) throws -> CheckOutcome<Value>
  ) throws -> (outcome: CheckOutcome<Value>, review: FailureReview) {
    var review = FailureReview()
    for failure in try store.failures(of: name) {
      review.add(failure, Result { try replay(failure.blob) })
    }
    var runner = self
    runner.saved = review.failing.map(\.blob) + saved
    let outcome = try check(runner)
    try store.remove(review.passing, from: name)
    if let failure = outcome.failure { try store.add(SavedFailure(failure), to: name) }
    return (outcome, review)
  }
}
