import PropertyTesting
import Synchronization
import Testing

@Suite("Where runs are looked for")
struct SearchTests {
  @Test("a small domain is gone through whole")
  func exhaustive() throws {
    var seen: Set<[Int]> = []
    let outcome = try Runner(seed: 1, runs: 100).check { source in
      [source.integer(0...6), source.boolean() ? 1 : 0]
    } property: { value, _ in
      seen.insert(value)
    }
    #expect(outcome.isPass && outcome.tally.isExhaustive && outcome.tally.passed == 14)
    #expect(seen.count == 14)
    #expect(outcome.tally.description.contains("these are all there are"))

    // One of 64 values fails, and is found from any seed.
    for seed in twentySeeds {
      let failure = try #require(
        try check(seed: seed) {
          $0.integer(0...63)
        } property: {
          if $0 == 37 { throw Failure() }
        }.failure)
      #expect(failure.value == 37 && failure.origin == .enumeration)
    }
  }

  @Test("a domain is not taken for small because attempts are in vain")
  func inVain() throws {
    let odd = Generator<Int>.integer(0...9).filter { $0 % 2 == 1 }
    var seen: Set<Int> = []
    let outcome = try Runner(seed: 1).check {
      try $0.draw(odd)
    } property: { value, _ in
      seen.insert(value)
    }
    #expect(outcome.tally.isExhaustive && seen == [1, 3, 5, 7, 9])
    let sets = Generator<Set<Int>>.set(of: .integer(0...3), count: 2...2)
    var found: Set<Set<Int>> = []
    let pairs = try Runner(seed: 1).check {
      try $0.draw(sets)
    } property: { value, _ in
      found.insert(value)
    }
    #expect(pairs.tally.isExhaustive && found.count == 6)
  }

  @Test("a domain of which everything is discarded is no pass")
  func nothing() throws {
    let outcome = try check(seed: 1) {
      $0.boolean()
    } property: { _ in
      throw Discard()
    }
    guard case .gaveUp = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test("boundary values are combined before random ones", arguments: twentySeeds)
  func boundaries(seed: Seed) throws {
    let failure = try #require(
      try Runner(seed: seed, runs: 200).check { source in
        [source.integer(Int32.self), source.integer(Int32.self), source.integer(Int32.self)]
      } property: { value, _ in
        if value[0] == .min && value[2] == .max { throw Failure() }
      }.failure)
    #expect(failure.origin == .boundary)
    #expect(failure.value == [.min, 0, .max])
  }

  @Test("what is near a target is searched", arguments: twentySeeds)
  func targets(seed: Seed) throws {
    let generate: @Sendable (inout ChoiceSource) -> [Int] = { source in
      [source.integer(0...1_000_000), source.integer(0...1_000_000)]
    }
    func search(isGuided: Bool) throws -> CheckOutcome<[Int]> {
      try Runner(seed: seed, runs: 5000).check(generate: generate) { value, notes in
        let distance = abs(abs(value[0] - value[1]) - 271_828)
        if isGuided { notes.target(-Double(distance), "nearness") }
        if distance < 3 { throw Failure() }
      }
    }
    let failure = try #require(try search(isGuided: true).failure)
    #expect(failure.value[0] < 3 && (271_826...271_830).contains(failure.value[1]))
    if case .failed = try search(isGuided: false) { Issue.record("found without guidance: no test of it") }
  }

  @Test("what is required of the runs is judged", arguments: twentySeeds)
  func covers(seed: Seed) throws {
    func outcome(_ share: Double) throws -> CheckOutcome<Int> {
      try Runner(seed: seed, runs: 100).check {
        Int($0.draw(upTo: 999))
      } property: { value, notes in
        notes.cover("small", atLeast: share, if: value < 200)
      }
    }
    let met = try outcome(0.15)
    #expect(met.isPass && met.tally.covers["small"]?.verdict == .met)
    guard case .uncovered(let tally) = try outcome(0.3) else {
      Issue.record("accepted")
      return
    }
    #expect(tally.covers["small"]?.verdict == .unmet)
    #expect(tally.description.contains("of \(tally.covers["small"]?.runs ?? 0) runs, 30.0% required: unmet"))
  }

  @Test("what cannot be decided is no pass")
  func undecided() throws {
    var runner = Runner(seed: 1, runs: 100)
    runner.coverLimit = 300
    let outcome = try runner.check {
      Int($0.draw(upTo: 999))
    } property: { value, notes in
      notes.cover("small", atLeast: 0.2, if: value < 200)
    }
    guard case .uncovered(let tally) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(tally.covers["small"]?.verdict == .undecided)
  }

  @Test("the outcome does not depend on the number of processors", arguments: twentySeeds)
  func parallel(seed: Seed) throws {
    let runner = Runner(seed: seed, runs: 3000)
    func outcome(_ processors: Int, limit: Int) throws -> CheckOutcome<[Int]> {
      try runner.check(processors: processors) { source in
        source.list(maximum: 20) { $0.integer(0...1000) }
      } property: { value, notes in
        notes.label("empty", if: value.isEmpty)
        notes.target(Double(value.reduce(0, +)), "sum")
        if value.count % 7 == 6 { throw Discard() }
        if value.reduce(0, +) > limit { throw Failure() }
      }
    }
    for limit in [6000, 1_000_000] {
      let one = try outcome(1, limit: limit)
      let three = try outcome(3, limit: limit)
      #expect(one.tally == three.tally)
      #expect(one.failure?.value == three.failure?.value && one.failure?.run == three.failure?.run)
      #expect(one.failure?.blob == three.failure?.blob)
    }
  }

  @Test("earlier failures are replayed first")
  func saved() throws {
    var runner = Runner(seed: 1, runs: 10)
    let generate: (inout ChoiceSource) -> Int = { $0.integer(0...1_000_000) }
    let property: (Int, inout RunNotes) throws -> Void = { value, _ in if value == 271_828 { throw Failure() }
    }
    #expect(try runner.check(generate: generate, property: property).isPass)
    runner.saved = [ReplayBlob([271_828])]
    let failure = try #require(try runner.check(generate: generate, property: property).failure)
    #expect(failure.value == 271_828 && failure.origin == .saved && failure.run == 0)
  }
}

extension SearchTests {
  @Test("what a generator makes in place of what it gave up is not said to be all there is")
  func givenUp() throws {
    let rare = Generator<Int>.integer(0...3).filter(attempts: 2) { $0 == 3 }
    let outcome = try Runner(seed: 1).check {
      (try? $0.draw(rare)) ?? -1
    } property: { value, _ in
      if value == -1 { throw Failure() }
    }
    #expect(outcome.failure != nil && !outcome.tally.isExhaustive)
  }

  @Test("looking for all there is comes to an end where attempts are in vain")
  func manyAttempts() throws {
    var calls = 0
    let outcome = try Runner(seed: 1, runs: 100, discardLimit: 100).check { source in
      calls += 1
      var last = 100
      return try (0..<6).map { _ in
        let below = last
        last = try source.draw(Generator<Int>.integer(0...99).filter(attempts: 1) { $0 < below })
        return last
      }
    } property: { (_: [Int], _) in
    }
    #expect(calls < 2000 && !outcome.tally.isExhaustive)
  }

  @Test("a run that does not name what is to be covered is none of the kind")
  func unnamed() throws {
    let outcome = try Runner(seed: 1, runs: 2000).check {
      $0.draw(upTo: 99_999)
    } property: { value, notes in
      if value < 1000 { notes.cover("small", atLeast: 0.5, if: true) }
    }
    #expect(!outcome.isPass && outcome.tally.covers["small"]?.verdict == .unmet)
  }
}
