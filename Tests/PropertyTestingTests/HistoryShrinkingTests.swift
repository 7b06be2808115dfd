import PropertyTesting
import Testing

/// Fails in two ways that no step leads from one to the other: by five commands in a row of one kind, in a system of any
/// size, and by a command of another kind with two numbers that fit.
private struct TwoWaysMachine: StateMachine {
  enum Rule: CaseIterable { case add, pair }
  enum Command: Equatable, Sendable {
    case add
    case pair(UInt64, UInt64)
  }

  let size: UInt64
  var added = 0

  static func weight(of rule: Rule) -> UInt64 { rule == .add ? 40 : 1 }
  func command(_ rule: Rule, _ source: inout ChoiceSource) -> Command {
    switch rule {
    case .add: .add
    case .pair: .pair(source.draw(upTo: 9), source.draw(upTo: 9))
    }
  }
  mutating func run(_ command: Command, _ source: inout ChoiceSource) throws {
    switch command {
    case .add:
      added += 1
      try expect(added < 5, "not five")
    case .pair(let a, let b):
      added = 0
      try expect(!(a == 7 && b == 3), "not these")
    }
  }
}

/// Fails by any command in an unusual system, and by one of a thousand in the usual one.
private struct UnusualMachine: StateMachine {
  enum Rule: CaseIterable { case number }

  let isUnusual: Bool

  init(_ source: inout ChoiceSource) {
    isUnusual = source.weighted([1, 9]) == 1
    if isUnusual { _ = source.draw(upTo: 3) }
  }

  func command(_ rule: Rule, _ source: inout ChoiceSource) -> [UInt64] {
    [source.draw(upTo: 9), source.draw(upTo: 9), source.draw(upTo: 9)]
  }
  mutating func run(_ command: [UInt64], _ source: inout ChoiceSource) throws {
    try expect(!isUnusual && command != [0, 0, 6], "not these")
  }
}

/// The commands of a caller, which fail elsewhere.
private struct NumberCaller: StateMachine {
  enum Rule: CaseIterable { case number }
  static func weight(of rule: Rule) -> UInt64 { 1 }
  func command(_ rule: Rule, _ source: inout ChoiceSource) -> UInt64 { source.draw(upTo: 99) }
  mutating func run(_ command: UInt64, _ source: inout ChoiceSource) {}
}

@Suite("What shrinks histories")
struct HistoryShrinkingTests {
  @Test("a shorter failure of another kind is found by the search below, and only by it")
  func otherFailure() throws {
    let fiveAdds = ReplayBlob([2, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0])
    func failure(proofBudget: Int) throws -> CheckFailure<History<TwoWaysMachine.Command>> {
      var runner = Runner(seed: 1, shrinker: Shrinker(proofBudget: proofBudget))
      runner.saved = [fiveAdds]
      return try #require(
        try runner.check { TwoWaysMachine(size: $0.draw(upTo: 3)) }.failure)
    }
    let shrunk = try failure(proofBudget: 0)
    #expect(shrunk.value.commands == Array(repeating: .add, count: 5))
    #expect(shrunk.shrink.enumerated == 0)
    let searched = try failure(proofBudget: 20_000)
    #expect(searched.value.commands == [.pair(7, 3)])
    #expect(searched.shrink.enumerated > 0)
    // It depends on what failed only.
    #expect(try failure(proofBudget: 20_000).shrink.enumerated == searched.shrink.enumerated)
  }

  @Test(
    "a failure of an unusual system is looked for in the usual one, with one choice changed",
    arguments: [16, 120])
  func usualSystem(proofBudget: Int) throws {
    var runner = Runner(seed: 1, shrinker: Shrinker(proofBudget: proofBudget))
    runner.saved = [ReplayBlob([1, 0, 1, 0, 0, 0, 0, 0])]
    let failure = try #require(try runner.check { UnusualMachine(&$0) }.failure)
    #expect(failure.value.commands == [proofBudget == 120 ? [0, 0, 6] : [0, 0, 0]])
  }

  @Test("the system is made simple before its steps are looked at")
  func start() throws {
    var runner = Runner(seed: 1, shrinker: Shrinker())
    runner.shrinker.keepsLog = true
    runner.saved = [ReplayBlob([2, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0])]
    let failure = try #require(try runner.check { TwoWaysMachine(size: $0.draw(upTo: 3)) }.failure)
    let first = try #require(failure.shrink.log.first)
    #expect(first.pass == "lower start" && first.evaluations == 1)
    #expect(failure.sequence == [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0])
  }

  @Test("steps after the failure go in a number of attempts that is logarithmic in theirs")
  func laterSteps() throws {
    for count in [10, 100, 1000] {
      var numbers: [UInt64] = []
      for _ in 0..<count { numbers += [1, 0, 0] }
      var runner = Runner(seed: 1)
      runner.saved = [ReplayBlob(ChoiceSequence([1, 0, 50] + numbers))]
      let outcome = try runner.check { source in
        var caller = NumberCaller()
        return try source.history(of: &caller, maximum: 2000)
      } property: { (history: [UInt64], _) in
        try expect(history.first != 50, "not 50 first")
      }
      let failure = try #require(outcome.failure)
      #expect(failure.value == [50])
      let deletions = try #require(failure.shrink.passes.first { $0.name == "delete steps" })
      #expect(deletions.attempts <= 2 * (count.bitWidth - count.leadingZeroBitCount) + 8, "\(deletions)")
    }
  }
}
