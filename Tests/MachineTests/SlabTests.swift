import Machine
import Testing

@Suite("Slab")
struct SlabTests {
  private let zeroed = UInt32(GFP.kernel | GFP.zero)

  @Test("an array of no bytes is the pointer 16, and cannot be accessed")
  func zeroSize() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    let array = try machine.allocateArray(bytes: 0, gfp: zeroed, node: .max, area: 1)
    #expect(array == 16)
    #expect(halt { try machine.store(5, in: array, at: 0, area: 1) }?.kind == .zeroSizeAccess)
  }

  @Test("an entry beyond the bytes, or only partly within them, halts")
  func bounds() throws {
    for (bytes, fits) in [(8, 1), (16, 2), (15, 1), (7, 0)] as [(UInt16, UInt16)] {
      var machine = ConcreteMachine<UInt16>(smallShape())
      let array = try machine.allocateArray(bytes: bytes, gfp: zeroed, node: .max, area: 1)
      for index in 0..<fits { try machine.store(index + 1, in: array, at: index, area: 1) }
      for index in 0..<fits { #expect(try machine.load(from: array, at: index, area: 1) == index + 1) }
      var copy = machine
      let overflow = Halt(kind: .slabOverflow, detail: UInt64(fits))
      #expect(halt { try copy.store(9, in: array, at: fits, area: 1) } == overflow)
      #expect(halt { _ = try machine.load(from: array, at: fits, area: 1) } == overflow)
    }
  }

  @Test("NULL and the array of no bytes may be freed, an array only once")
  func frees() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    try machine.freeArray(0, area: 1)
    try machine.freeArray(16, area: 1)
    let array = try machine.allocateArray(bytes: 8, gfp: zeroed, node: .max, area: 1)
    try machine.freeArray(array, area: 1)
    #expect(halt { try machine.freeArray(array, area: 1) } == Halt(kind: .badSlabFree, detail: UInt64(array)))
  }

  @Test("what is no start of an object cannot be freed")
  func strangers() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    let array = try machine.allocateArray(bytes: 8, gfp: zeroed, node: .max, area: 1)
    for pointer in [array + 1, array + 8, 0x4000, .max] {
      var copy = machine
      #expect(halt { try copy.freeArray(pointer, area: 1) }?.kind == .badSlabFree)
    }
  }

  @Test("an access through NULL, or after the free, halts")
  func badAccess() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    let array = try machine.allocateArray(bytes: 8, gfp: zeroed, node: .max, area: 1)
    try machine.freeArray(array, area: 1)
    var copy = machine
    #expect(halt { try copy.store(1, in: 0, at: 0, area: 1) }?.kind == .nullDereference)
    #expect(halt { _ = try machine.load(from: array, at: 0, area: 1) }?.kind == .unmappedAccess)
  }

  @Test("freed pointers are reused only when no fresh one is left, the oldest first")
  func reuse() throws {
    // Room for eight pointers.
    var machine = ConcreteMachine<UInt16>(smallShape())
    var arrays: [UInt16] = []
    for _ in 0..<7 {
      arrays.append(try machine.allocateArray(bytes: 8, gfp: zeroed, node: .max, area: 1))
    }
    try machine.freeArray(arrays[3], area: 1)
    try machine.freeArray(arrays[1], area: 1)
    let eighth = try machine.allocateArray(bytes: 8, gfp: zeroed, node: .max, area: 1)
    #expect(!arrays.contains(eighth))
    #expect(try machine.allocateArray(bytes: 8, gfp: zeroed, node: .max, area: 1) == arrays[3])
    #expect(try machine.allocateArray(bytes: 8, gfp: zeroed, node: .max, area: 1) == arrays[1])
    #expect(try machine.allocateArray(bytes: 8, gfp: zeroed, node: .max, area: 1) == 0)
    #expect(machine.log.events.last?.ok == false)
  }

  @Test("areas are numbered from 1; descriptors are slab requests too")
  func descriptors() throws {
    let plan = FailurePlan([.init(resource: .slab, ordinal: 1, andLater: false)])
    var machine = ConcreteMachine<UInt16>(smallShape(), failures: plan)
    #expect(try machine.newAreaDescriptor(gfp: zeroed, node: .max) == 1)
    #expect(try !machine.newRangeDescriptor(gfp: zeroed, node: .max))
    #expect(try machine.newRangeDescriptor(gfp: zeroed, node: .max))
    #expect(try machine.newAreaDescriptor(gfp: zeroed, node: .max) == 2)
    #expect(machine.log.events.map(\.ok) == [true, false, true, true])
    #expect(machine.log.events.map(\.area) == [1, 0, 0, 2])
  }
}
