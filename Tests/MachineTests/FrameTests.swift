import Machine
import Testing

@Suite("Page frames")
struct FrameTests {
  @Test("every frame is handed out once, whatever the scatter, then none")
  func exhaustion() throws {
    for scatter in 0...7 as ClosedRange<UInt64> {
      var machine = ConcreteMachine<UInt16>(smallShape(), scatter: scatter)
      let frames = try machine.takeAll(GFP.highmem)
      #expect(frames.sorted() == Array(1...16))
      let answer = try #require(machine.log.events.last)
      #expect(answer == Event(.pageGot, ok: false))
    }
  }

  @Test("a mask reaches its zone and those below it, the highest first")
  func zones() throws {
    let reach: [(mask: UInt64, frames: ClosedRange<UInt64>, first: ClosedRange<UInt64>)] = [
      (GFP.dma, 1...2, 1...2), (GFP.dma32, 1...5, 3...5), (0, 1...8, 6...8), (GFP.highmem, 1...16, 6...8),
      (GFP.dma | GFP.highmem, 1...2, 1...2),
    ]
    for (mask, expected, first) in reach {
      var machine = ConcreteMachine<UInt16>(smallShape())
      let frames = try machine.takeAll(mask)
      #expect(frames.sorted() == Array(expected))
      #expect(frames.first.map(first.contains) == true)
    }
  }

  @Test("a node that is used up falls back to the others, with THISNODE it does not")
  func nodes() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    #expect(try machine.takeAll(GFP.highmem | GFP.thisnode, node: 1).sorted() == Array(9...16))
    let fallback = try machine.allocatePage(gfp: UInt32(GFP.highmem), node: 1)
    #expect((1...8).contains(fallback))
    #expect(machine.log.events.last?.y == 0)
    // Without a node THISNODE means the processor's own: the frames of node 0 that are left.
    #expect(try machine.takeAll(GFP.highmem | GFP.thisnode).count == 7)
    #expect(try machine.takeAll(GFP.highmem).isEmpty)
  }

  @Test("a request without a node starts from the processor's")
  func localNode() throws {
    for node in 0...1 {
      var machine = ConcreteMachine<UInt16>(smallShape(), localNode: node)
      _ = try machine.takePage()
      #expect(machine.log.events.last?.y == UInt64(node))
    }
  }

  @Test("a node that does not exist halts")
  func unknownNode() {
    var machine = ConcreteMachine<UInt16>(smallShape())
    #expect(halt { _ = try machine.allocatePage(gfp: anyZone, node: 2) } == Halt(kind: .bug, detail: 2))
  }

  @Test("a block is aligned, on record with its order, and given back page by page")
  func blocks() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    let block = try machine.allocateBlock(order: 1, gfp: anyZone, node: 1)
    #expect(block != 0 && block % 2 == 0)
    #expect(machine.kinds == [.pageReq, .run, .pageGot])
    #expect(machine.log.events[0].order == 1 && machine.log.events[0].x == 1)
    #expect(machine.log.events[2].order == 1 && machine.log.events[2].x == UInt64(block))
    var none: [Int] = []
    let single = machine.log.expanded(adjusting: &none).events.filter { $0.kind == .pageGot }
    #expect(single.map(\.x) == [UInt64(block), UInt64(block) + 1])
    #expect(try machine.takeAll(GFP.highmem).count == 14)
    try machine.putPage(block)
    try machine.putPage(block + 1)
    #expect(halt { try machine.putPage(block) }?.kind == .badPagePut)
  }

  @Test("a block that is not to be had costs no frame, and is refused on record")
  func refusedBlock() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    #expect(try machine.allocateBlock(order: 6, gfp: anyZone, node: 1) == 0)
    #expect(machine.kinds == [.pageReq, .pageGot])
    #expect(machine.log.events[1].ok == false)
    #expect(try machine.takeAll(GFP.highmem).count == 16)
  }

  @Test("freed frames come back before fresh ones, in the order they were first handed out")
  func reuse() throws {
    var machine = ConcreteMachine<UInt16>(smallShape(nodes: 1))
    let frames = [try machine.takePage(), try machine.takePage(), try machine.takePage()]
    for put in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      for index in put { try machine.putPage(frames[index]) }
      #expect([try machine.takePage(), try machine.takePage(), try machine.takePage()] == frames)
    }
    try machine.putPage(frames[1])
    #expect(try machine.takePage() == frames[1])
  }

  @Test("a frame that is free cannot be put, one that does not exist neither")
  func badPuts() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    let frame = try machine.takePage()
    try machine.putPage(frame)
    for (number, kind) in [
      (frame, Halt.Kind.badPagePut), (frame ^ 1, .badPagePut), (0, .badFrame), (17, .badFrame),
      (.max, .badFrame),
    ] {
      var copy = machine
      #expect(halt { try copy.putPage(number) } == Halt(kind: kind, detail: UInt64(number)))
      #expect(copy.log.events.last?.kind == .trap)
    }
  }

  @Test("a frame taken again can be put again")
  func takenAgain() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    for _ in 0..<3 { try machine.putPage(try machine.takePage()) }
    #expect(machine.kinds.filter { $0 == .pagePut }.count == 3)
  }

  @Test("a machine with 2^33 frames costs what is used of it")
  func lazyState() throws {
    let start = ContinuousClock.now
    for scatter in 0..<2000 as Range<UInt64> {
      var machine = ConcreteMachine<UInt64>(.x86_64, scatter: scatter & 7)
      #expect(machine.geometry.ramPages == 1 << 33)
      try machine.putPage(try machine.takePage())
    }
    // A state of one byte a frame would take seconds for a single machine.
    #expect(ContinuousClock.now - start < .seconds(5))
  }
}
