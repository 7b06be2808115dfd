extension Runner {
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
      shrinker.proofBudget = crew?.searchBudget(shrinker.proofBudget) ?? shrinker.proofBudget
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
      let budget = crew?.searchBudget(explainBudget) ?? explainBudget
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
