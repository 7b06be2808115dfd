import Foundation
import PropertyTesting
import PropertyTestingSupport
import Synchronization
import Testing

/// What the properties of these tests throw.
private struct Failure: Error {}

private enum Context {
  @TaskLocal static var name = "none"
}

@Suite("Properties in tests")
struct CheckPropertyTests {
  @Test("a property that holds reports nothing, and runs as often as it is told to")
  func passes() async throws {
    let calls = Mutex(0)
    let result = try await reported {
      try await checkProperty(of: { $0.draw(upTo: .max) }, with: .fixed(runs: 50)) { value in
        calls.withLock { $0 += 1 }
        #expect(value <= UInt64.max)
      }
    }
    #expect(result.errors.isEmpty && result.warnings.isEmpty)
    #expect(calls.withLock { $0 } == 50)
  }

  @Test("an expectation that fails is reported where it stands, once, and the counterexample at the call")
  func expectation() async throws {
    let line = #line
    let result = try await reported {
      try await checkProperty(of: .array(of: .integer(0...9), count: 0...20), with: .fixed()) { list in
        #expect(list.count < 3)
        #expect(list.count >= 0)
      }
    }
    try #require(result.errors.count == 2)
    #expect(result.lines == [line + 3, line + 2])
    #expect(result.errors[0].contains("list.count"))
    #expect(result.errors[1].contains("counterexample: [0, 0, 0]"))
    #expect(result.errors[1].contains("error: Expectation failed: (list.count"))
    #expect(result.errors[1].contains("could be anything"))
    #expect(result.errors[1].contains("PROPERTY_REPLAY=pt1.AQABAAEAAA."))
    #expect(result.errors[1].contains("swift test --filter 'expectation'"))
    #expect(result.errors[1].contains("PROPERTY_SEED=0x0000000000000001"))
  }

  @Test("an error that is thrown is reported with the counterexample")
  func thrown() async throws {
    let result = try await reported {
      try await checkProperty(of: .integer(0...1000), with: .fixed(name: "small")) { value in
        if value > 500 { throw Failure() }
      }
    }
    try #require(result.errors.count == 1)
    #expect(result.errors[0].contains("property 'small' fails\ncounterexample: 501\nerror: Failure()"))
  }

  @Test("a requirement that fails is reported by its own issue")
  func requirement() async throws {
    let result = try await reported {
      try await checkProperty(of: .integer(0...1000), with: .fixed()) { value in
        let positive = try #require(value > 500 ? nil : value)
        _ = positive
      }
    }
    try #require(result.errors.count == 2)
    #expect(result.errors[1].contains("counterexample: 501\nerror: Expectation failed"))
  }

  @Test("a discard is no failure, but none that comes after an issue")
  func discards() async throws {
    let result = try await reported {
      try await checkProperty(of: .integer(0...1000), with: .fixed()) { value in
        if value % 2 == 0 { throw Discard() }
        #expect(value < 700)
        if value == 701 { throw Discard() }
      }
    }
    try #require(result.errors.count == 2)
    #expect(result.errors[1].contains("counterexample: 701"))
  }

  @Test("warnings and known issues in a property are no failures")
  func warnings() async throws {
    let result = try await reported {
      try await checkProperty(of: .integer(0...1000), with: .fixed()) { value in
        Issue.record("careful", severity: .warning)
        withKnownIssue { Issue.record("known") }
      }
    }
    #expect(result.errors.isEmpty && result.warnings.isEmpty)
  }

  @Test("an asynchronous property is judged in the task of the test, and its issues count")
  func asynchronous() async throws {
    let result = try await reported {
      try await Context.$name.withValue("test") {
        try await checkProperty(of: { $0.integer(0...1000) }, with: .fixed()) { value in
          await Task.yield()
          try expect(Context.name == "test", "task-local values are seen")
          MainActor.preconditionIsolated()
          await withTaskGroup(of: Void.self) { group in
            group.addTask { #expect(value < 10) }
          }
        }
      }
    }
    try #require(result.errors.count == 2)
    #expect(result.errors[1].contains("counterexample: 10\nerror: Expectation failed"))
  }

  @Test("a synchronous property keeps the isolation of the test")
  func isolation() async throws {
    let result = try await reported {
      try await checkProperty(of: { $0.integer(0...1000) }, with: .fixed()) { _ in
        MainActor.preconditionIsolated()
      }
    }
    #expect(result.errors.isEmpty)
  }

  @Test("a property that fails once is said to be flaky", arguments: [false, true])
  func flaky(isOnlySilent: Bool) async throws {
    let calls = Mutex(0)
    let result = try await reported {
      let options = CheckOptions.fixed(environment: [:])
      try await checkProperty(of: { $0.integer(0...100_000) }, with: options) { _ in
        let call = calls.withLock { calls in
          calls += 1
          return calls
        }
        #expect(call != 20)
        // Until the campaign is over, and not when it runs once more.
        if isOnlySilent, call > 20, call < 30 { throw Failure() }
      }
    }
    try #require(result.errors.count == 1)
    #expect(result.errors[0].contains("the property fails\nflaky: "))
  }

  @Test("what is no pass is reported with its table, and with what to do")
  func noPass() async throws {
    let gaveUp = try await reported {
      try await checkProperty(of: Generator.integer(0...100_000).filter { $0 < 0 }, with: .fixed()) { _ in }
    }
    try #require(gaveUp.errors.count == 1)
    #expect(
      gaveUp.errors[0].contains("given up") && gaveUp.errors[0].contains("0 runs passed, 1001 discarded"))
    #expect(gaveUp.errors[0].contains("to do: "))

    let uncovered = try await reported {
      try await checkProperty(of: .integer(0...100_000), with: .fixed()) { value, notes in
        notes.cover("large", atLeast: 0.9, if: value > 99_000)
      }
    }
    try #require(uncovered.errors.count == 1)
    #expect(uncovered.errors[0].contains("cover large:") && uncovered.errors[0].contains("to do: "))

    for (most, count) in [(9, 0), (100_000, 1)] {
      let everything = try await reported {
        try await checkProperty(of: .integer(0...most), with: .fixed(mustTryEverything: true)) { _ in }
      }
      #expect(everything.errors.count == count)
    }
  }

