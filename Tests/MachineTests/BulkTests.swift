import Machine
import Testing

@Suite("Bulk operations")
struct BulkTests {
  @Test("what is done in bulk is what is done one by one, whatever the state")
  func histories() throws {
    var reached: Set<TwinMachines.Reach> = []
    for seed in 0..<600 as Range<UInt64> {
      var twins = try TwinMachines(seed: seed)
      for _ in 0..<60 where twins.problem == nil { try twins.step() }
      let difference = try twins.problem ?? twins.difference()
      #expect(difference == nil, "seed \(seed)")
      if difference != nil { break }
      reached.formUnion(twins.reached)
    }
    #expect(reached == Set(TwinMachines.Reach.allCases))
  }

  @Test("frames that come back are no page arrays any more, in bulk as one by one")
  func arraysForgotten() throws {
    for seed in 0..<20 as Range<UInt64> {
      var twins = try TwinMachines(seed: seed)
      let array = twins.arrays[0]
      try twins.both { try $0.store(7, in: array.start, at: 3, area: 1) }
      #expect(try twins.both { try $0.load(from: array.start, at: 3, area: 1) } == 7)
      try twins.putBackingFrames()
      #expect(try twins.both { try $0.load(from: array.start, at: 3, area: 1) } == 0x6B6B)
      #expect(try twins.problem ?? twins.difference() == nil)
    }
  }

  @Test("an array whose page was cleared or written in bulk is read where it is now")
  func arraysMoved() throws {
    var machine = try TwinMachines(seed: 1).bulk
    let leaf = machine.leafTable(at: 0x2000)
    let second = machine.entry(leaf, at: 0x2080)
    for (entry, value) in [(3, 7), (16 + 3, 8)] as [(UInt16, UInt16)] {
      try machine.store(value, in: 0x2000, at: entry, area: 1)
    }
    #expect(try machine.load(from: 0x2000, at: 3, area: 1) == 7)
    try machine.unmapPages(1, table: leaf, from: 0x2000, area: 1)
    var copy = machine
    #expect(halt { _ = try copy.load(from: 0x2000, at: 3, area: 1) }?.kind == .unmappedAccess)
    try machine.store(second, in: 0x108, at: 0, area: 1)
    #expect(try machine.mapPages(1, in: 0x108, at: 0, table: leaf, from: 0x2000, prot: 1, area: 1) == 1)
    #expect(try machine.load(from: 0x2000, at: 3, area: 1) == 8)

    try machine.setHugeLeaf(0, level: 2, at: 0x4000, frame: 128, prot: 1, area: 1)
    try machine.store(9, in: 0x4000, at: 3, area: 1)
    try machine.clearHugeLeaf(0, level: 2, at: 0x4000, area: 1)
    copy = machine
    #expect(halt { _ = try copy.load(from: 0x4000, at: 3, area: 1) }?.kind == .unmappedAccess)
    try machine.setHugeLeaf(0, level: 2, at: 0x4000, frame: 256, prot: 1, area: 1)
    #expect(try machine.load(from: 0x4000, at: 3, area: 1) == 0x6B6B)
  }

  @Test("each difference is noticed")
  func differences() throws {
    let changes: [(String, (inout ConcreteMachine<UInt16>) throws -> Void)] = [
      ("translates to", { $0.tables.entries[$0.leafTable(at: 0xC000) + 31] = 9 }),
      ("translates to", { try $0.setHugeLeaf(0, level: 2, at: 0x4000, frame: 128, prot: 1, area: 2) }),
      ("of array 0", { try $0.store(1, in: 0x2000, at: 95, area: 1) }),
      ("of array 3", { try $0.store(1, in: 0x108, at: 69, area: 1) }),
      ("are left", { _ = $0.frames.take(gfp: GFP.highmem, node: nil) }),
      ("events of kind pagePut", { $0.log.events.append(Event(.pagePut, x: 1)) }),
      ("events of kind unmap", { $0.log.events.append(Event(.unmap, x: 0x180, y: 1)) }),
    ]
    for (message, change) in changes {
      var twins = try TwinMachines(seed: 1)
      #expect(try twins.difference() == nil)
      try change(&twins.bulk)
      let difference = try twins.difference()
      #expect(difference?.contains(message) == true, "\(message): \(difference ?? "none")")
    }
    var twins = try TwinMachines(seed: 1)
    try twins.both { try $0.store(1, in: 0x2000, at: 0, area: 1) }
    #expect(try twins.difference()?.contains("of array 0") == true, "what nobody was told of")
  }

