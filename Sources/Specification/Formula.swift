/// A clause's formula, compiled to run on observations.
///
/// The outer structure (implications, conjunctions, bounded quantifiers) is kept, because it says
/// whether a promise was exercised and at which index it is broken; what is inside are closures.
indirect enum Formula: Sendable {
  /// A number of an observation, at an index where a quantifier binds one.
  typealias Number = @Sendable (Observation, UInt64) -> UInt64
  /// A truth value, likewise.
  typealias Test = @Sendable (Observation, UInt64) -> Bool

  /// A formula without a quantifier.
  case test(Test)
  /// If the test is true, the rest is promised.
  case implies(Test, Formula)
  /// All of them are promised.
  case all([Formula])
  /// The body is promised at every index below the bound where the premise is true.
  case forAll(bound: Number, group: Symbol?, premise: Test?, body: Test)

  /// What came out.
  struct Outcome {
    /// Whether the promise is kept.
    var holds: Bool
    /// Whether there was anything to keep.
    var isExercised: Bool
    /// The index at which it is broken, and the symbol that bounds it.
    var index: (group: Symbol?, value: UInt64)?
  }

  /// Evaluates the formula. Linear in the bounds.
  func evaluate(_ observation: Observation) -> Outcome {
    switch self {
    case .test(let test): return Outcome(holds: test(observation, 0), isExercised: true)
    case .implies(let premise, let conclusion):
      guard premise(observation, 0) else { return Outcome(holds: true, isExercised: false) }
      return conclusion.evaluate(observation)
    case .all(let parts):
      var result = Outcome(holds: true, isExercised: true)
      for part in parts {
        let outcome = part.evaluate(observation)
        if !outcome.holds { return outcome }
        if !outcome.isExercised { result.isExercised = false }
      }
      return result
    case .forAll(let bound, let group, let premise, let body):
      var isExercised = false
      let end = bound(observation, 0)
      var index: UInt64 = 0
      while index < end {
        if premise?(observation, index) ?? true {
          isExercised = true
          if !body(observation, index) {
            return Outcome(holds: false, isExercised: true, index: (group, index))
          }
        }
        index += 1
      }
      return Outcome(holds: true, isExercised: isExercised)
    }
  }
}
