import Foundation
import PropertyTesting
import Testing

extension IsolationTests {
  @Test("a history traps in its last step, and is the shortest", arguments: twentySeeds.prefix(6))
  func history(seed: Seed) throws {
    let runner = Runner(seed: seed, runs: 3000, shrinker: Shrinker(proofBudget: 50))
    let trapped = try #require(try runner.checkIsolated { _ in Files(failsBy: .trapping) }.failure)
    let lines = trapped.value.split(separator: "\n")
    #expect(
      lines == [
        "1. open", "2. open", "3. write(#2, 0)", "4. write(#2, 5)  <- disk fails, here",
      ])
    #expect((trapped.error as? Trapped)?.message.hasSuffix("second file") == true)

    // What is known of a run that died is what would be known if it had thrown.
    let thrown = try #require(try runner.check { _ in Files(failsBy: .throwing) }.failure)
    #expect(trapped.value == thrown.value.description)
    #expect(trapped.blob == thrown.blob)
    #expect(
      trapped.run == thrown.run && trapped.origin.rawValue == thrown.origin.rawValue
        && trapped.tally == thrown.tally)
    #expect(trapped.shrink.evaluations == thrown.shrink.evaluations)
    #expect(trapped.shrink.overruns == thrown.shrink.overruns)
    #expect(trapped.shrink.passes == thrown.shrink.passes)
    #expect(trapped.recording.choices == thrown.recording.choices)
    #expect(trapped.recording.spans.map(\.range) == thrown.recording.spans.map(\.range))
    #expect(trapped.recording.spans.map(\.parent) == thrown.recording.spans.map(\.parent))
    #expect(trapped.recording.steps.map(\.range) == thrown.recording.steps.map(\.range))
    #expect(trapped.recording.failures.map(\.step) == thrown.recording.failures.map(\.step))
    #expect(trapped.explanation.parts == thrown.explanation.parts)
    let there = try #require(try runner.checkIsolated { _ in Files(failsBy: .throwing) }.failure)
    #expect(there.description == thrown.description && there.recording.choices == thrown.recording.choices)
    #expect(try runner.checkIsolated { _ in Files(failsBy: .nothing) }.isPass)
  }

  @Test("a history says where it died, if not in a step", arguments: Place.allCases)
  func places(place: Place) throws {
    let failure = try #require(try Runner(seed: 1).checkIsolated { _ in Placed(place) }.failure)
    #expect(failure.value == place.text)
    #expect(try Runner(seed: 1).checkIsolated { _ in Placed(nil) }.isPass)
  }
}

/// Files; what fails is a write to the file opened second that comes after another one, while the disk is full.
private struct Files: StateMachine {
  enum Manner { case trapping, throwing, nothing }
  enum Rule: CaseIterable { case open, write, close }
  enum Command: CustomStringConvertible {
    case open, write(ObjectID, Int), close(ObjectID)
    var description: String {
      switch self {
      case .open: "open"
      case .write(let id, let number): "write(\(id), \(number))"
      case .close(let id): "close(\(id))"
      }
    }
  }

  let failsBy: Manner
  var files = Pool<[Int]>()

  init(failsBy: Manner) { self.failsBy = failsBy }

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
    case .write(let id, let number):
      files[id]?.append(number)
      let isFull = source.failure("disk")
      let all = files.map { $0 }
      guard isFull, all.count > 1, all[1].object.count > 1, all[1].object.contains(where: { $0 > 4 }) else {
        return
      }
      switch failsBy {
      case .trapping: fatalError("second file")
      case .throwing: throw Unexpected("second file")
      case .nothing: break
      }
    case .close(let id): files.remove(id)
    }
  }
}

/// Where a history dies.
enum Place: CaseIterable {
  case start, initialState, drawing, invariant, tearDown

  /// What is shown of the shortest history that dies there.
  var text: String {
    switch self {
    case .start: "(no value: it fails while the value is made)"
    case .initialState: "fails in the initial state"
    case .drawing: "1. go\nfails while step 2 is drawn"
    case .invariant: "1. go  <- an invariant is broken after this"
    case .tearDown: "1. go  <- fails at the end, after this"
    }
  }
}

private struct Placed: StateMachine {
  enum Rule: CaseIterable { case go }
  let place: Place?
  var steps = 0

  init(_ place: Place?) {
    self.place = place
    if place == .start { abort() }
  }

  func command(_ rule: Rule, _ source: inout ChoiceSource) -> String {
    if steps > 0, place == .drawing { abort() }
    return "go"
  }

  mutating func run(_ command: String, _ source: inout ChoiceSource) { steps += 1 }

  func checkInvariants() {
    if place == .initialState || steps > 0 && place == .invariant { abort() }
  }

  func tearDown() {
    if steps > 0, place == .tearDown { abort() }
  }
}
