import Machine
import Testing

@Suite("Lists of runs")
struct RunListerTests {
  /// Lengths of runs: single frames, pairs, short ones of all kinds, long ones, and anything.
  private static let mixes: [(name: String, lengths: [UInt64])] = [
    ("singles", [1]), ("pairs", [2]), ("short", [1, 1, 2, 3, 4, 5]), ("long", [8, 64, 70, 200]),
    ("singles, and a long run now and then", Array(repeating: 1, count: 99) + [150]),
    ("all", [1, 1, 1, 2, 3, 9, 65, 130]),
  ]

  /// Words that make such runs, some of them 0, and now and then one that is no frame.
  private static func words(
    _ count: Int, _ lengths: [UInt64], zeros: Bool, _ random: inout Random
  ) -> [UInt64] {
    var words: [UInt64] = []
    var next: UInt64 = 1
    while words.count < count {
      if zeros, random.next(60) == 0 {
        words.append(0)
      } else if random.next(500) == 0 {
        words.append(0x6B6B_6B6B_6B6B_6B6B)
      } else {
        // Ascending mostly, by 2 at least; or anywhere, which may be where the last run ends.
        next = random.next(3) == 0 ? 1 + random.next(5000) : next + 1 + random.next(9)
        let length = random.pick(lengths)
        words += next..<next + length
        next += length
      }
    }
    return Array(words[..<count])
  }

  /// The longest runs that words make, one after the other.
  private static func runs(_ words: some Sequence<UInt64>) -> [FrameRun] {
    var runs: [FrameRun] = []
    var expected: UInt64?
    for word in words {
      if word == expected, let run = runs.popLast() {
        runs.append(FrameRun(first: run.first, count: run.count + 1))
      } else {
        runs.append(FrameRun(first: word, count: 1))
      }
      expected = word + 1
    }
    return runs
  }

  /// Words, a part of them, and what is listed already.
  private static func forEachCase(
    zeros: Bool, _ body: (String, [UInt64], Range<Int>, inout Random) throws -> Void
  ) rethrows {
    for (name, lengths) in mixes {
      var random = Random(state: UInt64(lengths.count))
      for number in 0..<400 {
        let words = words(1 + Int(random.next(1500)), lengths, zeros: zeros, &random)
        let lower = Int(random.next(UInt64(words.count)))
        let range = lower..<lower + 1 + Int(random.next(UInt64(words.count - lower)))
        try body("\(name), case \(number)", words, range, &random)
      }
    }
  }

  private static let before = FrameRun(first: 77, count: 7)

  @Test("pointers are listed by their longest runs, whatever these are")
  func list() {
    Self.forEachCase(zeros: true) { name, words, range, _ in
      var listed: ContiguousArray = [Self.before]
      RunLister.list(ContiguousArray(words), range, in: &listed)
      #expect(Array(listed) == [Self.before] + Self.runs(words[range]), "\(name)")
    }
  }

  @Test("pointers are copied up to one that is 0 or to an entry that is in use")
  func copy() {
    var ends: [String: Int] = [:]
    Self.forEachCase(zeros: true) { name, words, range, random in
      let slot = Int(random.next(30))
      var entries = ContiguousArray(repeating: 0 as UInt64, count: slot + range.count)
      let isInUse = random.next(2) == 0
      if isInUse { entries[slot + Int(random.next(UInt64(range.count)))] = 9 }
      let before = entries
      let zero = words[range].firstIndex(of: 0) ?? range.upperBound
      let used = entries[slot...].firstIndex { $0 != 0 } ?? entries.endIndex
      let count = min(zero - range.lowerBound, used - slot)
      var listed: ContiguousArray = [Self.before]
      let copied = RunLister.copy(
        ContiguousArray(words), range, to: &entries, at: slot, listing: &listed)
      let part = words[range.lowerBound..<range.lowerBound + count]
      #expect(copied == count && Array(listed) == [Self.before] + Self.runs(part), "\(name)")
      var expected = before
      expected.replaceSubrange(slot..<slot + count, with: part)
      #expect(entries == expected, "\(name)")
      ends[count == range.count ? "all" : zero - range.lowerBound == count ? "zero" : "used", default: 0] += 1
    }
    #expect(ends.values.allSatisfy { $0 > 100 } && ends.count == 3)
  }