  @Test("an error of the generator is thrown")
  func generatorError() async throws {
    await #expect(throws: Failure.self) {
      try await checkProperty(of: { _ -> Int in throw Failure() }, with: .fixed()) { _ in }
    }
  }

  @Test("a test that is cancelled ends its search", arguments: [false, true])
  func cancellation(isAsynchronous: Bool) async throws {
    let calls = Mutex(0)
    let task = Task {
      let options = CheckOptions.fixed(runs: 10_000)
      let count: @Sendable () -> Void = {
        let call = calls.withLock { calls in
          calls += 1
          return calls
        }
        if call == 10 { withUnsafeCurrentTask { $0?.cancel() } }
      }
      if isAsynchronous {
        try await checkProperty(of: { $0.draw(upTo: .max) }, with: options) { _ in
          await Task.yield()
          count()
        }
      } else {
        try await checkProperty(of: { $0.draw(upTo: .max) }, with: options) { _ in count() }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(calls.withLock { $0 } == 10)
  }
}

@Suite("What is set from outside")
struct CheckEnvironmentTests {
  @Test("variables are read, empty ones are not set")
  func read() throws {
    let blob = ReplayBlob([1, 2])
    let environment = try CheckEnvironment([
      "PROPERTY_SEED": "0x10", "PROPERTY_REPLAY": "\(blob)", "PROPERTY_FAILURES": "d", "OTHER": "x",
    ])
    #expect(environment.seed == 16 && environment.replay == blob && environment.failures?.directory == "d")
    let none = try CheckEnvironment(["PROPERTY_SEED": "", "PROPERTY_REPLAY": "", "PROPERTY_FAILURES": ""])
    #expect(none == (try CheckEnvironment([:])))
    #expect(none.seed == nil && none.replay == nil && none.failures == nil)
  }

  @Test("a variable that says nothing is an error", arguments: ["PROPERTY_SEED", "PROPERTY_REPLAY"])
  func malformed(variable: String) async throws {
    let error = #expect(throws: CheckEnvironment.Malformed.self) { try CheckEnvironment([variable: "-1"]) }
    #expect(error?.description.hasPrefix("\(variable)='-1': expected ") == true)
    await #expect(throws: CheckEnvironment.Malformed.self) {
      try await checkProperty(of: .bool(), with: .fixed(environment: [variable: "-1"])) { _ in }
    }
  }

  @Test("a seed repeats the runs; one that the test gives is not changed")
  func seed() async throws {
    func values(_ options: CheckOptions) async throws -> [UInt64] {
      let values = Mutex<[UInt64]>([])
      try await checkProperty(of: { $0.draw(upTo: .max) }, with: options) { value in
        values.withLock { $0.append(value) }
      }
      return values.withLock { $0 }
    }
    let first = try await values(.fixed())
    #expect(try await values(.fixed()) == first)
    #expect(try await values(.fixed(environment: ["PROPERTY_SEED": "2"])) != first)
    var given = CheckOptions(seed: 1)
    given.environment = ["PROPERTY_SEED": "2"]
    #expect(try await values(given) == first)
    // One seed for all properties of a process.
    let unfixed = CheckOptions.fixed(environment: [:])
    #expect(try await values(unfixed) == values(unfixed))
  }

  @Test("a blob is replayed once, and nothing else is tried")
  func replay() async throws {
    func replay(_ sequence: ChoiceSequence) async throws -> (calls: Int, Reported) {
      let calls = Mutex(0)
      let options = CheckOptions.fixed(environment: ["PROPERTY_REPLAY": "\(ReplayBlob(sequence))"])
      let result = try await reported {
        try await checkProperty(of: .integer(0...1000), with: options) { value in
          calls.withLock { $0 += 1 }
          #expect(value < 500)
        }
      }
      return (calls.withLock { $0 }, result)
    }
    let failing = try await replay([700])
    #expect(failing.calls == 1 && failing.1.errors.count == 2)
    #expect(failing.1.errors.last?.contains("fails on what is replayed\nvalue: 700") == true)
    let passing = try await replay([3])
    #expect(passing.calls == 1 && passing.1.errors.isEmpty)
    #expect(passing.1.warnings.first?.contains("passes on what is replayed\nvalue: 3") == true)
    let other = try await replay([2000])
    #expect(other.1.errors.last?.contains("allows only 0 to 1000 there now") == true)
    let unfit = try await replay([])
    #expect(unfit.calls == 0 && unfit.1.errors.count == 1)
    #expect(unfit.1.errors[0].contains("cannot replay") && unfit.1.errors[0].contains("--filter"))
  }
}

