import Foundation
import PropertyTesting
import Testing

@Suite("Failures that are kept")
struct FailureStoreTests {
  /// Runs a test with a store in a directory of its own, which is removed afterwards.
  private func withStore(limit: Int = 16, _ body: (FailureStore) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "failures-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try body(FailureStore(directory: directory, limit: limit))
  }

  private func saved(_ sequence: ChoiceSequence, value: String = "v") -> SavedFailure {
    SavedFailure(blob: ReplayBlob(sequence), origin: "by hand", error: "e", value: value)
  }

  /// A campaign for numbers that are to be less than a limit.
  private func check(
    _ store: FailureStore, seed: Seed = 1, upTo most: UInt64 = 1 << 40, limit: UInt64
  ) throws -> (outcome: CheckOutcome<UInt64>, review: FailureReview) {
    try Runner(seed: seed, runs: 200).check("numbers", keepingFailuresIn: store) {
      $0.draw(upTo: most)
    } property: { value, _ in
      if value >= limit { throw Failure() }
    }
  }

  @Test("a failure is kept, tried first by the next campaign, and forgotten when it passes")
  func life() throws {
    try withStore { store in
      let first = try check(store, limit: 1000)
      #expect(first.outcome.failure?.value == 1000 && first.review == FailureReview())
      let kept = try store.failures(of: "numbers")
      #expect(kept.map(\.blob) == [ReplayBlob([1000])])
      #expect(kept.first?.value == "1000" && kept.first?.error == "Failure()")
      #expect(try store.failures(of: "others") == [])

      let second = try check(store, seed: 2, limit: 1000)
      let failure = try #require(second.outcome.failure)
      #expect(failure.origin == .saved && failure.run == 0 && failure.value == 1000)
      #expect(try store.failures(of: "numbers").count == 1)

      let third = try check(store, limit: 1 << 50)
      #expect(third.outcome.isPass && third.review.passing.map(\.blob) == [ReplayBlob([1000])])
      #expect(third.review.description.contains("passes now"))
      #expect(!FileManager.default.fileExists(atPath: store.path(of: "numbers")))
    }
  }

  @Test("a failure that does not fit any more is kept, and it is said why")
  func unfit() throws {
    try withStore { store in
      try store.add(saved([5]), to: "numbers")
      try store.add(saved([1000]), to: "numbers")
      try store.add(saved([]), to: "numbers")
      let (outcome, review) = try check(store, upTo: 9, limit: 10)
      #expect(outcome.isPass)
      #expect(review.passing.map(\.blob) == [ReplayBlob([5])])
      #expect(
        review.unfit.map(\.reason) == [
          .noValue, .different(.outOfRange(choice: 0, recorded: 1000, limit: 9)),
        ])
      #expect(review.description.contains("allows only 0 to 9 there now"))
      #expect(try store.failures(of: "numbers").map(\.blob) == [ReplayBlob([]), ReplayBlob([1000])])
    }
  }

  @Test("a generator that fails on old choices does not end the campaign")
  func generatorError() throws {
    try withStore { store in
      try store.add(saved([7]), to: "numbers")
      let (outcome, review) = try Runner(seed: 1, runs: 20).check("numbers", keepingFailuresIn: store) {
        let value = $0.draw(upTo: .max)
        if value == 7 { throw Failure() }
        return value
      } property: { (_: UInt64, _) in
      }
      #expect(outcome.isPass)
      #expect(review.unfit.map(\.reason) == [.generatorError("Failure()")])
    }
  }

  @Test("histories are kept, too")
  func histories() throws {
    try withStore { store in
      let runner = Runner(seed: 1)
      let first = try runner.check("machine", keepingFailuresIn: store) { _ in Countdown() }
      #expect(first.outcome.failure?.value.commands.count == 3)
      let second = try runner.check("machine", keepingFailuresIn: store) { _ in Countdown() }
      #expect(second.outcome.failure?.origin == .saved && second.review.failing.count == 1)
    }
  }

  @Test("the newest failures are kept, each once")
  func limit() throws {
    try withStore(limit: 3) { store in
      for number in 0..<5 { try store.add(saved([UInt64(number)]), to: "p") }
      #expect(try store.failures(of: "p").map(\.blob) == [[4], [3], [2]].map(ReplayBlob.init))
      try store.add(saved([3], value: "again"), to: "p")
      #expect(try store.failures(of: "p").map(\.blob) == [[3], [4], [2]].map(ReplayBlob.init))
      #expect(try store.failures(of: "p").first?.value == "again")
      try store.remove([saved([4], value: "whatever")], from: "p")
      #expect(try store.failures(of: "p").count == 2)
    }
  }

  @Test("names that look alike have different files, and all can be file names")
  func names() throws {
    try withStore { store in
      let names = [
        "", "a", "A", "a b", "a-b", "a/b", "../a", ".", "..", "é", "e\u{301}", "a\0", "a\n",
        String(repeating: "x", count: 300), String(repeating: "x", count: 301),
      ]
      for (index, name) in names.enumerated() { try store.add(saved([UInt64(index)]), to: name) }
      for (index, name) in names.enumerated() {
        #expect(try store.failures(of: name).map(\.blob.sequence) == [[UInt64(index)]])
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: store.directory)
      #expect(files.count == names.count)
      #expect(Set(files.map { $0.lowercased() }).count == names.count)
    }
  }

  @Test("a file that cannot be read is an error, and stays as it is")
  func badFile() throws {
    try withStore { store in
      try store.add(saved([1]), to: "numbers")
      let path = store.path(of: "numbers")
      let good = try String(contentsOfFile: path, encoding: .utf8)
      for (bad, line, expected) in [
        ("", 1, "'property-failures 1'"),
        (good.replacing("failures 1", with: "failures 2"), 1, "the version that is known here"),
        (good.replacing("pt1.AQ.", with: "pt1.Ag."), 5, "a replay blob (checksum mismatch"),
        (good.replacing("error", with: "errors"), 8, "the line 'error'"),
        (good.replacing("  by hand\n", with: ""), 7, "the text of 'found'"),
        (good + "more\n", 12, "or the end of the file"),
        (good.replacing("numbers", with: "others"), nil, "failures of 'numbers'"),
      ] as [(String, Int?, String)] {
        try bad.write(toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: FailureFileError.self) { try check(store, limit: 1000) }
        #expect(error?.line == line && error?.description.contains(expected) == true, "\(error as Any)")
        #expect(error?.description.hasPrefix(path) == true)
        #expect(throws: FailureFileError.self) { try store.add(saved([2]), to: "numbers") }
        #expect(throws: FailureFileError.self) { try store.remove([saved([1])], from: "numbers") }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == bad)
      }
    }
  }

  @Test("a directory that cannot be written is an error")
  func cannotWrite() throws {
    try withStore { store in
      try Data().write(to: URL(fileURLWithPath: store.directory))
      let error = #expect(throws: FailureFileError.self) { try store.add(saved([2]), to: "p") }
      #expect(error?.description.contains("to write the file") == true)
    }
  }
}

