import PropertyTesting
import Testing

/// A table of failures whose smallest counterexample is known: each has to be found from every seed.
@Suite("What the shrinker finds")
struct ShrinkQualityTests {
  /// Expects every one of twenty seeds to end at `minimum`, at a fixpoint.
  private func expect<Value: Equatable>(
    _ minimum: Value, generate: (inout ChoiceSource) throws -> Value, fails: (Value) -> Bool,
    location: SourceLocation = #_sourceLocation
  ) throws {
    var evaluations = 0
    for seed in twentySeeds {
      let failure = try #require(
        try refute(seed, generate: generate, fails: fails), sourceLocation: location)
      #expect(
        failure.value == minimum, "seed \(seed), from \(failure.run): \(failure.shrink.passes)",
        sourceLocation: location)
      #expect(failure.shrink.ending == .fixpoint, sourceLocation: location)
      evaluations += failure.shrink.evaluations
    }
    // The dearest takes 250 on average; this notices a pass that has become useless or endless.
    #expect(evaluations / twentySeeds.count <= 400, sourceLocation: location)
  }

  @Test("a bound on one number")
  func bound() throws {
    try expect(123_456_789_012) {
      $0.draw(upTo: .max)
    } fails: {
      $0 >= 123_456_789_012
    }
  }

  @Test("a sum is a single number")
  func sum() throws {
    try expect([1000], generate: numbers(upTo: 5000)) { $0.reduce(0, +) >= 1000 }
  }

  @Test("a sum that takes two numbers has the smaller one first")
  func sumOfTwo() throws {
    try expect([300, 700], generate: numbers(upTo: 700)) { $0.reduce(0, +) >= 1000 }
  }

  @Test("a duplicate is two zeros")
  func duplicate() throws {
    try expect([0, 0], generate: numbers(upTo: 100)) { Set($0).count < $0.count }
  }

  @Test("a list that is not its reverse")
  func reverse() throws {
    try expect([0, 1], generate: numbers(upTo: .max)) { $0 != $0.reversed() }
  }

  @Test("three different numbers")
  func distinct() throws {
    try expect([0, 1, 2], generate: numbers(upTo: 1 << 32)) { Set($0).count >= 3 }
  }

  @Test("a large element of a list whose length is drawn first")
  func lengthFirst() throws {
    try expect([900], generate: numbersAfterLength(upTo: 1000)) { $0.contains { $0 >= 900 } }
  }

  @Test("two large elements of a list whose length is drawn first")
  func lengthFirstTwo() throws {
    try expect([900, 900], generate: numbersAfterLength(upTo: 1000)) {
      $0.count { $0 >= 900 } >= 2
    }
  }

  @Test("two large cells of a table whose dimensions are drawn first")
  func dimensionsFirst() throws {
    try expect([[900, 900]], generate: nestedAfterLength(upTo: 1000)) {
      $0.contains { $0.count { $0 >= 900 } >= 2 }
    }
  }

  @Test("nested lists with more than ten elements")
  func nested() throws {
    try expect([Array(repeating: 0, count: 11)]) { source in
      source.list(maximum: 20) { $0.list(maximum: 20) { $0.draw(upTo: 100) } }
    } fails: {
      $0.reduce(0) { $0 + $1.count } > 10
    }
  }

  @Test("a list of lists of at least two elements each, with a large one")
  func nestedMinimum() throws {
    try expect([[0, 50]]) { source in
      source.list(minimum: 1, maximum: 9) { $0.list(minimum: 2, maximum: 9) { $0.draw(upTo: 100) } }
    } fails: {
      $0.contains { row in row.contains { $0 >= 50 } }
    }
  }

  @Test("a pair at a small distance: the first number decides, then the second is as low as it can be")
  func difference() throws {
    try expect([10, 6], generate: pair(upTo: 200)) { pair in
      let distance = max(pair[0], pair[1]) - min(pair[0], pair[1])
      return pair[0] >= 10 && (1...4).contains(distance)
    }
  }

  @Test("a pair of equal numbers")
  func equalPair() throws {
    try expect([10, 10], generate: pair(upTo: 200)) { $0[0] >= 10 && $0[0] == $0[1] }
  }

  @Test("commands in a fixed order among others")
  func commands() throws {
    try expect([2, 0, 1]) { source in
      source.list(maximum: 50, expected: 30) { $0.weighted([1, 0, 5, 3]) }
        .map { $0 == 0 ? 0 : $0 - 1 }
    } fails: { commands in
      guard let first = commands.firstIndex(of: 2) else { return false }
      guard let second = commands[first...].firstIndex(of: 0) else { return false }
      return commands[second...].contains(1)
    }
  }
}
