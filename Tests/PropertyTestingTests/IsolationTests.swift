import Dispatch
import Foundation
import PropertyTesting
import Synchronization
import Testing

@Suite("Runs in worker processes", .serialized)
struct IsolationTests {
  // MARK: Traps

  @Test("an index out of range shrinks to the smallest list", arguments: [1, 2, 3])
  func outOfRange(seed: UInt64) throws {
    func outcome(_ size: Int) throws -> CheckOutcome<String> {
      let table = opaque(Array(0..<size))
      return try Runner(seed: Seed(rawValue: seed), runs: 500).checkIsolated(generate: upTo(50)) { list, _ in
        for index in list where table[Int(index)] < 0 { throw Failure() }
      }
    }
    let failure = try #require(try outcome(40).failure)
    #expect(failure.value == "[40]")
    #expect(failure.error is Trapped)
    #expect(failure.isReproduced)
    #expect(failure.sequence == [1, 40, 0])
    #expect(try outcome(51).isPass)
  }

  @Test("an overflow shrinks to the smallest sum that is too large")
  func overflow() throws {
    func outcome(_ limit: UInt64) throws -> CheckOutcome<String> {
      try Runner(seed: 5, runs: 500).checkIsolated(generate: pair(upTo: limit)) { numbers, _ in
        _ = opaque(opaque(UInt8(numbers[0])) + opaque(UInt8(numbers[1])))
      }
    }
    let failure = try #require(try outcome(255).failure)
    #expect(failure.value == "[1, 255]" && failure.error is Trapped)
    #expect(try outcome(127).isPass)
  }

  @Test("a failure says what it died of, what was said then, and how to see it again")
  func description() throws {
    let runner = Runner(seed: 1, runs: 500)
    let property: (UInt64, inout RunNotes) -> Void = { number, _ in
      if number > 600 { fatalError("\(number) is too much") }
    }
    let failure = try #require(try runner.checkIsolated(generate: upTo999, property: property).failure)
    let error = try #require(failure.error as? Trapped)
    #expect(["SIGILL", "SIGTRAP"].contains(error.signal))
    #expect(error.message.hasSuffix("Fatal error: 601 is too much"))
    let text = failure.description
    #expect(text.contains("counterexample: 601\n"))
    #expect(text.contains("error: trapped: \(error.signal): "))
    #expect(text.contains("\nreplay: \(failure.blob)\n"))
    #expect(text.contains("`checkIsolated`"))

    var again = Runner(seed: 2, runs: 1)
    again.saved = [failure.blob]
    let replayed = try #require(try again.checkIsolated(generate: upTo999, property: property).failure)
    #expect(replayed.origin == .saved && replayed.value == "601" && replayed.error is Trapped)
    let passing = try again.checkIsolated(generate: upTo999) { number, _ in
      if number > 601 { fatalError() }
    }
    #expect(passing.failure?.origin != .saved)
  }

  @Test("a trap shrinks to a trap, and an error to an error")
  func manners() throws {
    func failure(_ trapping: Range<UInt64>) throws -> CheckFailure<String>? {
      try Runner(seed: 1, runs: 500).checkIsolated(generate: upTo999) { number, _ in
        if trapping.contains(opaque(number)) { fatalError() }
        if number >= 100 { throw Failure() }
      }.failure
    }
    let trapped = try #require(try failure(500..<1000))
    #expect(trapped.value == "500" && trapped.error is Trapped)
    #expect(trapped.description.contains("`checkIsolated`"))
    let thrown = try #require(try failure(100..<500))
    #expect(thrown.value == "500" && (thrown.error as? FailedInWorker)?.description == "Failure()")
    #expect(!thrown.description.contains("`checkIsolated`"))
  }

  @Test("a run that ends the process is a failure, however it does that")
  func exits() throws {
    func failure(_ end: (UInt64) -> Void) throws -> CheckFailure<String>? {
      try Runner(seed: 1, runs: 300).checkIsolated(generate: upTo999) { number, _ in end(number) }.failure
    }
    let exited = try failure { if $0 >= 300 { exit(3) } }
    #expect(exited?.value == "300" && (exited?.error as? Exited)?.status == 3)
    let ended = try failure { if $0 >= 300 { _exit(0) } }
    #expect(ended?.value == "300" && (ended?.error as? Exited)?.status == 0)
    let aborted = try failure { if $0 >= 300 { abort() } }
    #expect(aborted?.value == "300" && (aborted?.error as? Trapped)?.signal == "SIGABRT")
    let overflown = try failure { if $0 >= 300 { _ = depth(opaque($0)) } }
    #expect(overflown?.value == "300" && (overflown?.error as? Trapped)?.signal == "SIGSEGV")
    let killed = try failure { if $0 >= 300 { kill(getpid(), SIGKILL) } }
    #expect(killed?.value == "300" && (killed?.error as? Trapped)?.signal == "SIGKILL")
    #expect(try failure { if $0 >= 1000 { exit(3) } } == nil)
  }

