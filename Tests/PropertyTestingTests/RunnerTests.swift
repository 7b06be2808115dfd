import PropertyTesting
import Testing

@Suite("Campaigns of runs")
struct RunnerTests {
  @Test("a property that holds passes all its runs")
  func passes() throws {
    let outcome = try Runner(seed: 1, runs: 300).check {
      $0.draw(upTo: 999)
    } property: { value, labels in
      labels.label("even", if: value % 2 == 0)
      labels.label("any")
      labels.label("any")
      if value > 999 { throw Failure() }
    }
    guard case .passed(let tally) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(tally.passed == 300 && tally.discarded == 0)
    #expect(tally.labels.runs == 300)
    #expect(tally.labels.count(of: "any") == 300)
    #expect((100...200).contains(tally.labels.count(of: "even")))
    #expect(tally.labels.count(of: "odd") == 0)
    #expect(tally.labels.description.hasPrefix("300 of 300 (100%): any\n"))
  }

  @Test("too many discards are no pass", arguments: [0, 5, 100])
  func gaveUp(limit: Int) throws {
    let outcome = try Runner(seed: 1, runs: 50, discardLimit: limit).check { source in
      _ = source.draw(upTo: 1 << 40)
      try source.discard()
    } property: { (_: Never, _) in
    }
    guard case .gaveUp(let tally) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(tally.passed == 0 && tally.discarded == limit + 1)
  }

  @Test("a value that the property discards counts neither as a pass nor as a smaller failure")
  func discards() throws {
    let outcome = try check(seed: 2, runs: 200) {
      $0.draw(upTo: 999)
    } property: { value in
      if value % 2 == 0 { throw Discard() }
      if value > 500 { throw Failure() }
    }
    let failure = try #require(outcome.failure)
    #expect(failure.value == 501)
    #expect(failure.run == failure.tally.passed + failure.tally.discarded)
    #expect(failure.error is Failure)
  }

  @Test("an overrun is a discard, whatever the generator makes of it")
  func overrun() throws {
    var calls = 0
    let outcome = try Runner(seed: 1, runs: 10, choiceLimit: 3).check { source in
      for _ in 0..<4 { _ = source.draw(10...20) }
      calls += 1
      if calls % 2 == 0 { throw Failure() }
    } property: { _, _ in
      throw Failure()
    }
    guard case .gaveUp(let tally) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(tally.discarded == 101)
  }

  @Test("an error of the generator is not a failure of the property")
  func generatorError() {
    #expect(throws: Failure.self) {
      try check(seed: 1) { _ in
        throw Failure()
      } property: { (_: Never) in
      }
    }
  }

  @Test("a failure is replayed by its blob and by its seed")
  func replay() throws {
    let runner = Runner(seed: 11, runs: 5000)
    let generate = numbers(upTo: 1000)
    let property: ([UInt64], inout RunNotes) throws -> Void = { value, _ in
      if value.contains(991) { throw Failure() }
    }
    let failure = try #require(try runner.check(generate: generate, property: property).failure)
    #expect(failure.value == [991])

    let blob = try ReplayBlob(parsing: failure.blob.description)
    let replayed = try runner.replay(blob, generate: generate, property: property)
    #expect(replayed.value == [991])
    #expect(replayed.error is Failure)
    #expect(replayed.difference == nil)
    #expect(try runner.replay(ReplayBlob([0]), generate: generate, property: property).error == nil)
    #expect(throws: Discard.self) {
      try runner.replay(ReplayBlob([1, 5]), generate: generate, property: property)
    }

    #expect(failure.origin == .random)
    #expect(failure.seed == runner.seed.run(failure.run))
    var source = ChoiceSource(seed: failure.seed)
    #expect(generate(&source).contains(991))
  }
}