/// Fails at the third step.
private struct Countdown: StateMachine {
  enum Rule: CaseIterable { case step }
  var left = 3
  func command(_ rule: Rule, _ source: inout ChoiceSource) -> String { "step" }
  mutating func run(_ command: String, _ source: inout ChoiceSource) throws {
    left -= 1
    try expect(left > 0, "time is left")
  }
}

@Suite("Files of failures")
struct FailureFileTests {
  /// A text of what is awkward in a line, or at the end of one.
  private func anyText(_ source: inout ChoiceSource) -> String {
    let pieces = ["a", " ", "\n", "\r\n", "\r", "\t", "é", "error", "failure pt1.", "\u{2028}", "\0", "👩‍👩‍👧"]
    return source.list(maximum: 8) { $0.element(of: pieces) }.joined()
  }

  private func anyFile(_ source: inout ChoiceSource) -> FailureFile {
    FailureFile(
      property: anyText(&source),
      failures: source.list(maximum: 3) { source in
        SavedFailure(
          blob: ReplayBlob(anySequence(&source)), origin: anyText(&source), error: anyText(&source),
          value: anyText(&source))
      })
  }

  @Test("what is written is read")
  func roundTrip() throws {
    let failure = try Runner(seed: 1, runs: 2000).check(generate: anyFile) { file, _ in
      let read = try FailureFile(parsing: file.description.utf8, path: "f")
      // Not `==`, which takes canonically equivalent texts for equal.
      try expect(Array(read.description.utf8) == Array(file.description.utf8), "\(read)")
      try expect(read == file, "\(read)")
    }.failure
    #expect(failure == nil, "\(failure as Any)")
  }

  @Test("lines that editors and version control have changed are read as they were meant")
  func tolerant() throws {
    let file = FailureFile(
      property: "p", failures: [SavedFailure(blob: ReplayBlob([1]), origin: "o", error: "a\n\nb", value: "v")]
    )
    let text = file.description
    #expect(try FailureFile(parsing: text.replacing("\n", with: "\r\n").utf8, path: "f") == file)
    #expect(text.contains("\n  \n"))
    #expect(try FailureFile(parsing: text.replacing("\n  \n", with: "\n\n").utf8, path: "f") == file)
    #expect(try FailureFile(parsing: (text.dropLast() + "\n\n\n").utf8, path: "f") == file)
    #expect(try FailureFile(parsing: text.dropLast().utf8, path: "f") == file)
  }

  @Test("whatever bytes a file has, it is read or the error names a line of it")
  func fuzzed() throws {
    var errors = 0
    let failure = try Runner(seed: 1, runs: 20_000).check { source in
      var bytes = Array(anyFile(&source).description.utf8)
      if source.boolean(Probability(1, outOf: 16)) {
        let count = source.boolean() ? 0 : "property-failures 1\n".utf8.count
        bytes = bytes.prefix(count) + source.list(maximum: 80) { UInt8($0.draw(upTo: 255)) }
      }
      for _ in 0..<source.draw(1...4) {
        let place = Int(source.draw(upTo: UInt64(bytes.count)))
        let end = min(bytes.count, place + Int(source.draw(upTo: 8)))
        switch source.draw(upTo: 3) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 2: bytes.insert(source.element(of: [0, 10, 13, 32, 0x80, 0xFF, 0xC3]), at: place)
        default: if place < bytes.count { bytes[place] = UInt8(source.draw(upTo: 255)) }
        }
      }
      return bytes
    } property: { (bytes: [UInt8], _) in
      do {
        let file = try FailureFile(parsing: bytes, path: "f")
        let again = try FailureFile(parsing: file.description.utf8, path: "f")
        try expect(again == file, "what was read is written and read again")
      } catch let error as FailureFileError {
        errors += 1
        let lines = bytes.count { $0 == 10 } + 2
        try expect(error.line.map { (1...lines).contains($0) } == true, "\(error)")
      }
    }.failure
    #expect(failure == nil, "\(failure as Any)")
    #expect(errors > 5000)
  }
}
