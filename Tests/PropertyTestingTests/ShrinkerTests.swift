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
        _ = try Shrinker(passes: [growing, pass]).shrink(source.recording.sequence) { candidate in
          if let last = accepted.last { #expect(candidate < last) }
          var source = ChoiceSource(replaying: candidate)
          let value = generate(&source)
          if source.hasOverrun { return .discarded }
          guard value.reduce(0, +) >= bound else { return .boring }
          #expect(source.recording.sequence <= candidate)
          accepted.append(source.recording.sequence)
          return .interesting(record: source.recording)
        }
        #expect(zip(accepted, accepted.dropFirst()).allSatisfy { $0 > $1 })
      }
    }
  }

  @Test("a recording that is larger than its candidate is not accepted")
  func growing() throws {
    var recordings = 0
    let report = try Shrinker().shrink([5, 5]) { candidate in
      recordings += 1
      var source = ChoiceSource(replaying: candidate, then: .zeros)
      for _ in 0..<4 { _ = source.draw(upTo: 10) }
      return .interesting(record: source.recording)
    }
    #expect(report.smallest.sequence == [0, 0, 0, 0])
    #expect(report.evaluations == recordings)
  }

  @Test("no sequence is evaluated twice")
  func cache() throws {
    var seen: Set<ChoiceSequence> = []
    let generate = numbers(upTo: 1000)
    let seed = try #require(
      twentySeeds.first { seed in
        var source = ChoiceSource(seed: seed)
        return generate(&source).reduce(0, +) >= 3000
      })
    var source = ChoiceSource(seed: seed)
    _ = generate(&source)
    let report = try Shrinker().shrink(source.recording.sequence) { candidate in
      #expect(seen.insert(candidate).inserted)
      var source = ChoiceSource(replaying: candidate)
      let sum = generate(&source).reduce(0, +)
      return source.hasOverrun ? .discarded : sum < 3000 ? .boring : .interesting(record: source.recording)
    }
    #expect(report.ending == .fixpoint)
    #expect(report.passes.reduce(1) { $0 + $1.attempts } == report.evaluations)
    #expect(report.passes.map(\.name) == ShrinkPass.all.map(\.name))
  }

  @Test("the budget is kept, and its end reported", arguments: [1, 2, 10])
  func budget(limit: Int) throws {
    let failure = try #require(
      try refute(1, shrinker: Shrinker(budget: limit), generate: numbers(upTo: .max)) { !$0.isEmpty })
    #expect(failure.shrink.ending == .budget)
    #expect(failure.shrink.evaluations == limit)
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
    #expect(failure.shrink.ending == .notReproduced)
    #expect(failure.run == 2)
    #expect(failure.recording.choices.count > 0)
  }

  @Test("an error of the predicate ends the shrink")
  func predicateError() {
    #expect(throws: Failure.self) {
      try Shrinker().shrink([1]) { _ in throw Failure() }
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
