import Foundation
import PropertyTesting
import Synchronization
import Testing

/// Something that only its own task sees.
private enum Context {
  @TaskLocal static var name = "none"
}

private actor Judge {
  private(set) var calls = 0

  func isGood(_ value: [UInt64]) -> Bool {
    calls += 1
    return !value.contains { $0 > 900 }
  }

  /// Checks a property that uses the actor's state without leaving it.
  func checkInside() async throws -> CheckOutcome<Int> {
    try await Runner(seed: 1, runs: 50).check {
      $0.integer(0...99)
    } property: { value, _ in
      calls += 1
      await Task.yield()
      preconditionIsolated()
      if value > 50 { throw Failure() }
    }
  }
}

@Suite("Asynchronous properties")
struct AsyncTests {
  @Test("the outcome is that of the same property without waiting")
  func sameOutcome() async throws {
    let judge = Judge()
    for seed in twentySeeds.prefix(6) {
      let runner = Runner(seed: seed, runs: 300)
      let asynchronous = try await runner.check(generate: numbers(upTo: 1000)) { value, notes in
        notes.label("empty", if: value.isEmpty)
        notes.target(Double(value.count))
        if await !judge.isGood(value) { throw Failure() }
      }
      let synchronous = try synchronously(runner)
      let first = try #require(asynchronous.failure)
      let second = try #require(synchronous.failure)
      #expect(first.value == second.value && first.blob == second.blob && first.run == second.run)
      #expect(first.tally == second.tally && first.description == second.description)
      #expect(first.isReproduced)
    }
    #expect(await judge.calls > 100)
  }

  private func synchronously(_ runner: Runner) throws -> CheckOutcome<[UInt64]> {
    try runner.check(generate: numbers(upTo: 1000)) { value, notes in
      notes.label("empty", if: value.isEmpty)
      notes.target(Double(value.count))
      if value.contains(where: { $0 > 900 }) { throw Failure() }
    }
  }

  @Test("passes, discards and everything there is are counted alike")
  func counts() async throws {
    let passed = try await Runner(seed: 1, runs: 30).check {
      $0.integer(0...9)
    } property: { value, _ in
      await Task.yield()
      if value == 3 { throw Discard() }
    }
    guard case .passed(let tally) = passed else {
      Issue.record("\(passed)")
      return
    }
    #expect(tally.isExhaustive && tally.passed == 9 && tally.discarded == 1)
    let gaveUp = try await Runner(seed: 1, runs: 30).check { source -> Int in
      _ = source.draw(upTo: .max)
      try source.discard()
    } property: { _, _ in
      await Task.yield()
    }
    guard case .gaveUp = gaveUp else {
      Issue.record("\(gaveUp)")
      return
    }
  }

  @Test("the property runs in the caller's task and on its actor")
  func context() async throws {
    try await Context.$name.withValue("caller") {
      let outcome = try await Runner(seed: 1, runs: 40).check { source in
        try expect(Context.name == "caller", "values are made in the task")
        return source.draw(upTo: .max)
      } property: { _, _ in
        await Task.yield()
        try expect(Context.name == "caller", "values are judged in the task")
      }
      #expect(outcome.isPass)
    }
    let judge = Judge()
    let failure = try #require(try await judge.checkInside().failure)
    #expect(failure.value == 51)
    #expect(await judge.calls > 5)
  }

  @Test("a cancelled task ends its campaign")
  func cancellation() async throws {
    let calls = Mutex(0)
    let task = Task {
      try await Runner(seed: 1, runs: 10_000).check {
        $0.draw(upTo: .max)
      } property: { _, _ in
        let count = calls.withLock { calls in
          calls += 1
          return calls
        }
        if count == 20 { withUnsafeCurrentTask { $0?.cancel() } }
        try await Task.sleep(for: .zero)
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(calls.withLock { $0 } == 20)
  }

  @Test("cancellation ends a shrink, too")
  func cancelledShrink() async throws {
    let failures = Mutex(0)
    let task = Task {
      try await Runner(seed: 1, runs: 1000).check(generate: numbers(upTo: 1000)) { value, _ in
        if value.count > 3 {
          if failures.withLock({
            $0 += 1
            return $0
          }) == 3 {
            withUnsafeCurrentTask { $0?.cancel() }
          }
          await Task.yield()
          throw Failure()
        }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(failures.withLock { $0 } == 3)
  }

  @Test("an error of the generator ends the campaign")
  func generatorError() async {
    await #expect(throws: Failure.self) {
      try await Runner(seed: 1).check { _ -> Int in
        throw Failure()
      } property: { _, _ in
        await Task.yield()
      }
    }
  }

  @Test("many campaigns at a time leave the threads of tasks free")
  func many() async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<32 {
        group.addTask {
          try await Runner(seed: Seed(rawValue: UInt64(number)), runs: 20).check {
            $0.draw(upTo: .max)
          } property: { _, _ in
            try await Task.sleep(for: .microseconds(50))
          }.isPass
        }
      }
      for try await isPass in group { #expect(isPass) }
    }
  }

  @Test("a failure is replayed")
  func replay() async throws {
    let replayed = try await Runner(seed: 1).replay(ReplayBlob([51])) {
      $0.draw(upTo: 99)
    } property: { value, _ in
      await Task.yield()
      if value > 50 { throw Failure() }
    }
    #expect(replayed.value == 51 && replayed.error is Failure && replayed.difference == nil)
  }
}