  @Test("entries are cleared and listed up to one that is empty")
  func clear() {
    Self.forEachCase(zeros: true) { name, words, range, _ in
      let end = words[range].firstIndex(of: 0) ?? range.upperBound
      var entries = ContiguousArray(words)
      var listed: ContiguousArray = [Self.before]
      let cleared = RunLister.clear(&entries, range, listing: &listed)
      let part = words[range.lowerBound..<end]
      #expect(cleared == part.count && Array(listed) == [Self.before] + Self.runs(part), "\(name)")
      var expected = ContiguousArray(words)
      for position in range.lowerBound..<end { expected[position] = 0 }
      #expect(entries == expected, "\(name)")
    }
  }

  @Test("listed frames are written as long as runs are of one")
  func fill() {
    Self.forEachCase(zeros: false) { name, words, range, random in
      let runs = Self.runs(words)
      let end = Int(random.next(UInt64(runs.count) + 1))
      let start = Int(random.next(UInt64(end) + 1))
      let singles = runs[start..<end].prefix { $0.count == 1 }
      var target = ContiguousArray(repeating: 5 as UInt64, count: 3 + end - start)
      let written = RunLister.fill(&target, at: 3, from: ContiguousArray(runs), start..<end)
      #expect(written == singles.count, "\(name)")
      let rest = Array(repeating: 5 as UInt64, count: end - start - written)
      #expect(Array(target) == [5, 5, 5] + singles.map(\.first) + rest, "\(name)")
    }
  }

  @Test("the frames of short runs are given back a word at a time, or none of them")
  func putShortRuns() {
    var random = Random(state: 8)
    var outcomes: Set<String> = []
    for number in 0..<6000 {
      var allocator = FramePoolTests.allocator(scatter: UInt64(number % 8))
      var taken: ContiguousArray<FrameRun> = []
      while allocator.takeRuns(atMost: 64, gfp: GFP.highmem, node: nil, listing: &taken).count > 0 {}
      var used = Set(1...300 as ClosedRange<UInt64>)
      for frame in used where random.next(40) == 0 && allocator.put(frame) == true { used.remove(frame) }
      // Ascending mostly, now and then twice the same or far away; 0 and those above 300 are no frames.
      var runs: ContiguousArray<FrameRun> = []
      var next = random.next(306)
      for _ in 0..<1 + random.next(50) {
        let count: UInt64 = random.pick([1, 1, 1, 2, 3, 20])
        runs.append(FrameRun(first: next, count: count))
        if random.next(12) == 0 { next = random.next(306) } else { next += count + 1 + random.next(3) }
        if random.next(60) == 0 { next -= min(next, count + 1) }
      }
      let start = Int(random.next(UInt64(runs.count)))
      let word = runs[start].first / 64
      let sameWord = runs[start...].prefix { $0.first / 64 == word && ($0.first + $0.count - 1) / 64 == word }
      let frames = sameWord.flatMap { $0.first..<$0.first + $0.count }
      // A word may have frames of two pools: it is the first frame's that is asked.
      let pool = allocator.pool(of: runs[start].first)
      let isPossible =
        Set(frames).count == frames.count && used.isSuperset(of: frames)
        && frames.allSatisfy { allocator.pool(of: $0) == pool }
      let put = allocator.putShortRuns(runs, start..<runs.count)
      #expect(put == (isPossible ? sameWord.count : 0), "case \(number)")
      if isPossible { used.subtract(frames) }
      #expect((0...400).allSatisfy { allocator.isInUse($0) == used.contains($0) }, "case \(number)")
      while true {
        let frame = allocator.take(gfp: GFP.highmem, node: nil).frame
        if frame == 0 { break }
        #expect(used.insert(frame).inserted, "case \(number)")
      }
      #expect(used.count == 300, "case \(number)")
      outcomes.insert(put == 0 ? "none" : put == 1 ? "one" : put == sameWord.count ? "many" : "?")
      if !isPossible, pool != nil {
        outcomes.insert(Set(frames).count < frames.count ? "twice" : "free or another pool's")
      }
    }
    #expect(outcomes == ["none", "one", "many", "twice", "free or another pool's"])
  }
}
