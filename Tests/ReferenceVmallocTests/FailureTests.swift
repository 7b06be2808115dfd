import Machine
import ReferenceVmalloc
import Testing
import Vmalloc

@Suite("Failure")
struct FailureTests {
  @Test("page i refused: message, range, pages ascending, array, descriptor", arguments: 0..<5)
  func partial(obtained: Int) throws {
    var reference = Reference(on: .x86_64, refusing: [.only(.page, obtained)])
    #expect(try reference.allocate(pages: 5) == 0)
    let events = Array(reference.machine.log.events)
    let refused = try #require(events.firstIndex { $0.kind == .pageGot && !$0.ok })
    let tail = Array(events[(refused + 1)...])
    let puts = Array(repeating: [EventKind.load, .pagePut], count: obtained).joined()
    #expect(
      tail.kinds
        == [.areaCount, .warn, .retire, .lazyCount] + puts + [.arrKfree, .structFree, .ret])
    #expect(tail[0].x == UInt64(obtained))
    let warning = Event(
      .warn, call: 0, order: Warning.partialAllocation.rawValue, gfp: plain, x: UInt64(obtained), y: 6 * 4096)
    #expect(tail[1] == warning)
    #expect(tail[2].y == 6 * 4096 && tail[3].x == 6)
    #expect(events.put == events.gotten)
    #expect(events.only(.ptNew, .map).isEmpty)
  }

  @Test("page i of a large area refused: the nested array goes after the pages, as an area does")
  func partialNested() throws {
    var reference = Reference(on: .x86_64, refusing: [.only(.page, 2 + 100)])
    #expect(try reference.allocate(pages: 513) == 0)
    let events = Array(reference.machine.log.events)
    let warned = try #require(events.firstIndex { $0.kind == .warn })
    let order = events[warned...].filter { ![.load, .pagePut, .unmap, .lazyCount].contains($0.kind) }
    #expect(
      order.map(\.kind)
        == [.warn, .retire, .call, .retire, .arrKfree, .structFree, .ret, .structFree, .ret])
    #expect(order.map(\.depth) == [0, 0, 1, 1, 1, 1, 1, 0, 0])
    #expect((events[warned].x, events[warned].y) == (100, 514 * 4096))
    let depths = events.only(.pagePut).map(\.depth)
    #expect(depths == Array(repeating: 0, count: 100) + [1, 1])
    #expect(events.put == Array(events.gotten[2...]) + events.gotten[..<2])
    #expect(events.only(.unmap).allSatisfy { $0.depth == 1 })
  }

  @Test("no slab array: range and descriptor go, no page was asked for, no message")
  func noArray() throws {
    var reference = Reference(on: .x86_64, refusing: [.only(.slab, 2)])
    #expect(try reference.allocate(pages: 5) == 0)
    let events = Array(reference.machine.log.events)
    let refused = try #require(events.firstIndex { $0.kind == .arrKmalloc && !$0.ok })
    #expect(Array(events[(refused + 1)...]).kinds == [.retire, .lazyCount, .structFree, .ret])
    #expect(events.only(.pageReq, .warn, .arrKfree).isEmpty)
  }

  @Test("no nested array: the flag that there is one stays set, the inner level prints, the outer does not")
  func noNestedArray() throws {
    var reference = Reference(on: .x86_64, refusing: [.only(.page, 1)])
    #expect(try reference.allocate(pages: 513) == 0)
    let events = Array(reference.machine.log.events)
    #expect(events.only(.areaFlags).last == Event(.areaFlags, call: 0, area: 1, x: 0x32))
    let warnings = events.only(.warn)
    #expect(warnings.map(\.depth) == [1])
    #expect(warnings.map { [$0.x, $0.y] } == [[1, 3 * 4096]])
    #expect(events.put == events.gotten)
    // The array that is none is not released.
    #expect(events.only(.call).count == 2)
    #expect(events.only(.retire).map(\.depth) == [1, 0])
  }

  @Test("a table refused at any level: all pages go, tables stay", arguments: 0..<3)
  func mapping(ordinal: Int) throws {
    var reference = Reference(on: .x86_64, refusing: [.only(.table, ordinal)])
    #expect(try reference.allocate(pages: 3) == 0)
    let events = Array(reference.machine.log.events)
    #expect(events.only(.ptNew).map(\.ok) == Array(repeating: true, count: ordinal) + [false])
    #expect(events.put == events.gotten && events.put.count == 3)
    #expect(events.only(.warn).map { [$0.x, $0.y] } == [[3, 4 * 4096]])
    #expect(events.only(.map, .unmap).isEmpty)
  }

  @Test("a table refused half way: the entries written are cleared before the pages go")
  func halfMapped() throws {
    // Four pages a leaf table: the second area begins with the last page of the first table.
    var reference = ReferenceVmalloc<SeedSteps, ConcreteMachine<UInt16>>(
      on: .deep16, refusing: [.only(.table, 3)])
    #expect(try reference.allocate(pages: 2) != 0)
    let events = try reference.events { _ = try $0.allocate(pages: 2) }
    #expect(events.last?.x == 0)
    #expect(events.only(.map).map(\.x) == [0x403])
    let end = events.kinds.drop { $0 != .warn }.filter { $0 != .load }
    #expect(
      end == [.warn, .unmap, .retire, .lazyCount, .pagePut, .pagePut, .arrKfree, .structFree, .ret])
  }

  @Test("tables made for a mapping that failed serve the next one")
  func tablesStay() throws {
    var reference = Reference(on: .x86_64, refusing: [.only(.table, 2)])
    #expect(try reference.allocate(pages: 1) == 0)
    try reference.purge()
    let next = try reference.events { _ = try $0.allocate(pages: 1) }
    #expect(next.only(.ptNew).count == 1)
  }

  @Test("NOWARN is silent at every failure; without it one message each")
  func silence() throws {
    let refusals: [FailurePlan.Refusal] = [
      .only(.slab, 0), .only(.slab, 1), .only(.range, 0), .only(.page, 0), .only(.page, 1), .only(.table, 0),
    ]
    for refusal in refusals {
      for mask in [plain, plain | UInt32(GFP.nowarn)] {
        var reference = Reference(on: .x86_64, refusing: [refusal])
        #expect(try reference.allocate(pages: 3, gfp: mask) == 0)
        let warnings = Array(reference.machine.log.events).only(.warn)
        #expect(warnings.count == (mask == plain ? 1 : 0))
      }
    }
  }

  @Test("a descriptor or range refused: the message names the bytes asked for, nothing stays")
  func noArea() throws {
    for refusal in [FailurePlan.Refusal.only(.slab, 0), .only(.slab, 1), .only(.range, 0)] {
      var reference = Reference(on: .x86_64, refusing: [refusal])
      #expect(try reference.allocate(bytes: 5000) == 0)
      let events = Array(reference.machine.log.events)
      #expect(events.only(.warn).map(\.order) == [Warning.noArea.rawValue])
      #expect(events.only(.warn).map(\.y) == [5000])
      let made = events.only(.structNew).filter(\.ok).count
      #expect(events.only(.structFree).count == made)
      #expect(events.only(.reserve, .pageReq).isEmpty)
    }
  }

  @Test("no bytes, more pages than memory, sizes that round to zero: refused before anything is asked")
  func refusedSizes() throws {
    var shape = Geometry.x86_64
    shape.ramPages = 100
    for bytes in [0, 100 * 4096 + 1, .max, .max - 4094] as [UInt64] {
      var reference = Reference(on: shape)
      #expect(try reference.allocate(bytes: bytes) == 0)
      #expect(Array(reference.machine.log.events).kinds == [.call, .warn, .ret])
    }
    // As many pages as memory are tried, and fail at the last few, which the tables or arrays have.
    var reference = Reference(on: shape)
    _ = try reference.allocate(pages: 100)
    #expect(Array(reference.machine.log.events).only(.reserve).count == 1)
  }

  @Test("what failed leaves memory as it was: the same request succeeds afterwards with the same frames")
  func netEffect() throws {
    var reference = Reference(on: .x86_64, refusing: [.only(.page, 300)])
    let failed = try reference.events { _ = try $0.allocate(pages: 513) }
    try reference.purge()
    let succeeded = try reference.events { _ = try $0.allocate(pages: 513) }
    #expect(succeeded.last.map { $0.x != 0 } == true)
    #expect(Set(failed.gotten).isSubset(of: succeeded.gotten + succeeded.only(.ptNew).map(\.x)))
  }
}
