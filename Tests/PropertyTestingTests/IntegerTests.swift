import PropertyTesting
import Testing

@Suite("Integers")
struct IntegerTests {
  private func simplest<T: FixedWidthInteger>(_ count: UInt64, _ range: ClosedRange<T>) -> [T] {
    (0..<count).map { rank in
      var source = ChoiceSource(replaying: [rank])
      return source.integer(range)
    }
  }

  @Test("the simplest is nearest to 0, and a positive number simpler than the negative one as far away")
  func order() {
    #expect(simplest(7, -3...3) == [0, 1, -1, 2, -2, 3, -3])
    #expect(simplest(7, -1...5) == [0, 1, -1, 2, 3, 4, 5])
    #expect(simplest(7, -5...1) == [0, 1, -1, -2, -3, -4, -5])
    #expect(simplest(4, 4...7 as ClosedRange<UInt8>) == [4, 5, 6, 7])
    #expect(simplest(4, -7...(-4)) == [-4, -5, -6, -7])
    #expect(simplest(3, Int.min...Int.max) == [0, 1, -1])
    var last = ChoiceSource(replaying: [.max])
    #expect(last.integer(Int.self) == .min)
  }

  @Test("every number of a range is the number of just one choice", arguments: 0...9 as ClosedRange<Int8>)
  func bijection(width: Int8) {
    for low in -10...1 as ClosedRange<Int8> {
      let range = low...low + width
      #expect(Set(simplest(UInt64(width) + 1, range)) == Set(range))
    }
  }

  @Test("draws stay in their range, reach its bounds and everything between, and replay")
  func draws() {
    var seen: Set<Int16> = []
    for run in 0..<2000 {
      var source = ChoiceSource(seed: Seed(rawValue: 7).run(run))
      let drawn = source.integer(-20...30 as ClosedRange<Int16>)
      #expect((-20...30).contains(drawn))
      seen.insert(drawn)
      var again = ChoiceSource(replaying: source.recording.sequence)
      #expect(again.integer(-20...30 as ClosedRange<Int16>) == drawn)
    }
    #expect(seen == Set(-20...30))
    let words = (0..<2000).map { run in
      var source = ChoiceSource(seed: Seed(rawValue: 8).run(run))
      return source.integer(UInt64.self)
    }
    #expect(words.contains(.max) && words.contains(0) && words.contains { $0 > 1 << 62 })
    #expect(words.count { $0 < 1000 } > 200)
  }

  @Test("a small run draws small numbers and short lists, a large one others, too")
  func size() {
    func most(_ size: Int) -> (number: Int, length: Int) {
      var source = ChoiceSource(seed: 0)
      var most = (number: 0, length: 0)
      for run in 0..<300 {
        source.restart(then: .random(Seed(rawValue: 9).run(run)), size: size)
        most.number = max(most.number, source.integer(0...Int.max))
        most.length = max(most.length, source.list(maximum: 100) { $0.boolean() }.count)
      }
      return most
    }
    #expect(most(1).number < 32 && most(1).length < 20)
    #expect(most(100).number > 1 << 60 && most(100).length > 30)
  }

  @Test("a list of a count drawn before has a span for each element, and shrinks with the count")
  func counted() throws {
    var source = ChoiceSource(replaying: [2, 5, 6])
    let list = source.list(count: Int(source.draw(upTo: 9))) { $0.draw(upTo: 9) }
    #expect(list == [5, 6] && source.recording.spans.map(\.range) == [1..<2, 2..<3])
    for seed in twentySeeds {
      let failure = try #require(
        try refute(
          seed,
          generate: { source in
            let count = source.integer(0...50)
            return source.list(count: count) { $0.integer(-100...100) }
          }, fails: { $0.contains { $0 < -20 } }))
      #expect(failure.value == [-21])
    }
  }
}
