import Machine
import Testing

@Suite("Frame pools and their allocator")
struct FramePoolTests {
  /// Below, at, and across the bounds of blocks and words; the last has 128 words, more than one of the
  /// summary.
  static let extents: [(base: UInt64, count: UInt64)] = [
    (1, 1), (7, 2), (5, 3), (8, 8), (3, 13), (1, 64), (64, 64), (60, 9), (127, 200), (1000, 531), (65, 640),
    (4096, 1024), (100, 8093),
  ]

  @Test(
    "a pool does what a set of frames does, whatever the history", arguments: 0...7 as ClosedRange<UInt64>)
  func model(scatter: UInt64) {
    for (number, extent) in Self.extents.enumerated() {
      let seed = UInt64(number) &* 8 &+ scatter
      var history = History(base: extent.base, count: extent.count, scatter: scatter, seed: seed)
      for step in 0..<(extent.count > 2000 ? 1500 : 3000) {
        history.step(step)
        if history.problem != nil { break }
      }
      history.checkAll()
      #expect(history.problem == nil, "base \(extent.base), count \(extent.count), scatter \(scatter)")
      #expect(extent.count < 100 || history.refusedBlocks > 0 && history.takenBlocks > 0)
    }
  }

  @Test(
    "what is taken of a pool with 2^33 frames costs memory, not what it has", arguments: [1, 5, 6, 9, 20])
  func laziness(order: Int) throws {
    var pool = FramePool(base: 1, count: 1 << 33, node: 0, zone: 0, scatter: 5)
    let single = pool.take(zeroed: false)
    let first = pool.takeBlock(order: order, zeroed: false)
    try #require(first != 0 && first & (1 << UInt64(order) - 1) == 0)
    // The frames up to the end of the first aligned block: twice its size.
    #expect(pool.words.count == max(1, (2 << order) / 64))
    #expect(pool.summary.count == (pool.words.count + 63) / 64)
    #expect(pool.putRun(first, count: 1 << order) == 1 << order)
    #expect(pool.put(single) == true)
    #expect(pool.take(zeroed: false) == single)
    #expect(pool.isInUse(single) && !pool.isInUse(1 << 33))
  }

