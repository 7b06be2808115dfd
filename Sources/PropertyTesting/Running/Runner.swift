/// Checks a property on many random values, and makes the first failure as small as possible.
public struct Runner: Sendable {
  /// Where the campaign begins. Run *k* has the seed `seed.run(k)`.
  public var seed: Seed
  /// How many runs have to pass.
  public var runs: Int
  /// How many runs may be discarded before the campaign is given up.
  public var discardLimit: Int
  /// The most choices of a run; a run that wants more is discarded.
  public var choiceLimit: Int
  /// What makes a failure smaller.
  public var shrinker: Shrinker

  /// A runner.
  ///
  /// - Parameters:
  ///   - seed: where the campaign begins.
  ///   - runs: how many runs have to pass.
  ///   - discardLimit: how many runs may be discarded; ten times `runs` by default.
  ///   - choiceLimit: the most choices of a run.
  ///   - shrinker: what makes a failure smaller.
  public init(
    seed: Seed, runs: Int = 100, discardLimit: Int? = nil,
    choiceLimit: Int = ChoiceSource.defaultChoiceLimit, shrinker: Shrinker = Shrinker()
  ) {
    self.seed = seed
    self.runs = runs
    self.discardLimit = discardLimit ?? (runs > Int.max / 10 ? .max : runs * 10)
    self.choiceLimit = choiceLimit
    self.shrinker = shrinker
  }

  /// Makes values and checks the property on each, until the runs have passed or one fails.
  ///
  /// The first hundred runs grow in size: failures are found small where small ones exist.
  ///
  /// A run is discarded if the generator or the property throws `Discard`, or if the generator overruns.
  ///
  /// - Parameters:
  ///   - generate: makes a value from choices; depends on nothing else.
  ///   - property: throws if the value fails; depends on nothing but the value. It may label the run.
  /// - Throws: an error of the generator that is not a `Discard`. Errors of the property are failures.
  public func check<Value>(
    generate: (inout ChoiceSource) throws -> Value,
    property: (Value, inout RunLabels) throws -> Void
  ) throws -> CheckOutcome<Value> {
    var tally = CheckTally()
    var source = ChoiceSource(seed: seed, choiceLimit: choiceLimit)
    while tally.passed < runs {
      let run = tally.passed + tally.discarded
      source.restart(then: .random(seed.run(run)), size: min(100, run + 1))
      var labels = RunLabels()
      switch try attempt(&source, &labels, generate, property) {
      case .passed:
        tally.passed += 1
        tally.labels.add(labels)
      case .discarded:
        tally.discarded += 1
        if tally.discarded > discardLimit { return .gaveUp(tally) }
      case .failed(let original):
        let (smallest, report) = try shrink(original, generate, property)
        return .failed(
          CheckFailure(
            value: smallest.value, error: smallest.error, recording: smallest.recording,
            seed: seed.run(run), run: run, tally: tally, shrink: report,
            isReproduced: try fails(smallest.recording.sequence, &source, generate, property)))
      }
    }
    return .passed(tally)
  }

  /// Builds the value of a blob and checks the property on it, once and without making it smaller.
  ///
  /// - Parameters:
  ///   - blob: the choices.
  ///   - generate: makes a value from choices.
  ///   - property: throws if the value fails.
  /// - Returns: the value and what the property threw; the error is `nil` if it passed.
  /// - Throws: `Discard` if the choices make no value for this generator and property, and any error of the
  ///   generator.
  public func replay<Value>(
    _ blob: ReplayBlob,
    generate: (inout ChoiceSource) throws -> Value,
    property: (Value, inout RunLabels) throws -> Void
  ) throws -> (value: Value, error: (any Error)?) {
    var source = ChoiceSource(replaying: blob.sequence, choiceLimit: choiceLimit)
    let value = try generate(&source)
    try source.checkpoint()
    var labels = RunLabels()
    do {
      try property(value, &labels)
      return (value, nil)
    } catch let discard as Discard {
      throw discard
    } catch {
      return (value, error)
    }
  }
}
