import PropertyTesting
import PropertyTestingSupport
import Testing

// Every test of this package fails, to show how. `expected.txt` is what they print; `.ci/golden` compares.

/// A run-length encoding that forgets runs longer than two.
private func encode(_ text: [Int]) -> [(value: Int, count: Int)] {
  var runs: [(value: Int, count: Int)] = []
  for value in text {
    if let last = runs.last, last.value == value, last.count < 2 {
      runs[runs.count - 1].count += 1
    } else if runs.last?.value != value {
      runs.append((value, 1))
    }
  }
  return runs
}

private func decode(_ runs: [(value: Int, count: Int)]) -> [Int] {
  runs.flatMap { Array(repeating: $0.value, count: $0.count) }
}

@Suite("Failing properties", .serialized)
struct FailingProperties {
  @Test("a property whose expectation fails")
  func expectation() async throws {
    try await checkProperty(of: { $0.list(maximum: 20) { $0.integer(0...9) } }) { list in
      #expect(decode(encode(list)) == list)
    }
  }

  @Test("an asynchronous property that throws")
  func asynchronous() async throws {
    try await checkProperty(of: .array(of: .integer(1...1000), count: 1...20)) { list in
      await Task.yield()
      let mean = list.reduce(0, +) / list.count
      guard mean <= 500 || list.count < 3 else { throw Unexpected("the mean of many numbers is small") }
    }
  }

  @Test("a property with parts that do not matter")
  func parts() async throws {
    try await checkProperty(of: .zip(.integer(0...1000), .integer(0...1000), .bool())) { left, right, swaps in
      _ = swaps
      let sum = try #require(Int(exactly: left + right))
      #expect(left < 100, "\(sum) is made of a large number")
    }
  }

  @Test("a state machine")
  func machine() async throws {
    try await checkMachine(with: CheckOptions(runs: 1000)) { QueueMachine() }
  }

  @Test("a property that traps")
  func trapping() async throws {
    try await checkProperty(
      of: { $0.list(maximum: 20) { $0.integer(0...99) } }, with: CheckOptions(isolatedFor: .seconds(10))
    ) { list in
      if let largest = list.max() { precondition(largest < 50, "there is room for numbers below 50") }
    }
  }

  @Test("a property that hangs")
  func hanging() async throws {
    try await checkProperty(of: { $0.integer(0...10_000) }, with: CheckOptions(isolatedFor: .seconds(1))) {
      start in
      // Every number is to come down to 1; 7 never does.
      var number = start
      while number > 1 { number = number % 2 == 0 || number == 7 ? max(number / 2, 7) : number - 1 }
      #expect(number <= 1)
    }
  }

  @Test("a state machine that traps")
  func trappingMachine() async throws {
    try await checkMachine(with: CheckOptions(isolatedFor: .seconds(10))) { StackMachine() }
  }

  @Test("a flaky property")
  func flaky() async throws {
    var calls = 0
    try await checkProperty(of: { $0.integer(0...100_000) }) { _ in
      calls += 1
      #expect(calls != 20)
    }
  }

  @Test("everything is discarded")
  func discarded() async throws {
    try await checkProperty(of: Generator.integer(0...1_000_000).filter { $0 > 2_000_000 }) { value in
      #expect(value > 2_000_000)
    }
  }

  @Test("a cover that is not met")
  func uncovered() async throws {
    try await checkProperty(of: { $0.list(maximum: 20) { $0.integer(0...99) } }) { list, notes in
      let sorted = list.sorted()
      notes.cover("sorted already", atLeast: 0.5, if: list == sorted)
      #expect(sorted.count == list.count)
    }
  }
}

/// A queue in a ring of four, beside a plain list. It wraps around one place too early.
private struct QueueMachine: StateMachine {
  enum Rule: CaseIterable { case push, pop }
  enum Command { case push(Int), pop }

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
      let place = first + count
      ring[place > 3 ? place % 3 : place] = value
      count += 1
    case .pop:
      let value = ring[first]
      first = (first + 1) % 4
      count -= 1
      #expect(value == model.removeFirst(), "pops what was pushed first")
    }
  }
}

/// A stack that pops without looking.
private struct StackMachine: StateMachine {
  enum Rule: CaseIterable { case push, pop }

  var numbers: [Int] = []

  func command(_ rule: Rule, _ source: inout ChoiceSource) -> String { "\(rule)" }

  mutating func run(_ command: String, _ source: inout ChoiceSource) throws {
    if command == "push" { numbers.append(0) } else { numbers.removeLast() }
  }
}
