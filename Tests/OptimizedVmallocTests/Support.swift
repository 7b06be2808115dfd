import Machine
import OptimizedVmalloc

/// The last 256 addresses of a word's space, by their offset: all there are, of bytes.
enum LastAddresses<Word: ConcreteWord> {
  static var count: Int { 256 }

  static func address(_ offset: Int) -> Word { Word.allOnes &- 255 &+ Word(truncatingIfNeeded: offset) }

  static func offset(_ address: Word) -> Int { Int(address &- (Word.allOnes &- 255)) }

  /// All alignments of the word.
  static var alignments: [Word] { (0..<Word.bits).map { Word.one.shiftedLeft($0) } }

  /// The lowest aligned offset with enough room, by trying all: `room` is the bytes of its extent from
  /// each offset on.
  static func lowestFit(in room: [Int], length: Int, align: Word) -> Int? {
    guard length > 0 else { return nil }
    return room.indices.first { room[$0] >= length && address($0) & (align - 1) == 0 }
  }
}

/// An extent, by offsets.
struct Piece: Equatable {
  var start: Int
  var length: Int
  var payload = 0

  var end: Int { start + length }

  init(_ start: Int, _ length: Int, _ payload: Int = 0) {
    (self.start, self.length, self.payload) = (start, length, payload)
  }

  init<Word: ConcreteWord>(_ extent: Extent<Word>) {
    self.init(LastAddresses<Word>.offset(extent.start), Int(extent.length), extent.payload)
  }
}

extension ExtentTree where Word: ConcreteWord {
  var pieces: [Piece] {
    var pieces: [Piece] = []
    forEach { pieces.append(Piece($0)) }
    return pieces
  }
}

extension FreeExtents where Word: ConcreteWord {
  var pieces: [Piece] {
    var pieces: [Piece] = []
    forEach { pieces.append(Piece($0)) }
    return pieces
  }
}

/// For each offset, the bytes from there to the end of the extent around it.
func room(in pieces: [Piece]) -> [Int] {
  var room = [Int](repeating: 0, count: 256)
  for piece in pieces {
    for offset in piece.start..<piece.end { room[offset] = piece.end - offset }
  }
  return room
}

/// All orders of the numbers below `count`.
func orders(of count: Int) -> [[Int]] {
  guard count > 0 else { return [[]] }
  return orders(of: count - 1).flatMap { order in
    (0..<count).map { place in
      var longer = order
      longer.insert(count - 1, at: place)
      return longer
    }
  }
}