  @Test("a search for a block in vain is not repeated until a put may have made one")
  func vainSearch() {
    var pool = FramePool(base: 64, count: 6400, node: 0, zone: 0, scatter: 0)
    #expect(pool.takeBlock(order: 6, zeroed: false) == 64)
    var runs: ContiguousArray<FrameRun> = []
    while pool.takeRuns(atMost: 64, zeroed: false, listing: &runs) != 0 {}
    for frame in stride(from: 64, to: 6464, by: 2) as StrideTo<UInt64> { #expect(pool.put(frame) == true) }
    for order in BlockHints.orders { #expect(pool.takeBlock(order: order, zeroed: false) == 0) }
    #expect(pool.hints.start(1) == 100)
    #expect(pool.put(65) == true)
    #expect(pool.hints.start(1) == 0 && pool.hints.start(6) > 98)
    #expect(pool.takeBlock(order: 1, zeroed: false) == 64)
    // No pair is made by one frame among frames in use.
    #expect(pool.put(64) == true)
    #expect(pool.takeBlock(order: 1, zeroed: false) == 0)
    #expect(pool.hints.start(1) == 100)
    // Two pairs are no block of four unless they are aligned.
    #expect(pool.put(69) == true)
    #expect(pool.takeBlock(order: 2, zeroed: false) == 0)
    #expect(pool.put(67) == true)
    #expect(pool.takeBlock(order: 2, zeroed: false) == 0)
    #expect(pool.hints.start(2) == 100)
    // A whole word is made by its last frame.
    #expect(pool.putRun(641, count: 1) == 1 && pool.hints.start(6) > 98)
    for frame in stride(from: 643, to: 704, by: 2) as StrideTo<UInt64> { #expect(pool.put(frame) == true) }
    #expect(pool.hints.start(6) == 9)
    #expect(pool.takeBlock(order: 7, zeroed: false) == 0 && pool.takeBlock(order: 6, zeroed: false) == 640)
  }

  @Test("runs and blocks come from the first pool that has them, in the order in which one frame would")
  func walk() {
    var random = Random(state: 3)
    for scatter in 0...7 as ClosedRange<UInt64> {
      var allocator = Self.allocator(scatter: scatter)
      var owned: Set<UInt64> = []
      for _ in 0..<1500 {
        let gfp = random.pick([0, GFP.dma, GFP.dma32, GFP.highmem]) | random.pick([0, GFP.thisnode])
        let node = random.pick([nil, 0, 1])
        switch random.next(4) {
        case 0:
          var copy = allocator
          var runs: ContiguousArray<FrameRun> = []
          let got = allocator.takeRuns(
            atMost: 1 + Int(random.next(70)), gfp: gfp, node: node, listing: &runs)
          for frame in runs.flatMap({ $0.first..<$0.first + $0.count }) {
            #expect(copy.take(gfp: gfp, node: node) == (frame, got.node))
            owned.insert(frame)
          }
          #expect(runs.reduce(0) { $0 + Int($1.count) } == got.count)
          #expect(got.count > 0 || copy.take(gfp: gfp, node: node).frame == 0)
        case 1:
          let order = 1 + Int(random.next(7))
          let expected = Self.firstBlock(allocator, order, gfp, node)
          let block = allocator.takeBlock(order: order, gfp: gfp, node: node)
          #expect(block == expected)
          if block.first != 0 { owned.formUnion(block.first..<block.first + 1 << UInt64(order)) }
        default:
          let first = random.next(320)
          let count = random.next(90)
          var expected: UInt64 = 0
          while expected < count, owned.remove(first + expected) != nil { expected += 1 }
          #expect(allocator.putRun(first, count: Int(count)) == Int(expected))
        }
      }
      for frame in 0...400 as ClosedRange<UInt64> {
        #expect(allocator.isInUse(frame) == owned.contains(frame))
      }
    }
  }

  @Test("a run is given back across zones and nodes, and ends with memory")
  func putAcross() {
    var allocator = Self.allocator(scatter: 5)
    while allocator.take(gfp: GFP.highmem | GFP.zero, node: nil).frame != 0 {}
    #expect(allocator.isZeroed(300) && allocator.isInUse(300) && !allocator.isZeroed(301))
    #expect(allocator.putRun(0, count: 5) == 0 && allocator.putRun(301, count: 5) == 0)
    #expect(allocator.putRun(10, count: 0) == 0)
    #expect(allocator.put(200) == true && allocator.put(200) == false && allocator.put(301) == nil)
    #expect(!allocator.isInUse(200) && !allocator.isZeroed(200))
    #expect(allocator.putRun(1, count: .max) == 199 && allocator.putRun(1, count: .max) == 0)
    #expect(allocator.putRun(201, count: .max) == 100)
    #expect(allocator.takeBlock(order: 5, gfp: 0, node: 0) == (96, 0))
    #expect(allocator.takeBlock(order: 5, gfp: 0, node: 1) == (160, 1))
    #expect(allocator.takeBlock(order: 6, gfp: GFP.highmem | GFP.thisnode, node: 0) == (0, 0))
    #expect(allocator.takeBlock(order: 6, gfp: GFP.highmem, node: 0) == (0, 0))
    var runs: ContiguousArray<FrameRun> = []
    #expect(allocator.takeRuns(atMost: 1, gfp: GFP.zero, node: 1, listing: &runs) == (1, 1))
  }

  /// Frames 1...150 are node 0's, 151...300 node 1's; zones end before 20, 90, 240.
  static func allocator(scatter: UInt64) -> FrameAllocator {
    var shape = smallShape()
    (shape.ramPages, shape.dmaEnd, shape.dma32End, shape.highStart) = (300, 20, 90, 240)
    return FrameAllocator(shape, localNode: 1, scatter: scatter)
  }

  /// The block that the first pool with one has, pool by pool.
  static func firstBlock(
    _ allocator: FrameAllocator, _ order: Int, _ gfp: UInt64, _ node: Int?
  ) -> (first: UInt64, node: Int) {
    let own = node ?? 1
    for owner in gfp & GFP.thisnode != 0 ? [own] : [own, 1 - own] {
      for zone in (0...FrameAllocator.highestZone(gfp)).reversed() {
        var pool = allocator.pools[owner * FrameAllocator.zones + zone]
        let first = pool.takeBlock(order: order, zeroed: false)
        if first != 0 { return (first, owner) }
      }
    }
    return (0, 0)
  }
}

/// A pool and the set it is compared with, through a history drawn at random.
private struct History {
  var pool: FramePool
  var used: Set<UInt64> = []
  var zeroed: Set<UInt64> = []
  /// The frames in the order they are to be handed out, and where each is in it.
  let inOrder: [UInt64]
  let places: [UInt64: Int]
  var random: Random
  var problem: String?
  var takenBlocks = 0
  var refusedBlocks = 0

  var frames: Range<UInt64> { pool.base..<pool.end }

  init(base: UInt64, count: UInt64, scatter: UInt64, seed: UInt64) {
    pool = FramePool(base: base, count: count, node: 0, zone: 0, scatter: scatter)
    random = Random(state: seed)
    let all = base..<base + count
    let inOrder = all.map { all.contains($0 & ~7) && all.contains($0 | 7) ? $0 ^ scatter : $0 }
    self.inOrder = inOrder
    places = Dictionary(uniqueKeysWithValues: zip(inOrder, 0...))
  }

  /// One random operation; phases of mostly taking and mostly putting alternate, so both ends are reached.
  mutating func step(_ number: Int) {
    let wantsZeroed = random.next(2) == 0
    let puts: UInt64 = number / 100 % 2 == 0 ? 3 : 6
    let frame = frames.lowerBound + random.next(UInt64(frames.count))
    if random.next(8) >= puts {
      switch random.next(3) {
      case 0: checkTake(wantsZeroed)
      case 1: checkRuns(atMost: 1 + Int(random.next(100)), wantsZeroed)
      default: checkBlock(order: 1 + Int(random.next(10)), wantsZeroed)
      }
    } else if random.next(2) == 0 {
      expect(pool.put(frame) == (used.remove(frame) != nil), "put \(frame)")
    } else {
      checkPutRun(frame, count: Int(random.next(150)))
    }
    if number % 50 == 0 { checkAll() }
  }

  mutating func checkTake(_ wantsZeroed: Bool) {
    let expected = inOrder.first { !used.contains($0) }
    let frame = pool.take(zeroed: wantsZeroed)
    expect(frame == expected ?? 0, "took \(frame)")
    if expected != nil { use(frame..<frame + 1, wantsZeroed) }
  }

  /// Runs follow the order of places, in a word of 64.
  mutating func checkRuns(atMost count: Int, _ wantsZeroed: Bool) {
    let free = inOrder.filter { !used.contains($0) }
    let expected = Array(free.prefix { $0 / 64 == free[0] / 64 }.prefix(count))
    var runs: ContiguousArray<FrameRun> = []
    let taken = pool.takeRuns(atMost: count, zeroed: wantsZeroed, listing: &runs)
    let frames = runs.flatMap { $0.first..<$0.first + $0.count }
    expect(frames == expected && taken == expected.count, "took \(runs) for runs")
    for frame in frames { use(frame..<frame + 1, wantsZeroed) }
  }

  mutating func checkBlock(order: Int, _ wantsZeroed: Bool) {
    let size = 1 << UInt64(order) as UInt64
    let aligned = stride(from: (pool.base + size - 1) / size * size, to: pool.end, by: Int(size))
    let blocks = aligned.filter { first in
      first + size <= pool.end && !(first..<first + size).contains { used.contains($0) }
    }
    let expected = blocks.min { lowestPlace($0, size) < lowestPlace($1, size) }
    let first = pool.takeBlock(order: order, zeroed: wantsZeroed)
    expect(first == expected ?? 0, "took \(first) for a block of order \(order)")
    if expected == nil {
      refusedBlocks += 1
    } else {
      takenBlocks += 1
      use(first..<first + size, wantsZeroed)
    }
  }

  mutating func checkPutRun(_ first: UInt64, count: Int) {
    var expected = 0
    while expected < count, used.remove(first + UInt64(expected)) != nil { expected += 1 }
    let given = pool.putRun(first, count: count)
    expect(given == expected, "gave back \(given) from \(first)")
  }

  mutating func checkAll() {
    for frame in frames {
      expect(pool.isInUse(frame) == used.contains(frame), "\(frame) is in use or not")
      let isZeroed = used.contains(frame) && zeroed.contains(frame)
      expect(pool.isZeroed(frame) == isZeroed, "\(frame) came zeroed or not")
    }
  }

  func lowestPlace(_ first: UInt64, _ size: UInt64) -> Int {
    (first..<first + size).compactMap { places[$0] }.min() ?? .max
  }

  mutating func use(_ taken: Range<UInt64>, _ wantsZeroed: Bool) {
    for frame in taken {
      expect(frames.contains(frame) && used.insert(frame).inserted, "\(frame) handed out again, or no frame")
      if wantsZeroed { zeroed.insert(frame) } else { zeroed.remove(frame) }
    }
  }

  mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds, problem == nil { problem = what() }
  }
}
