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
