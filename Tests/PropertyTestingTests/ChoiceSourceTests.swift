import PropertyTesting
import Testing

@Suite("Drawing and replaying")
struct ChoiceSourceTests {
  /// Draws in every way there is.
  private func everything(_ source: inout ChoiceSource) throws -> [UInt64] {
    try source.span("everything") { source in
      let weights: [UInt64] = [0, 3, 0, 1]
      return try source.list(minimum: 2, maximum: 30) { source in
        switch source.weighted(weights) {
        case 1: return source.draw(10...20)
        case 3: return source.boolean(Probability(1, outOf: 3)) ? 30 : source.element(of: [40, 41, 42])
        default: throw Failure()
        }
      } + [source.draw(50...90, favouring: [50, 90, 1000], .half)]
    }
  }

  @Test("equal seeds give equal runs, other seeds others")
  func seeds() throws {
    var runs: Set<ChoiceSequence> = []
    for seed in twentySeeds {
      var first = ChoiceSource(seed: seed)
      var second = ChoiceSource(seed: seed)
      #expect(try everything(&first) == everything(&second))
      #expect(first.recording.sequence == second.recording.sequence)
      runs.insert(first.recording.sequence)
    }
    #expect(runs.count == twentySeeds.count)
  }

  @Test("a replay gives the same value and recording, and needs every choice")
  func replay() throws {
    for seed in twentySeeds {
      var source = ChoiceSource(seed: seed)
      let value = try everything(&source)
      let sequence = source.recording.sequence

      source.restart(replaying: sequence, then: .overrun)
      #expect(try everything(&source) == value)
      #expect(!source.hasOverrun)
      #expect(source.recording.sequence == sequence)

      source.restart(replaying: ChoiceSequence(sequence.values.dropLast()), then: .overrun)
      _ = try everything(&source)
      #expect(source.hasOverrun)
      #expect(throws: Discard.self) { try source.checkpoint() }
      #expect(source.recording.sequence.count == sequence.count - 1)
    }
  }

  @Test("any numbers replay to something the generator allows, recorded no larger")
  func total() throws {
    for seed in twentySeeds {
      var numbers = ChoiceSource(seed: seed)
      for _ in 0..<50 {
        let sequence = anySequence(&numbers)
        var source = ChoiceSource(replaying: sequence)
        let value = try everything(&source)
        #expect(value.dropLast().allSatisfy { (10...20).contains($0) || [30, 40, 41, 42].contains($0) })
        #expect(source.recording.sequence <= sequence)
        #expect(source.recording.choices.allSatisfy { $0.value <= $0.limit })
      }
    }
  }

  @Test("zeros give the simplest value")
  func zeros() throws {
    var source = ChoiceSource(replaying: [], then: .zeros)
    #expect(try everything(&source) == [10, 10, 50])
    #expect(!source.hasOverrun)
    #expect(source.recording.sequence.values.allSatisfy { $0 == 0 })
  }

  @Test("a number above its limit is clamped")
  func clamping() {
    var source = ChoiceSource(replaying: [100, 3, 9])
    #expect(source.draw(5...10) == 10)
    #expect(source.draw(5...10) == 8)
    #expect(source.element(of: ["a", "b"]) == "b")
    #expect(source.recording.sequence == [5, 3, 1])
  }

  @Test("a recorded run goes on at random where the numbers end")
  func prefix() {
    var source = ChoiceSource(replaying: [1, 2], then: .random(9))
    var random = ChoiceSource(seed: 9)
    #expect(source.draw(upTo: .max) == 1)
    #expect(source.draw(upTo: .max) == 2)
    #expect(source.draw(upTo: .max) == random.draw(upTo: .max))
  }

  @Test("a run of too many choices overruns")
  func choiceLimit() {
    var source = ChoiceSource(seed: 1, choiceLimit: 10)
    for _ in 0..<10 { _ = source.draw(upTo: 9) }
    #expect(!source.hasOverrun)
    #expect(source.draw(upTo: 9) == 0)
    #expect(source.hasOverrun)
    #expect(source.recording.choices.count == 10)
  }

  @Test("spans nest, and are closed by an error")
  func spans() {
    var source = ChoiceSource(seed: 1)
    source.span("outer") { source in
      _ = source.draw(upTo: 1)
      try? source.span("inner") { source in
        _ = source.draw(upTo: 1)
        throw Failure()
      }
      _ = source.draw(upTo: 1)
    }
    source.span("next") { _ in }
    let spans = source.recording.spans
    #expect(spans.map(\.label.description) == ["outer", "inner", "next"])
    #expect(spans.map(\.range) == [0..<3, 1..<2, 3..<3])
    #expect(spans.map(\.parent) == [nil, 0, nil])
  }

  @Test("deleting the span of an element deletes the element")
  func elements() {
    for minimum in 0...3 {
      let generate = numbers(upTo: .max, minimum: minimum)
      for seed in twentySeeds {
        var source = ChoiceSource(seed: seed)
        let value = generate(&source)
        let sequence = source.recording.sequence
        let spans = source.recording.spans
        #expect(spans.count == value.count)
        guard value.count > minimum else { continue }
        for (index, span) in spans.enumerated() {
          var shorter = sequence
          shorter.values.removeSubrange(span.range)
          source.restart(replaying: shorter, then: .overrun)
          var expected = value
          expected.remove(at: index)
          #expect(generate(&source) == expected)
          #expect(!source.hasOverrun)
        }
      }
    }
  }

  @Test("draws keep to their ranges and probabilities")
  func distribution() {
    var source = ChoiceSource(seed: 5)
    var heads = 0
    var bounds = 0
    var weights = [0, 0, 0]
    var dice = Array(repeating: 0, count: 6)
    for _ in 0..<1000 {
      heads += source.boolean(Probability(1, outOf: 4)) ? 1 : 0
      bounds +=
        [7, 1_000_000].contains(source.draw(7...1_000_000, favouring: [7, 1_000_000], .half)) ? 1 : 0
      weights[source.weighted([3, 0, 1])] += 1
      dice[Int(source.draw(1...6)) - 1] += 1
      let certain = source.boolean(.always)
      let impossible = source.boolean(.never)
      #expect(certain && !impossible)
    }
    #expect((200...300).contains(heads))
    #expect((440...560).contains(bounds))
    #expect((700...800).contains(weights[0]) && weights[1] == 0)
    #expect(dice.allSatisfy { (120...220).contains($0) })
  }
}
