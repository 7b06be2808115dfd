import Machine
import Testing

@Suite("Calls, fuel and halts")
struct CallTests {
  @Test("events belong to the innermost call, which knows its parent and depth")
  func nesting() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    try machine.reschedule()
    var outer = CallArguments<UInt16, UInt32>(.vmalloc)
    outer.size = 100
    try machine.enterCall(outer)
    try machine.reschedule()
    var inner = CallArguments<UInt16, UInt32>(.vfree)
    inner.address = 0x4000
    try machine.enterCall(inner)
    try machine.reschedule()
    machine.leaveCall(returning: 0)
    try machine.reschedule()
    machine.leaveCall(returning: 0x4010)
    try machine.reschedule()
    #expect(
      machine.kinds
        == [.resched, .call, .resched, .call, .resched, .ret, .resched, .ret, .resched])
    let none = Event.noCall
    #expect(machine.log.events.map(\.call) == [none, 0, 0, 1, 1, 1, 0, 0, none])
    #expect(machine.log.events.map(\.depth) == [0, 0, 0, 1, 1, 1, 0, 0, 0])
    #expect(machine.log.calls.map(\.parent) == [none, 0])
    #expect(machine.log.calls.map(\.depth) == [0, 1])
    #expect(machine.log.events[1].x == 100 && machine.log.events[3].x == 0x4000)
    #expect(machine.log.events[7].x == 0x4010)
  }

  @Test("a node of all bits set is no node, on every word")
  func noNode() throws {
    var machine = ConcreteMachine<UInt8>(.tiny8)
    try machine.enterCall(CallArguments(.vmalloc))
    #expect(machine.log.calls[0].node == .max)
    _ = try machine.takePage()
    #expect(machine.log.events.first { $0.kind == .pageReq }?.x == .max)
  }

  @Test("nesting that does not end halts")
  func endless() {
    var machine = ConcreteMachine<UInt16>(smallShape())
    var depth = 0
    let end = halt {
      while depth < 1000 {
        try machine.enterCall(CallArguments(.vmalloc))
        depth += 1
      }
    }
    #expect(end?.kind == .fuelSpent)
    #expect(depth == 65)
  }

  @Test("fuel allows so many machine calls and no more", arguments: [0, 1, 7])
  func fuel(units: Int) {
    var machine = ConcreteMachine<UInt16>(smallShape(), fuel: units)
    var done = 0
    let end = halt {
      while done < 100 {
        try machine.reschedule()
        done += 1
      }
    }
    #expect(end == Halt(kind: .fuelSpent, detail: 0))
    #expect(done == units)
    #expect(machine.log.events.last?.order == Halt.Kind.fuelSpent.rawValue)
  }

  @Test("a halt is the last event, and says what the error says")
  func lastEvent() throws {
    typealias Machine16 = ConcreteMachine<UInt16>
    let endings: [(Halt.Kind, (inout Machine16) throws -> Void)] = [
      (.nullDereference, { try $0.store(1, in: 0, at: 0, area: 1) }),
      (.zeroSizeAccess, { _ = try $0.load(from: 16, at: 0, area: 1) }),
      (.unmappedAccess, { _ = try $0.load(from: 0x4000, at: 0, area: 1) }),
      (.badPagePut, { try $0.putPage(3) }),
      (.badSlabFree, { try $0.freeArray(0x100, area: 1) }),
      (.badFrame, { try $0.putPage(99) }),
      (.bug, { throw $0.bug(5) }),
    ]
    for (kind, body) in endings {
      var machine = Machine16(smallShape())
      try machine.enterCall(CallArguments(.vmalloc))
      let end = try #require(halt { try body(&machine) })
      #expect(end.kind == kind)
      #expect(machine.log.events.last == Event(.trap, call: 0, order: kind.rawValue, x: end.detail))
      #expect(machine.kinds.filter { $0 == .trap }.count == 1)
    }
  }

  @Test("a load that halts is on record before the halt, as refused")
  func haltingLoad() {
    var machine = ConcreteMachine<UInt16>(smallShape())
    _ = halt { _ = try machine.load(from: 0x4000, at: 3, area: 2) }
    #expect(machine.kinds == [.load, .trap])
    #expect(machine.log.events[0] == Event(.load, area: 2, ok: false, x: 3))
  }

  @Test("an event is 32 bytes")
  func size() {
    #expect(MemoryLayout<Event>.size == 32)
    #expect(MemoryLayout<Event>.stride == 32)
  }
}
