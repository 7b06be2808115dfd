// Properties that are asynchronous.

extension Runner {
  /// Checks an asynchronous property as the synchronous `check(generate:property:)` does, with the same outcome.
  ///
  /// Values are made and judged one after the other, in the task that calls this, with its isolation and its task-local
  /// values. The campaign itself has a thread of its own, which is none of those that tasks run on: to hand a value over
  /// takes some microseconds.
  ///
  /// - Parameters:
  ///   - generate: makes a value from choices; depends on nothing else.
  ///   - property: throws if the value fails; depends on nothing but the value. It may say what the run is like.
  /// - Throws: `CancellationError` if the task is cancelled, as soon as the run ends that is under way; an error of the
  ///   generator that is not a `Discard`.
  nonisolated(nonsending) public func check<Value>(
    generate: (inout ChoiceSource) throws -> Value,
    property: nonisolated(nonsending) (Value, inout RunNotes) async throws -> Void
  ) async throws -> CheckOutcome<Value> {
    let handover = Handover()
    let results = Results<Value>()
    handover.begin {
      results.outcome = Result {
        try outcome(
          { try handover.perform(.judge, &$0) }, probe: { _ = try handover.perform(.probe, &$0) },
          workers: nil, value: { results.failing.take() })
      }
    }
    while true {
      let request = await handover.next()
      if case .end = request { break }
      if Task.isCancelled {
        handover.reply(.failure(CancellationError()))
        continue
      }
      do {
        if case .judge = request {
          let ending = try await Self.attempt(&handover.source, generate, property, &results.failing)
          // What a property does that is cancelled says nothing of it.
          handover.reply(Task.isCancelled ? .failure(CancellationError()) : .success(ending))
        } else {
          _ = try generate(&handover.source)
          handover.reply(.success(.passed))
        }
      } catch {
        handover.reply(.failure(error))
      }
    }
    guard let outcome = results.outcome else { preconditionFailure("a campaign that is over has an outcome") }
    return try outcome.get()
  }

  /// Builds the value of a blob and checks an asynchronous property on it, once and without making it smaller.
  ///
  /// - Parameters:
  ///   - blob: the choices.
  ///   - generate: makes a value from choices.
  ///   - property: throws if the value fails.
  /// - Throws: `Discard` if the choices make no value for this generator and property, and any error of the
  ///   generator.
  nonisolated(nonsending) public func replay<Value>(
    _ blob: ReplayBlob, generate: (inout ChoiceSource) throws -> Value,
    property: nonisolated(nonsending) (Value, inout RunNotes) async throws -> Void
  ) async throws -> Replayed<Value> {
    var source = ChoiceSource(replaying: blob.sequence, choiceLimit: choiceLimit)
    let value = try generate(&source)
    try source.checkpoint()
    let difference = Difference(blob.sequence, source.recording)
    do {
      try await property(value, &source.notes)
      return Replayed(value: value, error: nil, difference: difference)
    } catch let discard as Discard {
      throw discard
    } catch {
      return Replayed(value: value, error: error, difference: difference)
    }
  }

  /// What the task and the campaign's thread know in turn: see `Handover` for why that is no race.
  private final class Results<Value>: @unchecked Sendable {
    var failing: Value?
    var outcome: Result<CheckOutcome<Value>, any Error>?
  }

  /// Makes one value and checks the property on it, as the synchronous `attempt` does.
  nonisolated(nonsending) private static func attempt<Value>(
    _ source: inout ChoiceSource, _ generate: (inout ChoiceSource) throws -> Value,
    _ property: nonisolated(nonsending) (Value, inout RunNotes) async throws -> Void,
    _ failing: inout Value?
  ) async throws -> RunEnding {
    guard let value = try make(&source, generate) else { return .discarded }
    if source.isDrawnAgain() { return .discarded }
    do {
      try await property(value, &source.notes)
      return .passed
    } catch is Discard {
      return .discarded
    } catch {
      failing = value
      return .failed(error)
    }
  }
}
