import Machine
import OptimizedVmalloc
import PropertyTesting
import Testing

/// What the free space promises, with a flag for every address of the last 256.
private struct NaiveFree {
  let window: Range<Int>
  var isFree: [Bool]

  init(_ window: Range<Int>) {
    self.window = window
    isFree = (0..<256).map { window.contains($0) }
  }

  mutating func take(_ start: Int, _ length: Int) -> Bool { change(start, length, to: false) }

  mutating func give(_ start: Int, _ length: Int) -> Bool { change(start, length, to: true) }

  private mutating func change(_ start: Int, _ length: Int, to state: Bool) -> Bool {
    guard length > 0, window.lowerBound <= start, start + length <= window.upperBound else { return false }
    guard isFree[start..<(start + length)].allSatisfy({ $0 != state }) else { return false }
    for offset in start..<(start + length) { isFree[offset] = state }
    return true
  }

  /// The longest runs of free addresses.
  var pieces: [Piece] {
    var pieces: [Piece] = []
    for offset in 0..<256 where isFree[offset] {
      if let last = pieces.last, last.end == offset {
        pieces[pieces.count - 1].length += 1
      } else {
        pieces.append(Piece(offset, 1))
      }
    }
    return pieces
  }
}

/// Whether a free space is what its model is.
private func requireEqual<Word: ConcreteWord>(_ free: FreeExtents<Word>, _ naive: NaiveFree) throws {
  try #require(free.violatedInvariant() == nil)
  let pieces = naive.pieces
  try #require(free.pieces == pieces)
  try #require(free.count == pieces.count)
  try #require(Int(free.total) == pieces.reduce(0) { $0 + $1.length })
}

/// Runs a random history on a free space and its model.
private func compare<Word: ConcreteWord>(
  _: Word.Type, window: Range<Int>, seed: Seed, longest: Int, count: Int
) throws {
  typealias Space = LastAddresses<Word>
  var random = Xoshiro256(seed: seed)
  var naive = NaiveFree(window)
  var free = FreeExtents<Word>(start: Space.address(window.lowerBound), length: Word(window.count))
  try requireEqual(free, naive)
  for _ in 0..<count {
    let length = Int.random(in: 0...longest, using: &random)
    let align = Space.alignments[Int.random(in: 0..<6, using: &random)]
    let room = room(in: naive.pieces)
    let place = free.lowestFit(length: Word(length), align: align).map { Space.offset($0) }
    try #require(place == Space.lowestFit(in: room, length: length, align: align))
    let anywhere = Int.random(in: 0..<256, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0..<2:
      let start = place ?? anywhere
      try #require(free.take(start: Space.address(start), length: Word(length)) == naive.take(start, length))
    case 2:
      let start = anywhere
      try #require(free.take(start: Space.address(start), length: Word(length)) == naive.take(start, length))
    case 3:
      // All of a hole, so that both neighbours are merged with.
      let start = naive.isFree.firstIndex(of: false) ?? 0
      let end = naive.isFree[start...].firstIndex(of: true) ?? 256
      let hole = Swift.min(end - start, 255)
      try #require(free.give(start: Space.address(start), length: Word(hole)) == naive.give(start, hole))
    default:
      let start = anywhere
      try #require(free.give(start: Space.address(start), length: Word(length)) == naive.give(start, length))
    }
    try requireEqual(free, naive)
  }
}

@Suite("The free space of a window")
struct FreeExtentsTests {
  @Test("random histories: it does what a flag for every address does, up to the last address")
  func histories() throws {
    for (number, longest) in [4, 12, 40, 255].enumerated() {
      let seed = Seed(rawValue: 3).run(number)
      for window in [0..<255, 1..<256, 100..<200] {
        try compare(UInt8.self, window: window, seed: seed, longest: longest, count: 3000)
        try compare(UInt16.self, window: window, seed: seed, longest: longest, count: 3000)
        try compare(UInt64.self, window: window, seed: seed, longest: longest, count: 3000)
      }
    }
  }

  @Test("every state of a window of eight addresses, at the last address: taking and giving every range")
  func everyState() throws {
    typealias Space = LastAddresses<UInt16>
    for state in 0..<256 {
      var naive = NaiveFree(248..<256)
      var free = FreeExtents<UInt16>(start: Space.address(248), length: 8)
      for offset in 0..<8 where state >> offset & 1 == 0 {
        _ = naive.take(248 + offset, 1)
        free.take(start: Space.address(248 + offset), length: 1)
      }
      try requireEqual(free, naive)
      for start in 247..<256 {
        for length in 0...9 {
          var (taken, naiveTaken) = (free, naive)
          let isTaken = taken.take(start: Space.address(start), length: UInt16(length))
          try #require(isTaken == naiveTaken.take(start, length))
          try requireEqual(taken, naiveTaken)
          var (given, naiveGiven) = (free, naive)
          let isGiven = given.give(start: Space.address(start), length: UInt16(length))
          try #require(isGiven == naiveGiven.give(start, length))
          try requireEqual(given, naiveGiven)
        }
      }
    }
  }

  @Test("what is refused: taking what is not free, giving what is or lies outside, empty and wrapping ranges")
  func refusals() {
    var free = FreeExtents<UInt64>(start: 1000, length: 1000)
    free.take(start: 1400, length: 100)
    let accepted = [
      free.take(start: 1399, length: 2), free.take(start: 1499, length: 2),
      free.take(start: 1300, length: 300), free.take(start: 1000, length: 1001),
      free.take(start: 1000, length: 0), free.take(start: 1000, length: .max),
      free.give(start: 1399, length: 2), free.give(start: 1499, length: 2),
      free.give(start: 2000, length: 1), free.give(start: 999, length: 1),
      free.give(start: 1400, length: 0), free.give(start: 1400, length: .max),
    ]
    #expect(!accepted.contains(true), "\(accepted)")
    #expect(free.total == 900 && free.count == 2 && free.violatedInvariant() == nil)
    free.give(start: 1400, length: 100)
    #expect(free.total == 1000 && free.count == 1 && free.violatedInvariant() == nil)
  }

  @Test("a window that is empty or wraps around has nothing free and takes nothing back")
  func emptyWindow() {
    for length: UInt8 in [0, 7, 255] {
      var free = FreeExtents<UInt8>(start: 250, length: length)
      #expect(free.count == 0 && free.total == 0 && free.lowestFit(length: 1, align: 1) == nil)
      #expect(!free.give(start: 250, length: 1) && !free.take(start: 250, length: 1))
      #expect(free.violatedInvariant() == nil)
    }
  }

  @Test("100,000 random pages taken and given back leave the window whole")
  func manyPages() {
    var random = Xoshiro256(seed: 4)
    let pages = (0..<100_000).map { UInt64($0) << 12 }
    let base: UInt64 = 0 &- 100_000 << 12
    var free = FreeExtents<UInt64>(start: base, length: 100_000 << 12)
    for page in pages.shuffled(using: &random) where !free.take(start: base &+ page, length: 1 << 12) {
      Issue.record("page \(page) is not free")
    }
    #expect(free.count == 0 && free.total == 0)
    for page in pages.shuffled(using: &random) where !free.give(start: base &+ page, length: 1 << 12) {
      Issue.record("page \(page) is free")
    }
    #expect(free.count == 1 && free.total == 100_000 << 12 && free.violatedInvariant() == nil)
  }
}
