import Machine
import OptimizedVmalloc
import PropertyTesting
import Testing

/// What a tree promises, by looking at every piece.
private struct NaiveExtents {
  var pieces: [Piece] = []

  mutating func insert(_ piece: Piece) -> Bool {
    guard piece.length > 0, piece.end <= 256 else { return false }
    guard pieces.allSatisfy({ $0.end <= piece.start || piece.end <= $0.start }) else { return false }
    pieces.append(piece)
    pieces.sort { $0.start < $1.start }
    return true
  }

  mutating func remove(_ start: Int) -> Piece? {
    pieces.firstIndex { $0.start == start }.map { pieces.remove(at: $0) }
  }

  mutating func replace(_ start: Int, with new: Int, length: Int) -> Bool {
    guard let index = pieces.firstIndex(where: { $0.start == start }) else { return false }
    let low = index == 0 ? 0 : pieces[index - 1].end
    let high = index + 1 == pieces.count ? 256 : pieces[index + 1].start
    guard length > 0, new >= low, new + length <= high else { return false }
    pieces[index] = Piece(new, length, pieces[index].payload)
    return true
  }
}

/// Runs a random history on a tree and on the naive one; `crowding` is how many pieces there are about.
private func compare<Word: ConcreteWord>(_: Word.Type, seed: Seed, crowding: Int, count: Int) throws {
  typealias Space = LastAddresses<Word>
  var random = Xoshiro256(seed: seed)
  var tree = ExtentTree<Word>()
  var naive = NaiveExtents()
  for step in 0..<count {
    let start = Int.random(in: 0..<256, using: &random)
    let length = Int.random(in: 0...(512 / crowding), using: &random)
    // Half of the time, an extent that is there.
    let known = Bool.random(using: &random) ? naive.pieces.randomElement(using: &random)?.start : nil
    let some = known ?? start
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4:
      let accepted = tree.insert(start: Space.address(start), length: Word(length), payload: step)
      try #require(accepted == naive.insert(Piece(start, length, step)))
    case 4..<6:
      try #require(tree.remove(startingAt: Space.address(some)).map { Piece($0) } == naive.remove(some))
    case 6..<8:
      let new = max(0, min(255, some + Int.random(in: -4...4, using: &random)))
      let accepted = tree.replace(
        startingAt: Space.address(some), with: Space.address(new), length: Word(length))
      try #require(accepted == naive.replace(some, with: new, length: length))
    default:
      let found = tree.find(startingAt: Space.address(some)).map { Piece($0) }
      try #require(found == naive.pieces.first { $0.start == some })
      let floor = tree.floor(Space.address(some)).map { Piece($0) }
      try #require(floor == naive.pieces.last { $0.start <= some })
      let successor = tree.successor(of: Space.address(some)).map { Piece($0) }
      try #require(successor == naive.pieces.first { $0.start > some })
    }
    try #require(tree.violatedInvariant() == nil)
    try #require(tree.pieces == naive.pieces)
    try #require(tree.count == naive.pieces.count && tree.isEmpty == naive.pieces.isEmpty)
    if step % 64 == 0 {
      try compareFits(of: &tree, with: room(in: naive.pieces), lengths: 0...255)
    } else {
      try compareFits(of: &tree, with: room(in: naive.pieces), lengths: length...length)
    }
  }
}

