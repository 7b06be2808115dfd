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
      { source in
        let ending = try runner.run(&source, start)
        if case .failed = ending { failing = runner.history(source.recording) }
        return ending
      }, probe: { _ in throw DrawnAsItRuns() }, workers: nil, value: { failing.take() })
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
      { source in
        let ending = try runner.run(&source, start)
        if case .failed = ending { failing = runner.history(source.recording) }
        return ending
      }, probe: { _ in throw DrawnAsItRuns() }, workers: processors > 1 ? workers : nil,
      value: { failing.take() })
  }

  /// Makes one value and checks the property on it; keeps the value if it fails.
  ///
  /// - Throws: an error of the generator that is not a `Discard`, unless it has overrun: what it draws then need not make
  ///   sense to it.
  static func attempt<Value>(
    _ source: inout ChoiceSource, _ generate: (inout ChoiceSource) throws -> Value,
    _ property: (Value, inout RunNotes) throws -> Void, _ failing: inout Value?
  ) throws -> RunEnding {
    let value: Value
    do {
      value = try generate(&source)
    } catch  where error is Discard || source.hasOverrun {
      return .discarded
    }
    if source.hasOverrun { return .discarded }
    source.enter(.property)
    source.announce(value)
    do {
      try property(value, &source.notes)
      return .passed
    } catch is Discard {
      return .discarded
    } catch {
      failing = value
      return .failed(error)
    }
  }

  /// Conducts a campaign, and makes its first failure smaller.
  ///
  /// - Parameters:
  ///   - body: draws and judges a value.
  ///   - probe: only draws one; throws if that cannot be done apart.
  ///   - workers: makes bodies that can run at the same time; nil if there are none.
  ///   - value: the value that failed last, once.
  @usableFromInline
  func outcome<Value>(
    _ body: Campaign.Body, probe: (inout ChoiceSource) throws -> Void, workers: Workers?,
    value: () -> Value?
  ) throws -> CheckOutcome<Value> {
    try outcome(body, shape: { GeneratorShape(self, probe) }, crew: workers, value: value)
  }

  /// Conducts a campaign, and makes its first failure smaller.
  ///
  /// - Parameters:
  ///   - body: draws and judges a value.
  ///   - shape: finds out what can be drawn.
  ///   - crew: makes the runs of the campaign; nil if that is done here.
  ///   - value: the value that failed last, once.
  func outcome<Value>(
    _ body: Campaign.Body, shape: () throws -> GeneratorShape, crew: (any Crew)?, value: () -> Value?
  ) throws -> CheckOutcome<Value> {
    var campaign = Campaign(self)
    switch try campaign.conduct(body, shape: shape, crew: crew) {
    case .passed: return .passed(campaign.tally)
    case .gaveUp: return .gaveUp(campaign.tally)
    case .uncovered: return .uncovered(campaign.tally)
    case .failed(let failure):
      return .failed(try explained(failure, campaign.tally, body, crew, value))
    }
  }

  private func explained<Value>(
    _ failure: Campaign.Failure, _ tally: CheckTally, _ body: Campaign.Body, _ crew: (any Crew)?,
    _ value: () -> Value?
  ) throws -> CheckFailure<Value> {
    var first: (value: Value, error: any Error)?
    var last: (value: Value, error: any Error)?
    func judge(_ source: inout ChoiceSource) throws -> Trial {
      let ending = try body(&source)
      if case .failed(let error) = ending, let value = value() { last = (value, error) }
      return ending.trial
    }
    // The value that was found, should it never fail again.
    var source = ChoiceSource(replaying: [], choiceLimit: choiceLimit)
    if let found = value() { first = (found, failure.error) }
    if first == nil {
      source.restart(replaying: failure.recording.sequence, then: .overrun)
      if try judge(&source) == .failed { first = last }
    }
    var report: ShrinkReport
    var isReproduced: Bool
    repeat {
      crew?.begin(.exploring(failure.error))
      var shrinker = shrinker
      shrinker.choiceLimit = choiceLimit
      report = try shrinker.shrink(failure.recording, while: judge)
      crew?.begin(.confirming)
      source.restart(replaying: report.smallest.sequence, then: .overrun)
      isReproduced = try judge(&source) == .failed
    } while !isReproduced && crew?.takesMoreCare() == true
    guard let smallest = isReproduced ? last : last ?? first else {
      throw Irreproducible(error: failure.error, sequence: failure.recording.sequence)
    }
    var explanation = Explanation()
    if isReproduced {
      crew?.begin(.exploring(failure.error))
      let budget = crew?.explainBudget(explainBudget) ?? explainBudget
      let explainer = Explainer(budget: budget, seed: seed, choiceLimit: choiceLimit)
      let explained = try explainer.explain(report.smallest, judge) { last.map { "\($0.value)" } ?? "" }
      explanation = explained ?? Explanation()
      if explained == nil { isReproduced = false }
    }
    return CheckFailure(
      value: smallest.value, error: smallest.error, recording: report.smallest, first: failure.recording,
      origin: CheckFailure.Origin(failure.purpose), seed: seed.run(failure.run), run: failure.run,
      tally: tally, shrink: report, isReproduced: isReproduced, explanation: explanation)
  }
}

/// Thrown if a value failed on another processor, and never again: the property depends on more than its value.
public struct Irreproducible: Error, CustomStringConvertible {
  /// What the property threw.
  public var error: any Error
  /// The choices of the value.
  public var sequence: ChoiceSequence

  /// What happened, and how to try again.
  public var description: String {
    "flaky: a run failed (\(error)), and not when it was repeated; the property depends on more than its value. "
      + "replay: \(ReplayBlob(sequence))"
  }
}

/// Histories cannot be drawn without running them.
@usableFromInline
struct DrawnAsItRuns: Error {
  @inlinable
  init() {}
}

extension CheckFailure.Origin {
  init(_ purpose: RunPlan.Purpose) {
    self =
      switch purpose {
      case .sample: .random
      case .enumeration: .enumeration
      case .boundary: .boundary
      case .target: .target
      case .saved: .saved
      }
  }
}

/// Checks a property on values, until enough have passed or one fails; that one is made as small as possible.
///
/// See ``Runner``, which has more to set, for labels, state machines and replays.
///
/// - Parameters:
///   - seed: where the campaign begins.
///   - runs: how many runs have to pass.
///   - generate: makes a value from choices; depends on nothing else.
///   - property: throws if the value fails; depends on nothing but the value.
/// - Returns: how it ended. What the property throws is in there, and is not thrown on.
/// - Throws: an error of the generator that is not a ``Discard``.
public func check<Value>(
  seed: Seed, runs: Int = 100,
  generate: (inout ChoiceSource) throws -> Value,
  property: (Value) throws -> Void
) throws -> CheckOutcome<Value> {
  try Runner(seed: seed, runs: runs).check(generate: generate) { value, _ in
    try property(value)
  }
}
