import Machine
import Testing

@Suite("Page tables")
struct PageTableTests {
  @Test("a page is translated, its neighbours are not", arguments: Geometry.all.map(\.name))
  func translation(name: String) throws {
    let shape = try #require(Geometry.all.first { $0.name == name })
    switch shape.wordBits {
    case 8: try mapAtEachLevel(ConcreteMachine<UInt8>(shape))
    case 16: try mapAtEachLevel(ConcreteMachine<UInt16>(shape))
    case 32: try mapAtEachLevel(ConcreteMachine<UInt32>(shape))
    default: try mapAtEachLevel(ConcreteMachine<UInt64>(shape))
    }
  }

  /// Maps pages that differ in the index of one level only, and writes to each.
  private func mapAtEachLevel<Word>(_ fresh: ConcreteMachine<Word>) throws {
    var machine = fresh
    let shape = machine.geometry
    var pages = [shape.windowStart]
    for level in 0..<shape.levels {
      let (page, wraps) = shape.windowStart.addingReportingOverflow(1 << UInt64(shape.shift(ofLevel: level)))
      if !wraps, page + shape.pageSize < shape.windowEnd { pages.append(page) }
    }
    for (index, page) in pages.enumerated() {
      #expect(try machine.mapPage(at: Word(page), to: try machine.takePage()))
      try machine.store(Word(index + 1), in: Word(page), at: 0, area: 0)
    }
    for (index, page) in pages.enumerated() {
      #expect(try machine.load(from: Word(page), at: 0, area: 0) == Word(index + 1))
      let next = page + shape.pageSize
      guard !pages.contains(next), next < shape.windowEnd else { continue }
      var copy = machine
      let guardPage = Halt(kind: .unmappedAccess, detail: next)
      #expect(halt { _ = try copy.load(from: Word(next), at: 0, area: 0) } == guardPage)
    }
  }

  @Test("one table a level is made for the first page, fewer for the next ones")
  func tableCount() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    let tables = { (machine: ConcreteMachine<UInt16>) in machine.kinds.filter { $0 == .ptNew }.count }
    #expect(try machine.mapPage(at: 0x4000, to: 9))
    #expect(tables(machine) == 3)
    #expect(try machine.mapPage(at: 0x4010, to: 10))
    #expect(tables(machine) == 3)
    // Four pages a leaf table, so that the fifth needs another one.
    #expect(try machine.mapPage(at: 0x4040, to: 11))
    #expect(tables(machine) == 4)
    let levels = machine.log.events.filter { $0.kind == .ptNew }.map(\.order)
    #expect(levels == [3, 2, 1, 1])
  }

  @Test("a table refused at any level stops the walk there", arguments: 0...3)
  func refusal(ordinal: Int) throws {
    let refusal = FailurePlan.Refusal(resource: .table, ordinal: UInt32(ordinal), andLater: false)
    var machine = ConcreteMachine<UInt16>(smallShape(), failures: FailurePlan([refusal]))
    let isMapped = try machine.mapPage(at: 0x4000, to: 9)
    #expect(isMapped == (ordinal == 3))
    let asked = machine.log.events.filter { $0.kind == .ptNew }
    #expect(asked.map(\.ok) == Array(repeating: true, count: min(ordinal, 3)) + (isMapped ? [] : [false]))
    let access = halt { _ = try machine.load(from: 0x4000, at: 0, area: 0) }
    #expect(access?.kind == (isMapped ? nil : .unmappedAccess))
  }

  @Test("tables are refused when memory is used up, and never come from frames without a mapping")
  func exhaustion() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    _ = try machine.takeAll(GFP.kernel)
    #expect(try !machine.mapPage(at: 0x4000, to: 1))
    #expect(machine.log.events.last.map { $0.kind == .ptNew && !$0.ok } == true)
  }

  @Test("a leaf entry that was cleared translates no more")
  func clearing() throws {
    var machine = ConcreteMachine<UInt16>(smallShape())
    #expect(try machine.mapPage(at: 0x4000, to: 9))
    try machine.store(7, in: 0x4000, at: 0, area: 0)
    try machine.unmapPage(at: 0x4000)
    #expect(machine.log.events.last == Event(.unmap, x: 0x400, y: 9))
    #expect(halt { _ = try machine.load(from: 0x4000, at: 0, area: 0) }?.kind == .unmappedAccess)
  }

  @Test("somebody else's translation is planted once, inside the window")
  func planting() {
    var machine = ConcreteMachine<UInt16>(smallShape())
    let isPlanted = [0x3FF0, 0x8000, 0x4020, 0x4020].map { machine.plantTranslation(at: $0) }
    #expect(isPlanted == [false, false, true, false])
    #expect(machine.log.events.filter { $0.kind == .env }.map(\.x) == [0x402])
    #expect(machine.log.events.allSatisfy { $0.call == Event.noCall })
  }
}