/// Compares the search for a place with trying all of them, for all alignments.
private func compareFits<Word: ConcreteWord>(
  of tree: inout ExtentTree<Word>, with room: [Int], lengths: ClosedRange<Int>
) throws {
  typealias Space = LastAddresses<Word>
  for align in Space.alignments {
    for length in lengths {
      let place = tree.lowestFit(length: Word(length), align: align).map { Space.offset($0) }
      let expected = Space.lowestFit(in: room, length: length, align: align)
      if place != expected { try #require(place == expected, "length \(length), align \(align)") }
    }
  }
}

@Suite("The tree of extents")
struct ExtentTreeTests {
  @Test("random histories: it does what looking at every extent does, up to the last address")
  func histories() throws {
    for (number, crowding) in [4, 32, 128, 512].enumerated() {
      let seed = Seed(rawValue: 1).run(number)
      try compare(UInt8.self, seed: seed, crowding: crowding, count: 4000)
      try compare(UInt16.self, seed: seed, crowding: crowding, count: 4000)
      try compare(UInt64.self, seed: seed, crowding: crowding, count: 2000)
    }
  }

  @Test("every set of extents in the first or last eight addresses: every request")
  func smallSpaces() throws {
    // Two bits an address: whether it is free, and whether an extent ends there in any case.
    for pattern in 0..<(1 << 16) {
      let isFree = { (offset: Int) in pattern >> offset & 1 == 1 }
      let isCut = { (offset: Int) in pattern >> (offset + 8) & 1 == 1 }
      // A cut at the last address or at one that is not free would repeat another pattern.
      guard (0..<8).allSatisfy({ !isCut($0) || ($0 < 7 && isFree($0) && isFree($0 + 1)) }) else { continue }
      for base in [0, 248] {
        var tree = ExtentTree<UInt8>()
        var pieces: [Piece] = []
        for offset in 0..<8 where isFree(offset) {
          if offset > 0, isFree(offset - 1), !isCut(offset - 1) {
            pieces[pieces.count - 1].length += 1
          } else {
            pieces.append(Piece(base + offset, 1))
          }
        }
        for piece in pieces { tree.insert(start: UInt8(piece.start), length: UInt8(piece.length)) }
        if tree.pieces != pieces { try #require(tree.pieces == pieces) }
        try compareFits(of: &tree, with: room(in: pieces), lengths: 0...9)
      }
    }
  }

  @Test("every order of insertion and removal of five extents, and of insertion of seven")
  func everyOrder() throws {
    func check(_ inserting: [Int], _ removing: [Int]) throws {
      var tree = ExtentTree<UInt16>()
      for number in inserting {
        tree.insert(start: UInt16(number * 10), length: UInt16(1 + number * 7 % 10))
        if let problem = tree.violatedInvariant() { try #require(Bool(false), "\(problem)") }
      }
      for number in removing {
        try #require(tree.remove(startingAt: UInt16(number * 10)) != nil)
        if let problem = tree.violatedInvariant() { try #require(Bool(false), "\(problem)") }
      }
      try #require(tree.isEmpty)
    }
    let fives = orders(of: 5)
    for inserting in fives {
      for removing in fives { try check(inserting, removing) }
    }
    for inserting in orders(of: 7) { try check(inserting, inserting.reversed()) }
  }

  @Test("nodes are used again: the array grows no longer than the tree was large")
  func recycling() {
    var tree = ExtentTree<UInt64>()
    for round in 0..<50 {
      for number in 0..<20 { tree.insert(start: UInt64(round + number * 100), length: 10) }
      for number in 0..<20 { tree.remove(startingAt: UInt64(round + number * 100)) }
    }
    #expect(tree.nodes.count == 21)
    #expect(tree.violatedInvariant() == nil)
  }

  @Test("one extent of all addresses but one, and requests that would wrap around")
  func wholeSpace() {
    var tree = ExtentTree<UInt64>()
    tree.insert(start: 1, length: .max)
    #expect(tree.lowestFit(length: .max, align: 1) == 1)
    #expect(tree.lowestFit(length: .max, align: 2) == nil)
    #expect(tree.lowestFit(length: 1 << 63, align: 1 << 63) == 1 << 63)
    #expect(tree.lowestFit(length: (1 << 63) + 1, align: 1 << 63) == nil)
    #expect(tree.lowestFit(length: 0, align: 1) == nil)
    let accepted = [
      tree.insert(start: .max, length: 2), tree.insert(start: 0, length: 0), tree.insert(start: 0, length: 1),
    ]
    #expect(accepted == [false, false, true])
    #expect(tree.lowestFit(length: 1, align: 1 << 63) == 0)
  }
}
