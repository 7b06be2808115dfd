import PropertyTesting
import Testing

@Suite("What is said of a failure")
struct ExplanationTests {
  @Test("the parts that could be anything are named")
  func parts() throws {
    let failure = try #require(
      try Runner(seed: 1, runs: 1000).check { source in
        (source.integer(0...1000), source.integer(0...1000), source.boolean())
      } property: { value, _ in
        if value.0 >= 10 { throw Failure() }
      }.failure)
    #expect(failure.explanation.parts.map(\.choice) == [1, 2])
    #expect(failure.explanation.parts.map(\.isWhole) == [false, true])
    #expect(failure.explanation.parts[1].text == "false" && failure.explanation.parts[1].others == ["true"])
    #expect(failure.explanation.isJoint)
    #expect(failure.description.contains("could be anything: 'false' after '(10, 0, ', such as 'true'"))
    #expect(failure.description.contains("replay: \(failure.blob)"))
  }

  @Test("parts that only one at a time could be anything are not said to be at the same time")
  func notJoint() throws {
    let failure = try #require(
      try Runner(seed: 1, runs: 1000).check { source in
        (source.boolean(), source.boolean(), source.integer(0...100_000))
      } property: { value, _ in
        if !(value.0 && value.1) { throw Failure() }
      }.failure)
    #expect(failure.explanation.parts.map(\.choice) == [0, 1, 2])
    #expect(!failure.explanation.isJoint)
  }

  @Test("nothing is said to be free where everything matters")
  func nothing() throws {
    let failure = try #require(
      try Runner(seed: 1, runs: 1000).check { source in
        source.integer(0...1000)
      } property: { value, _ in
        if value >= 500 { throw Failure() }
      }.failure)
    #expect(failure.value == 500 && failure.explanation.parts.isEmpty)
  }

  @Test("a property that depends on more than its value is said to be flaky")
  func flaky() throws {
    var calls = 0
    let failure = try #require(
      try Runner(seed: 1, runs: 1000).check { source in
        source.integer(0...100_000)
      } property: { _, _ in
        calls += 1
        if calls == 20 { throw Failure() }
      }.failure)
    #expect(!failure.isReproduced)
    #expect(failure.description.hasPrefix("flaky"))
    #expect(failure.explanation.parts.isEmpty)
  }

  @Test("each step down of a shrink is on record, if it is asked for")
  func log() throws {
    var shrinker = Shrinker()
    #expect(
      try refute(1, shrinker: shrinker, generate: numbers(upTo: 1000)) { $0.count > 3 }?.shrink.log == [])
    shrinker.keepsLog = true
    let failure = try #require(
      try refute(1, shrinker: shrinker, generate: numbers(upTo: 1000)) { $0.count > 3 })
    let log = failure.shrink.log
    #expect(log.count == failure.shrink.passes.reduce(0) { $0 + $1.successes })
    #expect(log.last?.sequence == failure.sequence)
    #expect(zip(log, log.dropFirst()).allSatisfy { $1.sequence < $0.sequence })
  }

  @Test("a blob that does not fit any more says why")
  func difference() throws {
    let runner = Runner(seed: 1)
    func replay(_ numbers: ChoiceSequence) throws -> String? {
      try runner.replay(ReplayBlob(numbers)) { source in
        [source.draw(upTo: 9), source.draw(upTo: 9)]
      } property: { _, _ in
      }.difference.map { "\($0)" }
    }
    #expect(try replay([1, 2]) == nil)
    #expect(try replay([1, 12]) == "choice 2 was 12, and the generator allows only 0 to 9 there now")
    #expect(try replay([1, 2, 3]) == "the generator draws 1 choices less than when this was recorded")
    #expect(throws: Discard.self) { try replay([1]) }
  }
}
