import PropertyTesting
import Testing

/// A queue whose bug shows when it wraps around: `pop` after as many pushes as it has room for.
private struct QueueMachine: StateMachine {
  enum Rule: CaseIterable { case push, pop }
  enum Command: Equatable { case push(Int), pop }

  var model: [Int] = []
  var ring = Array(repeating: 0, count: 4)
  var first = 0
  var count = 0

  func allows(_ rule: Rule) -> Bool {
    switch rule {
    case .push: model.count < 4
    case .pop: !model.isEmpty
    }
  }

  func command(_ rule: Rule, _ source: inout ChoiceSource) -> Command {
    switch rule {
    case .push: .push(source.integer(0...99))
    case .pop: .pop
    }
  }

  mutating func run(_ command: Command, _ source: inout ChoiceSource) throws {
    switch command {
    case .push(let value):
      model.append(value)
      // Wrong: 3 instead of 4.
      ring[first + count > 3 ? (first + count) % 3 : first + count] = value
      count += 1
    case .pop:
      let value = ring[first]
      first = (first + 1) % 4
      count -= 1
      try expect(value == model.removeFirst(), "pops what was pushed first")
    }
  }
}

/// Files that are opened, written and closed; the bug needs two writes to the file opened second, while the first is open.
private struct FileMachine: StateMachine {
  enum Rule: CaseIterable { case open, write, close }
  enum Command: Equatable { case open, write(ObjectID, Int), close(ObjectID) }

  var files = Pool<[Int]>()

  func allows(_ rule: Rule) -> Bool { rule == .open || !files.isEmpty }

  func command(_ rule: Rule, _ source: inout ChoiceSource) throws -> Command {
    switch rule {
    case .open: .open
    case .write: .write(try files.draw(&source), source.integer(0...9))
    case .close: .close(try files.draw(&source))
    }
  }

  mutating func run(_ command: Command, _ source: inout ChoiceSource) throws {
    switch command {
    case .open: files.add([], &source)
    case .write(let id, let value):
      files[id]?.append(value)
      let all = files.map { $0 }
      try expect(
        !(all.count > 1 && all[1].object.count > 1 && all[1].object.contains { $0 > 4 }), "second file")
    case .close(let id): files.remove(id)
    }
  }
}

/// A store that loses what it was given if the second of two allocations is refused.
private struct RefusedMachine: StateMachine {
  enum Rule: CaseIterable { case store }
  typealias Command = String
  var kept = 0
  var expected = 0

  func command(_ rule: Rule, _ source: inout ChoiceSource) -> Command { "store" }

  mutating func run(_ command: Command, _ source: inout ChoiceSource) throws {
    if source.failure("first allocation") { return }
    kept += 1
    if source.failure("second allocation") { return }
    expected += 1
  }

  func checkInvariants() throws { try expect(kept == expected, "a refusal leaves nothing behind") }
}

@Suite("State machines")
struct StateMachineTests {
  @Test("the smallest history is found, from every seed", arguments: [false, true])
  func smallest(isParallel: Bool) throws {
    for seed in twentySeeds {
      let runner = Runner(seed: seed, runs: 2000)
      let outcome =
        try isParallel
        ? runner.check(processors: 3) { _ in QueueMachine() } : runner.check { _ in QueueMachine() }
      let failure = try #require(outcome.failure)
      let rest = Array(repeating: QueueMachine.Command.pop, count: 3)
      let minimum: [QueueMachine.Command] = [.push(0), .pop, .push(0), .push(0), .push(0), .push(1)] + rest
      #expect(failure.value.commands.count <= minimum.count)
      #expect(failure.isReproduced)
      #expect(failure.value.failingPoint == .lastStep)
    }
  }

  @Test("names stand for the same objects when earlier steps are taken out", arguments: twentySeeds)
  func names(seed: Seed) throws {
    let failure = try #require(try Runner(seed: seed, runs: 5000).check { _ in FileMachine() }.failure)
    let second = ObjectID.numbered(2)
    #expect(failure.value.commands.count == 4)
    #expect(failure.value.commands == [.open, .open, .write(second, 0), .write(second, 5)])
    #expect(failure.shrink.evaluations < 100)
  }

