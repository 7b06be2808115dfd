import PropertyTesting
import Timing

/// A property that is false, and what its smallest counterexample is known to be.
struct Challenge: Sendable {
  /// Its name.
  let name: String
  /// The most replays of the search through everything smaller, where one takes long.
  var proofLimit = Int.max
  /// Finds out what is not known beforehand; the rest is a matter of seeds.
  let prepare: @Sendable () throws -> Measure

  /// Finds and shrinks a failure.
  typealias Measure = @Sendable (Seed, _ proofBudget: Int) throws -> Sample

  init(name: String, measure: @escaping Measure) {
    self.name = name
    prepare = { measure }
  }

  init(name: String, proofLimit: Int, prepare: @escaping @Sendable () throws -> Measure) {
    self.name = name
    self.proofLimit = proofLimit
    self.prepare = prepare
  }

  /// A challenge: `fails` says which values break the property, and discards those that it is not about.
  init<Value>(
    _ name: String, _ generate: @escaping @Sendable (inout ChoiceSource) throws -> Value,
    fails: @escaping @Sendable (Value) throws -> Bool, isMinimal: @escaping @Sendable (Value) -> Bool
  ) {
    self.init(name: name) { seed, proofBudget in
      let (failure, nanoseconds) = try Self.failure(
        name, seed, Shrinker(proofBudget: proofBudget), generate, fails: fails)
      return Sample(failure, isMinimal: isMinimal(failure.value), nanoseconds: nanoseconds)
    }
  }

  /// Finds and shrinks a failure; the time is that from the first failure on.
  static func failure<Value>(
    _ name: String, _ seed: Seed, _ shrinker: Shrinker, _ generate: (inout ChoiceSource) throws -> Value,
    fails: (Value) throws -> Bool
  ) throws -> (CheckFailure<Value>, nanoseconds: Double) {
    var begun: UInt64 = 0
    var runner = Runner(seed: seed, runs: 100_000, discardLimit: 1_000_000, shrinker: shrinker)
    runner.explainBudget = 0
    let outcome = try runner.check(generate: generate) { (value: Value, _) in
      if try fails(value) {
        if begun == 0 { begun = Stopwatch.now() }
        throw Broken()
      }
    }
    let nanoseconds = Double(Stopwatch.now() - begun)
    guard case .failed(let failure) = outcome else { throw NotFound(challenge: name, seed: seed) }
    return (failure, nanoseconds)
  }

  /// A challenge whose smallest counterexample is one value.
  init<Value: Equatable & Sendable>(
    _ name: String, _ generate: @escaping @Sendable (inout ChoiceSource) throws -> Value,
    fails: @escaping @Sendable (Value) throws -> Bool, minimum: Value
  ) {
    self.init(name, generate, fails: fails) { $0 == minimum }
  }
}

/// What the property throws.
struct Broken: Error {}

/// A seed from which no counterexample was found.
struct NotFound: Error {
  var challenge: String
  var seed: Seed
}

/// One failure, found and shrunk.
struct Sample {
  var isMinimal: Bool
  var result: String
  var evaluations: Int
  var overruns: Int
  var milliseconds: Double
  var firstFailureSize: Int
  var isProved: Bool
  var passes: [PassStatistics]
  /// The length of a history, if it is one, and the least that is known.
  var length: Int?
  var least: Int?

  init<Value>(_ failure: CheckFailure<Value>, isMinimal: Bool, nanoseconds: Double) {
    self.isMinimal = isMinimal
    result = "\(failure.value)"
    evaluations = failure.shrink.evaluations
    overruns = failure.shrink.overruns
    milliseconds = nanoseconds / 1e6
    firstFailureSize = failure.first.choices.count
    isProved = failure.shrink.ending == .smallest
    passes = failure.shrink.passes
  }
}
