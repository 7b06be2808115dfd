import Machine
import Testing

@Suite("Memory of page arrays")
struct ArrayMemoryTests {
  private static let poison = UInt16(truncatingIfNeeded: 0x6B6B_6B6B_6B6B_6B6B as UInt64)

  @Test("memory that came zeroed reads as zero, other memory as poison", arguments: [true, false])
  func unwritten(isZeroed: Bool) throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    let mask = GFP.kernel | (isZeroed ? GFP.zero : 0)
    let expected = isZeroed ? 0 : Self.poison
    let array = try machine.allocateArray(bytes: 16, gfp: UInt32(mask), node: .max, area: 1)
    #expect(try machine.load(from: array, at: 1, area: 1) == expected)
    #expect(try machine.mapPage(at: 0x4000, to: try machine.takePage(mask)))
    #expect(try machine.load(from: 0x4000, at: 1, area: 1) == expected)
  }

  @Test("a slab object that is used again keeps nothing of its last use")
  func slabReuse() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    for _ in 0..<2 {
      let array = try machine.allocateArray(bytes: 16, gfp: 0, node: .max, area: 1)
      #expect(try machine.load(from: array, at: 0, area: 1) == Self.poison)
      try machine.store(7, in: array, at: 0, area: 1)
      try machine.freeArray(array, area: 1)
    }
  }

  @Test("a frame that was put and taken again keeps nothing of its last use")
  func frameReuse() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    let frame = try machine.takePage(GFP.zero)
    #expect(try machine.mapPage(at: 0x4000, to: frame))
    try machine.store(7, in: 0x4000, at: 0, area: 1)
    try machine.putPage(frame)
    #expect(try machine.takePage(0) == frame)
    #expect(try machine.load(from: 0x4000, at: 0, area: 1) == Self.poison)
  }

  @Test("an array in the window is read through the page tables: mapping it elsewhere changes what is read")
  func remapping() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    let (first, second) = (try machine.takePage(GFP.zero), try machine.takePage(GFP.zero))
    #expect(try machine.mapPage(at: 0x4000, to: first))
    try machine.store(7, in: 0x4000, at: 0, area: 1)
    #expect(try machine.load(from: 0x4000, at: 0, area: 1) == 7)
    #expect(try machine.mapPage(at: 0x4000, to: second))
    #expect(try machine.load(from: 0x4000, at: 0, area: 1) == 0)
    #expect(try machine.mapPage(at: 0x4000, to: first))
    #expect(try machine.load(from: 0x4000, at: 0, area: 1) == 7)
  }

  @Test("two addresses of one frame see each other's writes, those of two frames do not")
  func aliases() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    let (frame, other) = (try machine.takePage(GFP.zero), try machine.takePage(GFP.zero))
    #expect(try machine.mapPage(at: 0x4000, to: frame))
    #expect(try machine.mapPage(at: 0x5550, to: frame))
    #expect(try machine.mapPage(at: 0x4010, to: other))
    try machine.store(7, in: 0x4000, at: 1, area: 1)
    #expect(try machine.load(from: 0x5550, at: 1, area: 1) == 7)
    #expect(try machine.load(from: 0x4010, at: 1, area: 1) == 0)
  }

  @Test("an array goes on into the next page, and halts at its guard")
  func guardPage() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    for page in 0..<2 as Range<UInt16> {
      #expect(try machine.mapPage(at: 0x4000 + page * 16, to: try machine.takePage(GFP.zero)))
    }
    for index in 0..<4 as Range<UInt16> { try machine.store(index + 1, in: 0x4000, at: index, area: 1) }
    for index in 0..<4 as Range<UInt16> {
      #expect(try machine.load(from: 0x4000, at: index, area: 1) == index + 1)
    }
    let guardAccess = Halt(kind: .unmappedAccess, detail: 0x4020)
    #expect(halt { try machine.store(5, in: 0x4000, at: 4, area: 1) } == guardAccess)
    #expect(machine.kinds.suffix(2) == [.store, .trap])
  }
}