  @Test("what cannot go on in bulk halts as it does one by one")
  func halts() throws {
    typealias Step = (inout ConcreteMachine<UInt16>) throws -> Void
    let (first, flat): (UInt16, UInt16) = (0x2000, 0x108)
    let cases: [(Halt.Kind, bulk: Step, single: Step)] = [
      (
        .slabOverflow, { try $0.storeBlock(32, order: 2, in: flat, at: 67, area: 1) },
        {
          for entry in 0..<4 as Range<UInt16> { try $0.store(32 + entry, in: flat, at: 67 + entry, area: 1) }
        }
      ),
      (
        .unmappedAccess, { try $0.storeBlock(32, order: 2, in: first, at: 94, area: 1) },
        {
          for entry in 0..<4 as Range<UInt16> { try $0.store(32 + entry, in: first, at: 94 + entry, area: 1) }
        }
      ),
      (
        .unmappedAccess, { _ = try $0.allocatePages(3, gfp: 0, node: .max, in: first, at: 94, area: 1) },
        {
          for entry in 94..<97 as Range<UInt16> {
            try $0.store(try $0.allocatePage(gfp: 0, node: .max), in: first, at: entry, area: 1)
          }
        }
      ),
      (
        .bug, { _ = try $0.allocatePages(3, gfp: 0, node: 2, in: first, at: 0, area: 1) },
        { _ = try $0.allocatePage(gfp: 0, node: 2) }
      ),
      (
        .unmappedAccess,
        { try $0.putPages(4, in: first, at: 94, area: 1) },
        { for entry in 94..<98 as Range<UInt16> { _ = try $0.load(from: first, at: entry, area: 1) } }
      ),
      (
        .slabOverflow,
        {
          let table = $0.leafTable(at: 0xC000)
          _ = try $0.mapPages(4, in: flat, at: 68, table: table, from: 0xC000, prot: 1, area: 1)
        },
        { for entry in 68..<72 as Range<UInt16> { _ = try $0.load(from: flat, at: entry, area: 1) } }
      ),
      (.badFrame, { try $0.putEntries([5, 0]) }, { try $0.putOneByOne([5, 0]) }),
      (.badFrame, { try $0.putEntries([5, 6, 5000]) }, { try $0.putOneByOne([5, 6, 5000]) }),
      (.badPagePut, { try $0.putEntries([5, 6, 5]) }, { try $0.putOneByOne([5, 6, 5]) }),
      (.badPagePut, { try $0.putEntries([6, 7, 8]) }, { try $0.putOneByOne([6, 7, 8]) }),
    ]
    for (number, (kind, bulk, single)) in cases.enumerated() {
      var twins = try TwinMachines(seed: 1)
      // Of frames 1 to 19, those for 24-bit devices, 8 is free.
      try twins.both { machine in
        while machine.frames.take(gfp: GFP.dma, node: 0).frame != 0 {}
        try machine.putPage(8)
        for entry in 0..<96 as Range<UInt16> { try machine.store(1 + entry, in: first, at: entry, area: 1) }
        for entry in 0..<70 as Range<UInt16> { try machine.store(1 + entry, in: flat, at: entry, area: 1) }
      }
      let endings = (halt { try bulk(&twins.bulk) }, halt { try single(&twins.single) })
      #expect(endings.0 == endings.1 && endings.0?.kind == kind, "case \(number)")
      #expect(twins.bulk.log.events.last == twins.single.log.events.last)
    }
  }

  @Test("a huge leaf goes over nothing that is in use, is aligned, and is cleared once")
  func hugeLeafHalts() throws {
    typealias Arguments = (level: Int, address: UInt16, frame: UInt16)
    for (level, address, frame) in [
      (1, 0xC000, 32), (1, 0xD080, 32), (1, 0xD000, 33), (2, 0xC000, 128), (2, 0x4000, 64),
    ] as [Arguments] {
      var machine = try TwinMachines(seed: 1).bulk
      #expect(try machine.mapPage(at: 0xC000, to: 9))
      let upper = machine.upperTable(at: address, level: level)
      let end = halt {
        try machine.setHugeLeaf(upper, level: level, at: address, frame: frame, prot: 1, area: 1)
      }
      #expect(end == Halt(kind: .bug, detail: UInt64(address)))
      #expect(machine.tables.translate(0xC000) == 9 && machine.tables.translate(UInt64(address) | 0x80) == 0)
    }
    for address in [0x8000, 0xC000] as [UInt16] {
      var machine = try TwinMachines(seed: 1).bulk
      let upper = machine.upperTable(at: address, level: 1)
      try machine.setHugeLeaf(upper, level: 1, at: address, frame: 64, prot: 1, area: 1)
      #expect(machine.hugeLeaf(upper, level: 1, at: address) == 64)
      #expect(machine.table(below: upper, level: 1, at: address) == 0)
      #expect(
        halt { try machine.setHugeLeaf(upper, level: 1, at: address, frame: 64, prot: 1, area: 1) } != nil)
      try machine.clearHugeLeaf(upper, level: 1, at: address, area: 1)
      #expect((machine.table(below: upper, level: 1, at: address) != 0) == (address == 0xC000))
      let end = halt { try machine.clearHugeLeaf(upper, level: 1, at: address, area: 1) }
      #expect(end == Halt(kind: .bug, detail: UInt64(address)))
    }
  }
}

extension ConcreteMachine {
  /// The table whose entry of a level serves an address.
  func upperTable(at address: Word, level wanted: Int) -> Int {
    stride(from: geometry.levels - 1, to: wanted, by: -1).reduce(rootTable) { table, level in
      self.table(below: table, level: level, at: address)
    }
  }

  /// The leaf table that serves an address.
  func leafTable(at address: Word) -> Int { upperTable(at: address, level: 0) }

  /// Puts frames in bulk, by way of the first array.
  fileprivate mutating func putEntries(_ frames: [Word]) throws {
    for (entry, frame) in frames.enumerated() { try store(frame, in: Word(0x2000), at: Word(entry), area: 1) }
    try putPages(Word(frames.count), in: Word(0x2000), at: 0, area: 1)
  }

  fileprivate mutating func putOneByOne(_ frames: [Word]) throws {
    for frame in frames { try putPage(frame) }
  }
}