  @Test("more may be written to standard error than a pipe holds")
  func manyWords() throws {
    let failure = try #require(
      try Runner(seed: 1, runs: 300).checkIsolated(generate: upTo999) { number, _ in
        FileHandle.standardError.write(Data(String(repeating: "word\n", count: 100_000).utf8))
        if number >= 300 { fatalError("at last") }
      }.failure)
    #expect(failure.value == "300")
    #expect((failure.error as? Trapped)?.message.hasSuffix("at last") == true)
  }

  @Test("a generator that traps is found, too")
  func generator() throws {
    func outcome(_ limit: UInt64) throws -> CheckOutcome<String> {
      try Runner(seed: 1, runs: 300).checkIsolated { source in
        let number = source.draw(upTo: 999)
        if number >= limit { fatalError("generator") }
        return [number, source.draw(upTo: 5)]
      } property: { _, _ in
      }
    }
    let failure = try #require(try outcome(700).failure)
    #expect(failure.sequence == [700])
    #expect(failure.value == "(no value: it fails while the value is made)")
    #expect(try outcome(1000).isPass)
  }

  @Test("an error of the generator is thrown, as a text")
  func generatorError() {
    let error = #expect(throws: FailedInWorker.self) {
      try Runner(seed: 1).checkIsolated { _ in
        throw Failure()
      } property: { (_: Never, _) in
      }
    }
    #expect(error?.description == "Failure()")
  }

  // MARK: Hanging

  @Test("an endless loop shrinks to the smallest value, in bounded time")
  func hangs() throws {
    func outcome(_ limit: UInt64) throws -> CheckOutcome<String> {
      try Runner(seed: 1, runs: 300).checkIsolated(timeout: .milliseconds(700), generate: upTo(50)) {
        list, _ in
        while opaque(list).contains(where: { $0 > limit }) {}
      }
    }
    let start = ContinuousClock.now
    let failure = try #require(try outcome(30).failure)
    #expect(failure.value == "[31]")
    #expect((failure.error as? Hung)?.timeout == .milliseconds(700))
    #expect(failure.description.contains("error: hangs: the run did not end within 0.7 seconds"))
    // Three times the timeout, and a fifth of a second for each try; the machine may be busy.
    #expect(ContinuousClock.now - start < .seconds(30))
    #expect(try outcome(50).isPass)
  }

  @Test("what waits for ever hangs as well")
  func waits() throws {
    func outcome(_ limit: UInt64) throws -> CheckOutcome<String> {
      try Runner(seed: 1, runs: 150).checkIsolated(timeout: .milliseconds(500)) {
        $0.draw(upTo: 200)
      } property: { number, _ in
        while number >= limit { sleep(1) }
        usleep(1000)
      }
    }
    let failure = try #require(try outcome(150).failure)
    #expect(failure.value == "150" && failure.error is Hung)
    #expect(try outcome(201).isPass)
  }

  @Test("what is slow is not taken for what hangs")
  func slow() throws {
    func outcome(_ limit: UInt64) throws -> CheckOutcome<String> {
      try Runner(seed: 1, runs: 20).checkIsolated(timeout: .milliseconds(600)) {
        $0.draw(upTo: 99)
      } property: { number, _ in
        let end = ContinuousClock.now + .milliseconds(250)
        while number >= limit || number >= 94 && ContinuousClock.now < end { sched_yield() }
      }
    }
    let failure = try #require(try outcome(98).failure)
    #expect(failure.value == "98" && failure.error is Hung && failure.isReproduced)
    #expect(try outcome(100).isPass)
  }

  // MARK: Beside campaigns in this process

  @Test("the outcome is that of a campaign in this process", arguments: twentySeeds.prefix(8))
  func sameOutcome(seed: Seed) throws {
    let generate = numbers(upTo: 1000)
    for (runs, limit) in [(300, UInt64(1000)), (300, 990), (2000, 998)] {
      let runner = Runner(seed: seed, runs: runs, shrinker: Shrinker(proofBudget: 50))
      let property: ([UInt64], inout RunNotes) throws -> Void = { list, notes in
        notes.label("long", if: list.count > 5)
        notes.cover("not empty", atLeast: 0.5, if: !list.isEmpty)
        notes.target(Double(list.max() ?? 0), "largest")
        if list.count == 3 { throw Discard() }
        if let number = list.first(where: { $0 > limit }) { throw Unexpected("\(number)") }
      }
      let here = try runner.check(generate: generate, property: property)
      let there = try runner.checkIsolated(generate: generate, property: property)
      #expect(here.tally == there.tally && here.isPass == there.isPass)
      #expect(here.failure?.value.description == there.failure?.value)
      #expect(here.failure?.description == there.failure?.description)
      #expect(here.failure?.blob == there.failure?.blob)
      #expect(here.failure?.recording.choices == there.failure?.recording.choices)
    }
  }

  @Test("everything is gone through, and given up, as in this process")
  func sameEndings() throws {
    let runner = Runner(seed: 1, runs: 100)
    for modulus in [1, 2, 7, UInt64.max] {
      let property: ([UInt64], inout RunNotes) throws -> Void = { numbers, notes in
        if numbers[0] % modulus != 0 { throw Discard() }
        notes.cover("first", atLeast: 0.9, if: numbers[0] < 3)
      }
      for limit in [5, 1_000_000] as [UInt64] {
        let here = try runner.check(generate: pair(upTo: limit), property: property)
        let there = try runner.checkIsolated(generate: pair(upTo: limit), property: property)
        #expect("\(here)".prefix(12) == "\(there)".prefix(12))
        #expect(here.tally == there.tally)
        #expect(there.tally.isExhaustive == (limit == 5))
      }
    }
  }

  // MARK: Workers

  @Test("a worker that dies once is counted, and is no failure of the property")
  func once() throws {
    let flag = NSTemporaryDirectory() + "isolated-runs-\(getpid())"
    defer { unlink(flag) }
    let outcome = try Runner(seed: 1, runs: 300).checkIsolated(generate: upTo999) { number, _ in
      if number > 500, open(flag, O_CREAT | O_EXCL, 0o600) >= 0 { abort() }
    }
    #expect(outcome.isPass && outcome.tally.passed == 300)
    #expect(outcome.tally.lostWorkers == 1)
    #expect(
      outcome.tally.description.contains("flaky: workers that died of something that did not happen again: 1")
    )
    let calm = try Runner(seed: 1, runs: 300).checkIsolated(generate: upTo999) { _, _ in }
    #expect(calm.tally.lostWorkers == 0 && !calm.tally.description.contains("flaky"))
  }

  @Test("workers that die of what earlier runs left behind are an error, which says so")
  func unreliable() throws {
    func outcome(_ most: Int) throws -> CheckOutcome<String> {
      let made = Made()
      return try Runner(seed: 1, runs: 300).checkIsolated(generate: upTo999) { _, _ in
        made.count += 1
        if made.count > most { abort() }
      }
    }
    let error = #expect(throws: UnreliableWorkers.self) { try outcome(5) }
    #expect(error?.deaths == 4 && error?.description.hasPrefix("flaky: 4 workers died") == true)
    #expect(try outcome(256).isPass)
  }

  @Test("nothing is left behind: no process, no file, no memory")
  func leftovers() throws {
    let before = Leftovers()
    let trapped = try Runner(seed: 1, runs: 300).checkIsolated(generate: upTo999) { number, _ in
      if number > 600 { abort() }
    }
    #expect(trapped.failure?.error is Trapped)
    let hung = try Runner(seed: 1, runs: 300).checkIsolated(timeout: .milliseconds(200), generate: upTo999) {
      number, _ in while number > 990 { sched_yield() }
    }
    #expect(hung.failure?.error is Hung)
    #expect(Leftovers() == before)
    // What is looked for is there while a worker looks.
    let seen = try Runner(seed: 1, runs: 1).checkIsolated(generate: upTo999) { _, _ in
      let now = Leftovers(of: getppid())
      if now.workers > 0, now.files > before.files, now.memories > before.memories {
        throw Unexpected("seen")
      }
    }
    #expect((seen.failure?.error as? FailedInWorker)?.description == "seen")
    #expect(Leftovers() == before)
  }

  @Test("campaigns on several threads, among threads that allocate and make types, do not disturb each other")
  func threads() {
    let values = Mutex<[String?]>([])
    DispatchQueue.concurrentPerform(iterations: 6) { index in
      if index >= 4 {
        for round in 0..<20_000 { _ = opaque([String](repeating: "\(round)", count: round % 50)) }
        return
      }
      let outcome = try? Runner(seed: Seed(rawValue: UInt64(index)), runs: 300)
        .checkIsolated(generate: upTo(50)) { list, _ in
          if index < 3, opaque(list).contains(where: { $0 > 44 }) { abort() }
        }
      values.withLock { $0.append(outcome?.isPass == true ? "passed" : outcome?.failure?.value) }
    }
    #expect(values.withLock { Set($0) } == ["[45]", "passed"] && values.withLock { $0.count } == 4)
  }
}

// MARK: - Values

/// A list of numbers of `0...limit`.
private func upTo(_ limit: UInt64) -> (inout ChoiceSource) -> [UInt64] {
  { source in source.list(maximum: 20) { $0.draw(upTo: limit) } }
}

private func upTo999(_ source: inout ChoiceSource) -> UInt64 { source.draw(upTo: 999) }

/// Hides a value from the optimiser.
@inline(never)
private func opaque<Value>(_ value: Value) -> Value { value }

/// Needs more stack than there is.
@inline(never)
private func depth(_ number: UInt64) -> UInt64 {
  number == 0 ? 0 : 1 &+ depth(opaque(number &+ 1)) &+ opaque(number)
}

/// How many runs were made in a process.
private final class Made {
  var count = 0
}
