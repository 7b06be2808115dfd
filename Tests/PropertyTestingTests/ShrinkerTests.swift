import PropertyTesting
import Testing

@Suite("How the shrinker works")
struct ShrinkerTests {
  @Test("a pass never accepts a larger sequence")
  func monotone() throws {
    for seed in twentySeeds {
      for pass in ShrinkPass.all {
        var accepted: [ChoiceSequence] = []
        let growing = ShrinkPass("grow", tier: pass.tier) { session in
          let before = session.sequence
          _ = try session.consider(ChoiceSequence(before.values + [0]))
          #expect(session.sequence == before)
        }
        let generate = numbers(upTo: 50)
        var source = ChoiceSource(seed: seed)
        let value = generate(&source)
        let bound = value.reduce(0, +) / 2
        _ = try Shrinker(passes: [growing, pass]).shrink(source.recording) { source in
          let value = generate(&source)
          if source.hasOverrun { return .discarded }
          guard value.reduce(0, +) >= bound else { return .passed }
          let recorded = source.recording.sequence
          if let last = accepted.last { #expect(recorded < last) }
          accepted.append(recorded)
          return .failed
        }
        #expect(zip(accepted, accepted.dropFirst()).allSatisfy { $0 > $1 })
      }
    }
  }

  @Test("no candidate is tried twice")
  func cache() throws {
    var source = ChoiceSource(replaying: [1, 7, 1, 5, 0])
    let generate = numbers(upTo: 9)
    _ = generate(&source)
    var tried = 0
    let twice = ShrinkPass("twice", tier: .quick) { session in
      // One that does not fail, one that does.
      for candidate in [[0], [1, 6, 1, 5, 0]] as [ChoiceSequence] {
        _ = try session.consider(candidate)
        #expect(try !session.consider(candidate))
      }
    }
    let report = try Shrinker(passes: [twice]).shrink(source.recording) { source in
      let list = generate(&source)
      tried += 1
      return list.count > 1 ? .failed : .passed
    }
    #expect(tried == 2 && report.evaluations == 2 && report.overruns == 0)
    #expect(report.smallest.sequence == [1, 6, 1, 5, 0])
  }

  @Test("what another candidate drew is not tried again, where the judge asks", arguments: [true, false])
  func repetitions(asks: Bool) throws {
    var source = ChoiceSource(replaying: [9, 9, 9, 9])
    func draw(_ source: inout ChoiceSource) -> [UInt64] {
      let limit = source.draw(upTo: 9)
      // Larger numbers are clamped, so that different candidates draw the same.
      return (0..<3).map { _ in source.draw(upTo: limit) }
    }
    _ = draw(&source)
    var tried: [ChoiceSequence] = []
    let report = try Shrinker().shrink(source.recording) { source in
      let numbers = draw(&source)
      if source.hasOverrun || (asks && source.isDrawnAgain()) { return .discarded }
      tried.append(source.recording.sequence)
      return numbers.reduce(0, +) >= 10 ? .failed : .passed
    }
    #expect(report.smallest.sequence == [4, 2, 4, 4])
    #expect((Set(tried).count == tried.count) == asks)
    #expect((report.repetitions > 0) == asks)
    #expect(report.evaluations == tried.count)
  }

  @Test("every attempt is a value tried or an overrun, and every pass is told of")
  func statistics() throws {
    let failure = try #require(try refute(1, generate: numbers(upTo: 1000)) { $0.reduce(0, +) >= 3000 })
    let report = failure.shrink
    #expect(report.ending == .fixpoint && report.cacheHits > 0)
    #expect(
      report.passes.reduce(0) { $0 + $1.attempts } == report.evaluations + report.overruns
        + report.repetitions)
    #expect(report.passes.map(\.name) == ShrinkPass.all.map(\.name))
  }

  @Test("the budget is kept, and its end reported", arguments: [1, 2, 5])
  func budget(limit: Int) throws {
    let failure = try #require(
      try refute(1, shrinker: Shrinker(budget: limit), generate: numbers(upTo: .max)) { !$0.isEmpty })
    #expect(failure.shrink.ending == .budget)
    #expect(failure.shrink.evaluations + failure.shrink.overruns == limit)
    #expect(!failure.value.isEmpty)
  }

  @Test("a failure that does not come back is reported as such")
  func notReproduced() throws {
    var calls = 0
    let failure = try #require(
      try refute(1, generate: numbers(upTo: 9)) { _ in
        calls += 1
        return calls == 3
      })
    #expect(!failure.isReproduced && failure.run == 2)
    let sound = try #require(try refute(1, generate: numbers(upTo: 9)) { !$0.isEmpty })
    #expect(sound.isReproduced)
  }

  @Test("a small space below a failure is searched through: then it is the smallest, proved")
  func proof() throws {
    let generate = { (source: inout ChoiceSource) in source.list(maximum: 3) { $0.draw(upTo: 5) } }
    // Without passes, the search alone has to find it.
    for shrinker in [Shrinker(proofBudget: 5000), Shrinker(proofBudget: 5000, passes: [])] {
      let failure = try #require(
        try refute(3, shrinker: shrinker, generate: generate) { $0.reduce(0, +) >= 8 })
      #expect(failure.value == [3, 5] && failure.shrink.ending == .smallest)
      #expect((1...5000).contains(failure.shrink.enumerated))
    }
    let unproved = try #require(
      try refute(3, shrinker: Shrinker(proofBudget: 20), generate: generate) { $0.reduce(0, +) >= 8 })
    #expect(unproved.shrink.ending == .fixpoint && unproved.shrink.enumerated == 20)
  }

  @Test("an error of the judge ends the shrink")
  func judgeError() {
    var source = ChoiceSource(replaying: [1])
    _ = source.draw(upTo: 9)
    let recording = source.recording
    #expect(throws: Failure.self) {
      try Shrinker().shrink(recording) { _ in throw Failure() }
    }
  }

  @Test("the same failure shrinks in the same steps")
  func deterministic() throws {
    let reports = try (0..<2).map { _ in
      try refute(3, generate: numbers(upTo: 1000)) { $0.reduce(0, +) > 2500 }?.shrink
    }
    #expect(reports[0]?.passes == reports[1]?.passes)
    #expect(reports[0]?.smallest.sequence == reports[1]?.smallest.sequence)
  }
}
