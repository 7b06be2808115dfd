// What a runner does, for values and for histories.

extension Runner {
  /// Checks a property on values, until enough runs have passed or one fails.
  ///
  /// The outcome has what the property threw; it is not thrown on. A run is discarded if the generator or the property
  /// throws ``Discard``, or if the generator overruns.
  ///
  /// - Parameters:
  ///   - generate: makes a value from choices; depends on nothing else.
  ///   - property: throws if the value fails; depends on nothing but the value. It may say what the run is like.
  /// - Throws: an error of the generator that is not a ``Discard``. Errors of the property are failures.
  public func check<Value>(
    generate: (inout ChoiceSource) throws -> Value,
    property: (Value, inout RunNotes) throws -> Void
  ) throws -> CheckOutcome<Value> {
    var failing: Value?
    return try outcome(
      { try Self.attempt(&$0, generate, property, &failing) }, probe: { _ = try generate(&$0) },
      workers: nil, value: { failing.take() })
  }

  /// Checks a property as `check(generate:property:)` does, with the same outcome, on several processors.
  ///
  /// - Parameters:
  ///   - processors: how many runs are made at the same time.
  ///   - generate: makes a value from choices; depends on nothing else. It is called at the same time as itself.
  ///   - property: throws if the value fails; depends on nothing but the value. It, too, is called so.
  /// - Throws: an error of the generator that is not a ``Discard``; or ``Irreproducible``.
  public func check<Value>(
    processors: Int, generate: @escaping @Sendable (inout ChoiceSource) throws -> Value,
    property: @escaping @Sendable (Value, inout RunNotes) throws -> Void
  ) throws -> CheckOutcome<Value> {
    let workers = Workers(processors: processors) {
      var failing: Value?
      return { try Self.attempt(&$0, generate, property, &failing) }
    }
    var failing: Value?
    return try outcome(
      { try Self.attempt(&$0, generate, property, &failing) }, probe: { _ = try generate(&$0) },
      workers: processors > 1 ? workers : nil, value: { failing.take() })
  }

  /// Runs histories of a state machine, until enough have passed or one fails.
  ///
  /// - Parameters:
  ///   - steps: the most steps of a history.
  ///   - start: makes a machine in its initial state, which may be drawn. It is called for every history, and has to
  ///     make a new system each time.
  /// - Throws: an error of `start` that is not a ``Discard``.
  @inlinable
  public func check<Machine: StateMachine>(
    steps: Int = 50, start: (inout ChoiceSource) throws -> Machine
  ) throws -> CheckOutcome<History<Machine.Command>> {
    var runner = HistoryRunner<Machine>(maximum: steps)
    var failing: History<Machine.Command>?
    return try outcome(
      { try runner.run(&$0, start, &failing) }, probe: { _ in throw DrawnAsItRuns() }, workers: nil,
      value: { failing.take() })
  }

  /// Runs histories as ``check(steps:start:)`` does, with the same outcome, on several processors.
  ///
  /// - Parameters:
  ///   - processors: how many histories are run at the same time.
  ///   - steps: the most steps of a history.
  ///   - start: makes a machine in its initial state, which may be drawn. It is called at the same time as itself.
  /// - Throws: an error of `start` that is not a ``Discard``; or ``Irreproducible``.
  @inlinable
  public func check<Machine: StateMachine>(
    processors: Int, steps: Int = 50, start: @escaping @Sendable (inout ChoiceSource) throws -> Machine
  ) throws -> CheckOutcome<History<Machine.Command>> {
    let workers = Workers(processors: processors) {
      var runner = HistoryRunner<Machine>(maximum: steps)
      return { try runner.run(&$0, start) }
    }
    var runner = HistoryRunner<Machine>(maximum: steps)
    var failing: History<Machine.Command>?
    return try outcome(
      { try runner.run(&$0, start, &failing) }, probe: { _ in throw DrawnAsItRuns() },
      workers: processors > 1 ? workers : nil,
      value: { failing.take() })
  }
}
