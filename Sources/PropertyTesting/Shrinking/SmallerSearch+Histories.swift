// The search among histories, of which there are too many to try them all.

extension SmallerSearch {
  /// Looks for a history that has nothing in common with the best but its length, or little.
  ///
  /// What a shrinker ends with can be another failure than the smallest one, with no way down from one to the other.
  /// Short histories are so few that chance finds most of those that fail, long before all have been tried.
  mutating func simplerHistory(
    than best: Recording, _ judge: (inout ChoiceSource) throws -> Trial
  ) throws -> Recording? {
    guard !best.steps.isEmpty else { return nil }
    var source = ChoiceSource(replaying: [], choiceLimit: best.choices.count)
    // A history without steps begins in the simplest way.
    source.restart(then: .zeros)
    source.stepLimit = 0
    replays += 1
    _ = try judge(&source)
    let simplest = Self.start(of: source.recording)
    return try historyWithOneChange(to: best, beginning: simplest, &source, judge)
      ?? randomHistory(below: best, simplest, &source, judge)
  }

  /// The largest number that a choice is changed to on trial.
  private static let mostChanged: UInt64 = 7

  /// Has the best history begin in the simplest way, and changes one choice of its steps: what made it fail before may
  /// come about otherwise.
  private mutating func historyWithOneChange(
    to best: Recording, beginning simplest: ChoiceSequence, _ source: inout ChoiceSource,
    _ judge: (inout ChoiceSource) throws -> Trial
  ) throws -> Recording? {
    let start = Self.start(of: best)
    guard simplest < start else { return nil }
    let sequence = best.sequence
    let last = replays + (budget - replays) / 4
    for index in start.count..<sequence.count {
      let choice = best.choices[index]
      for value in 0...min(choice.limit, Self.mostChanged) where value != choice.value {
        guard replays < last else { return nil }
        var candidate = ChoiceSequence(simplest.values + sequence.values[start.count...])
        candidate[simplest.count + index - start.count] = value
        source.restart(replaying: candidate, then: .zeros)
        source.stepLimit = best.steps.count
        replays += 1
        let trial = try judge(&source)
        if trial == .failed, !source.hasOverrun, source.recording.sequence < sequence {
          return source.recording
        }
      }
    }
    return nil
  }

  /// How a random history begins, in the order in which they take turns.
  private enum RandomKind: CaseIterable { case goingOn, crossing, simplest, own }

  /// Draws random histories of no more choices, in turn: some that go on from what is drawn before the first step of the
  /// best, with fewer steps; some of their own; some that begin in the simplest way; and some that consist of parts of
  /// the best and of the one drawn last. Half of them ignore the weights of the generator: the simplest way to fail may
  /// lead through something rare.
  private mutating func randomHistory(
    below best: Recording, _ simplest: ChoiceSequence, _ source: inout ChoiceSource,
    _ judge: (inout ChoiceSource) throws -> Trial
  ) throws -> Recording? {
    let sequence = best.sequence
    let seed = Seed(rawValue: sequence.fingerprint)
    let last = replays + (budget - replays) / 4 * 3
    // A single step leaves nothing to go on from, and nothing to cross.
    let kinds = best.steps.count > 1 ? RandomKind.allCases : [.simplest, .own]
    var other = best
    while replays < last {
      let kind = kinds[replays % kinds.count]
      let beginning: ChoiceSequence =
        switch kind {
        case .goingOn: Self.start(of: best)
        case .crossing: Self.crossing(best, other, simplest, seed.run(replays))
        case .simplest: simplest
        case .own: []
        }
      source.restart(replaying: beginning, then: .random(seed.run(replays)))
      source.isFlat = replays % 8 < 4
      source.stepLimit = kind == .goingOn ? best.steps.count - 1 : best.steps.count
      replays += 1
      let trial = try judge(&source)
      if trial == .failed, !source.hasOverrun, source.recording.sequence < sequence {
        return source.recording
      }
      if kind != .crossing { other = source.recording }
    }
    return nil
  }

  /// What is drawn before the first step.
  private static func start(of history: Recording) -> ChoiceSequence {
    let isLeft = history.choices.last.map { $0.kind == .more && $0.value == 0 } ?? false
    let end = history.steps.first?.range.lowerBound ?? (history.choices.count - (isLeft ? 1 : 0))
    return ChoiceSequence(history.choices[..<end].lazy.map(\.value))
  }

  /// What begins like one of two histories, or in the simplest way, and goes on with steps of both, in their order.
  private static func crossing(
    _ one: Recording, _ other: Recording, _ simplest: ChoiceSequence, _ seed: Seed
  ) -> ChoiceSequence {
    var random = Xoshiro256(seed: seed)
    let starts = [simplest, start(of: one), start(of: other)]
    var result = starts[Int(random.uniform(upTo: 2))]
    for index in 0..<max(one.steps.count, other.steps.count) {
      // Mostly a step of one of them, sometimes of both or none.
      let chosen = [[one], [other], [one], [other], [one, other], []][Int(random.uniform(upTo: 5))]
      for parent in chosen where index < parent.steps.count {
        result.values.append(contentsOf: parent.choices[parent.steps[index].range].lazy.map(\.value))
      }
    }
    return result
  }
}