  @Test("injected failures shrink like other choices, and are shown")
  func injected() throws {
    for seed in twentySeeds {
      let failure = try #require(try Runner(seed: seed, runs: 1000).check { _ in RefusedMachine() }.failure)
      #expect(
        failure.value.description == "1. store  <- second allocation fails, an invariant is broken after this"
      )
    }
  }

  @Test("a history is replayed by its blob")
  func replay() throws {
    let runner = Runner(seed: 3, runs: 5000)
    let failure = try #require(try runner.check { _ in FileMachine() }.failure)
    let replayed = try runner.replay(failure.blob) { _ in FileMachine() }
    #expect(replayed.value == failure.value && replayed.error is Unexpected && replayed.difference == nil)
  }
}

extension ObjectID {
  /// The name of the object created as the `number`th.
  fileprivate static func numbered(_ number: Int) -> ObjectID {
    var source = ChoiceSource(seed: 0)
    var pool = Pool<Int>()
    for _ in 1..<number { pool.add(0, &source) }
    return pool.add(0, &source)
  }
}

/// Fails at its end if two commands are equal; the names of its objects are made at the start.
private struct EndMachine: StateMachine {
  enum Rule: CaseIterable { case x, y, off }
  var seen: [Rule] = []
  static func weight(of rule: Rule) -> UInt64 { rule == .off ? 0 : 1 }
  func command(_ rule: Rule, _ source: inout ChoiceSource) -> Rule { rule }
  mutating func run(_ command: Rule, _ source: inout ChoiceSource) { seen.append(command) }
  mutating func tearDown() throws {
    try expect(Set(seen).count == seen.count && !seen.contains(.off), "all commands differ")
  }
}

/// Fails once the last of five objects made at the start was named twice.
private struct InitialMachine: StateMachine {
  enum Rule: CaseIterable { case name }
  var objects = Pool<Int>()
  init(_ source: inout ChoiceSource) { for _ in 0..<5 { objects.add(0, &source) } }
  func command(_ rule: Rule, _ source: inout ChoiceSource) throws -> ObjectID { try objects.draw(&source) }
  mutating func run(_ command: ObjectID, _ source: inout ChoiceSource) throws {
    let count = (objects[command] ?? 0) + 1
    objects[command] = count
    try expect(!(command.number == 5 && count == 2), "at most once")
  }
}

extension StateMachineTests {
  @Test("a history that fails after its last step is the smallest, if that is said to be proved")
  func provedAtTheEnd() throws {
    var runner = Runner(seed: 1, runs: 100, shrinker: Shrinker(proofBudget: 10_000))
    for saved: ChoiceSequence in [[1, 1, 1, 1], [1, 0, 1, 0, 0]] {
      runner.saved = [ReplayBlob(saved)]
      let failure = try #require(try runner.check { _ in EndMachine() }.failure)
      #expect(failure.sequence == [1, 0, 1, 0] && failure.shrink.ending == .smallest)
      #expect(failure.value.failingPoint == .tearDown)
    }
  }

  @Test("objects of the initial state keep their names")
  func initialObjects() throws {
    for seed in twentySeeds {
      let failure = try #require(
        try Runner(seed: seed, runs: 2000).check { InitialMachine(&$0) }.failure)
      #expect(failure.value.commands.map(\.number) == [5, 5])
      #expect(failure.shrink.evaluations < 40)
    }
  }

  @Test("a start that is discarded is a run that is discarded")
  func discardedStart() throws {
    let outcome = try Runner(seed: 1, runs: 20).check { source in
      if source.draw(upTo: 9) < 5 { try source.discard() }
      return EndMachine(seen: [.x])
    }
    #expect(outcome.tally.discarded > 0)
    #expect(!outcome.isPass)
  }
}
