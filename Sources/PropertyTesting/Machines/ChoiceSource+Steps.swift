extension ChoiceSource {
  /// The label of a step's span.
  static var stepLabel: StaticString { "step" }
  /// The label of the span of a decision whether the environment fails.
  static var failureLabel: StaticString { "failure" }

  /// Decides whether there is one more step, and begins it. Steps do not nest.
  ///
  /// - Parameters:
  ///   - isPossible: whether a history can go on.
  ///   - isWanted: whether a random one is to.
  /// - Returns: false if the history ends here.
  @usableFromInline
  mutating func beginStep(isPossible: Bool, isWanted: Bool) -> Bool {
    origin?.beginStep(at: cursor)
    // A replay that has nothing more to replay ends, and is none that wants more; an enumeration ends likewise where it
    // has all the choices it may have.
    if isUsedUp || (tail == .zeros && position >= choiceLimit) { return false }
    let isPossible = isPossible && recording.steps.count < stepLimit
    let start = position
    let hasMore = choose(upTo: isPossible ? 1 : 0, kind: .more) { _ in isPossible && isWanted ? 1 : 0 }
    if hasMore == 0 || hasOverrun { return false }
    record(.beginStep(start: start))
    return true
  }

  /// Ends a step that was run.
  @usableFromInline
  mutating func endStep() { record(.endStep) }

  /// Takes a step back, as if it had never begun; a replay goes on behind it.
  @usableFromInline
  mutating func leaveOut() {
    takeBack(to: markOfStep)
    hasGivenUp = false
    if let origin { cursor = origin.endOfStep(from: cursor) }
  }

  /// The point of the recording at which the last step began, if no span but its own is open.
  private var markOfStep: RecordingMark {
    guard let step = recording.steps.last, let span = openSpan else { return mark() }
    let before = recording.steps.count - 1
    return RecordingMark(
      choices: step.range.lowerBound, spans: span, steps: before,
      failures: recording.failures.partitioningIndex { ($0.step ?? -1) >= before },
      references: recording.references.partitioningIndex { $0.choice >= step.range.lowerBound },
      objects: step.firstObject, openSpan: recording.spans[span].parent)
  }

  /// Draws one of several rules.
  ///
  /// - Parameters:
  ///   - rules: how often each is drawn.
  ///   - allowed: the bits of those that are possible.
  ///   - favoured: the bits of those that a random history is to draw from, if one of them is possible.
  /// - Returns: the rule's index; nil if a replay demands one that is not possible.
  @usableFromInline
  mutating func drawRule(_ weights: inout RuleWeights, allowed: UInt64, favoured: UInt64) -> Int? {
    let candidates = allowed & favoured == 0 ? allowed : allowed & favoured
    let rule = choose(upTo: UInt64(weights.count - 1), kind: .option) { random in
      UInt64(weights.pick(from: candidates, &random))
    }
    return allowed >> rule & 1 == 1 ? Int(rule) : nil
  }

  /// Decides what a random history is to be like: how long, and which rules it favours. Half of all histories favour a
  /// random subset of the rules, as some failures hide behind what other rules do.
  ///
  /// A. Groce et al., "Swarm testing", ISSTA 2012, doi:10.1145/2338965.2336763.
  @usableFromInline
  mutating func planHistory(maximum: Int, rules: Int) -> (steps: Int, favoured: UInt64) {
    let size = min(100, max(1, size))
    let limit = stepLimit
    return unrecorded { random in
      let most = max(1, maximum / 100 * size + maximum % 100 * size / 100)
      let steps = limit == .max ? Int(random.uniform(upTo: UInt64(most))) : limit
      let all: UInt64 = rules == 64 ? .max : 1 << UInt64(rules) - 1
      return (steps, random.uniform(upTo: 1) == 0 ? all : random.next() & all)
    } ?? (maximum, .max)
  }
}

extension ChoiceSource {
  /// Decides whether the environment fails at this point: an allocation is refused, a write is short, a message is lost.
  /// Shrinks to no.
  ///
  /// Some histories have no failures, most have few, some have many.
  ///
  /// - Parameter what: what fails, as it is shown beside the step of a counterexample.
  public mutating func failure(_ what: StaticString) -> Bool {
    let rate = failureRate ?? unrecorded { Self.failureRates[Int($0.uniform(upTo: 3))] } ?? .half
    failureRate = rate
    let isFailing = span(Self.failureLabel) { source in
      source.choose(upTo: 1, kind: .option) { $0.happens(rate) ? 1 : 0 } == 1
    }
    if isFailing { record(.failure(what)) }
    return isFailing
  }

  private static let failureRates: [Probability] = [
    .never, Probability(1, outOf: 64), Probability(1, outOf: 16), Probability(1, outOf: 3),
  ]
}