@Suite("Failures of properties that are kept")
struct CheckFailuresTests {
  private func withStore(_ body: (FailureStore) async throws -> Void) async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "failures-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await body(FailureStore(directory: directory))
  }

  private func check(
    _ store: FailureStore?, limit: Int, upTo most: Int = 1_000_000, environment: [String: String] = [:]
  ) async throws -> Reported {
    try await reported {
      let options = CheckOptions.fixed(name: "p", failures: store, environment: environment)
      try await checkProperty(of: .integer(0...most), with: options) { #expect($0 < limit) }
    }
  }

  @Test("a failure is kept, tried first, and forgotten when it passes")
  func life() async throws {
    try await withStore { store in
      #expect(try await check(store, limit: 300).errors.count == 2)
      #expect(try store.failures(of: "p").map(\.value) == ["300"])
      let again = try await check(store, limit: 300)
      #expect(again.errors.last?.contains("replaying an earlier failure in run 1") == true)
      let unfit = try await check(store, limit: 300, upTo: 200)
      #expect(unfit.errors.isEmpty && unfit.warnings.first?.contains("does not fit any more") == true)
      #expect(try store.failures(of: "p").count == 1)
      #expect(try await check(store, limit: .max).errors.isEmpty)
      #expect(try store.failures(of: "p").isEmpty)
    }
  }

  @Test("a directory is set from outside; without one nothing is kept")
  func environment() async throws {
    try await withStore { store in
      _ = try await check(nil, limit: 300)
      #expect(!FileManager.default.fileExists(atPath: store.directory))
      _ = try await check(nil, limit: 300, environment: ["PROPERTY_FAILURES": store.directory])
      #expect(try store.failures(of: "p").count == 1)
    }
  }

  @Test("a file that cannot be read is an issue, and the property is checked all the same")
  func badFile() async throws {
    try await withStore { store in
      _ = try await check(store, limit: 300)
      let path = store.path(of: "p")
      try "bad".write(toFile: path, atomically: true, encoding: .utf8)
      let result = try await check(store, limit: 300)
      #expect(result.errors.count == 3 && result.errors.first?.contains("\(path):1: expected") == true)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "bad")
    }
  }
}

/// A counter that is wrong after three steps, in a way.
private struct Counter: StateMachine {
  enum Way { case thrown, expectation, invariant, end, none }
  enum Rule: CaseIterable { case add }
  var way: Way
  var steps = 0

  func command(_ rule: Rule, _ source: inout ChoiceSource) -> String { "add" }

  mutating func run(_ command: String, _ source: inout ChoiceSource) throws {
    steps += 1
    if way == .expectation { #expect(steps < 3) }
    if way == .thrown { try expect(steps < 3, "few steps") }
  }

  mutating func checkInvariants() {
    if way == .invariant { #expect(steps < 3) }
  }

  mutating func tearDown() {
    if way == .end { #expect(steps < 3) }
  }
}

@Suite("State machines in tests")
struct CheckMachineTests {
  private func check(_ way: Counter.Way) async throws -> Reported {
    try await reported { try await checkMachine(with: .fixed()) { Counter(way: way) } }
  }

  @Test("a history fails where it throws or records an issue")
  func ways() async throws {
    #expect(try await check(.none).errors.isEmpty)
    let ways: [(Counter.Way, Int, String)] = [
      (.thrown, 1, "3. add  <- here"), (.expectation, 2, "3. add  <- here"),
      (.invariant, 2, "3. add  <- an invariant is broken after this"),
      (.end, 2, "3. add  <- fails at the end, after this"),
    ]
    for (way, count, text) in ways {
      let result = try await check(way)
      #expect(result.errors.count == count)
      #expect(result.errors.last?.contains("counterexample:\n  1. add\n  2. add\n  \(text)\n") == true)
    }
  }

  @Test("the initial state may be drawn")
  func drawn() async throws {
    let result = try await reported {
      try await checkMachine(with: .fixed(), steps: 5) { source in
        Counter(way: source.boolean() ? .thrown : .none)
      }
    }
    #expect(result.errors.count == 1)
  }
}
