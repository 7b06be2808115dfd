import PropertyTesting

/// What the properties of these tests throw.
struct Failure: Error {}

/// Twenty seeds, spread over the whole range.
let twentySeeds = (0..<20).map { Seed(rawValue: 0x5EED).run($0) }

/// Checks that no value satisfies `fails`, expecting to be refuted.
func refute<Value>(
  _ seed: Seed, runs: Int = 5000, shrinker: Shrinker = Shrinker(),
  generate: (inout ChoiceSource) throws -> Value, fails: (Value) -> Bool
) throws -> CheckFailure<Value>? {
  try Runner(seed: seed, runs: runs, shrinker: shrinker)
    .check(generate: generate) { value, _ in
      if fails(value) { throw Failure() }
    }
    .failure
}

/// A list of numbers of `0...limit`.
func numbers(upTo limit: UInt64, minimum: Int = 0) -> (inout ChoiceSource) -> [UInt64] {
  { source in
    source.list(minimum: minimum, maximum: 60, expected: minimum + 10) { $0.draw(upTo: limit) }
  }
}

/// Two numbers of `0...limit`.
func pair(upTo limit: UInt64) -> (inout ChoiceSource) -> [UInt64] {
  { source in
    (0..<2).map { _ in source.draw(upTo: limit) }
  }
}

/// A list whose length is drawn before its elements, without spans.
func numbersAfterLength(upTo limit: UInt64) -> (inout ChoiceSource) -> [UInt64] {
  { source in
    let length = source.draw(upTo: 100)
    return (0..<length).map { _ in source.draw(upTo: limit) }
  }
}

/// A list of lists whose lengths are all drawn before the elements, each element a span.
func nestedAfterLength(upTo limit: UInt64) -> (inout ChoiceSource) -> [[UInt64]] {
  { source in
    let length = source.draw(upTo: 10)
    return (0..<length).map { _ in
      source.span("row") { source in
        let width = source.draw(upTo: 10)
        return (0..<width).map { _ in source.span("cell") { $0.draw(upTo: limit) } }
      }
    }
  }
}

/// A sequence of up to 20 numbers, most of them small.
func anySequence(_ source: inout ChoiceSource) -> ChoiceSequence {
  ChoiceSequence(
    source.list(maximum: 20) { source in
      let bits = source.draw(upTo: 63)
      return source.draw(upTo: .max) >> bits
    })
}
