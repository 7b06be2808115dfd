import Machine
import ReferenceVmalloc
import Testing
import Vmalloc

@Suite("Allocation")
struct AllocationTests {
  @Test("one page: the events, in order, with their masks")
  func onePage() throws {
    var reference = Reference(on: .x86_64)
    let address = try reference.allocate(pages: 1)
    let events = Array(reference.machine.log.events)
    let start = Geometry.x86_64.windowStart
    #expect(address == start)
    let frame = try #require(events.gotten.first)
    let array = try #require(events.only(.arrKmalloc).first).y
    let tables = events.only(.ptNew)
    let expected: [Event] =
      [
        Event(.call, call: 0, x: 4096),
        Event(.structNew, call: 0, area: 1, gfp: 0xD0),
        Event(.structNew, call: 0, gfp: 0xD0, x: 1),
        Event(.reserve, call: 0, area: 1, x: start, y: 8192),
        Event(.areaFlags, call: 0, area: 1, x: AreaFlag.alloc | AreaFlag.uninitialized),
        Event(.areaCount, call: 0, area: 1, x: 1),
        Event(.arrKmalloc, call: 0, area: 1, gfp: 0x80D0, x: 8, y: array),
        Event(.pageReq, call: 0, gfp: 0x2D2, x: .max),
        Event(.pageGot, call: 0, x: frame, y: 0),
        Event(.store, call: 0, area: 1, x: 0, y: frame),
        Event(.resched, call: 0),
      ] + tables + [
        Event(.load, call: 0, area: 1, x: 0, y: frame),
        Event(.map, call: 0, area: 1, gfp: 1, x: start >> 12, y: frame),
        Event(.areaFlags, call: 0, area: 1, x: AreaFlag.alloc),
        Event(.ret, call: 0, x: start),
      ]
    #expect(events == expected)
    #expect(tables.map(\.order) == [3, 2, 1])
    #expect(tables.map(\.gfp) == [0xD0, 0xD0, 0xD0])
  }

  @Test("512 pages have their array in the slab, 513 in an area of two pages and a guard")
  func arrayThreshold() throws {
    var reference = Reference(on: .x86_64)
    let small = try reference.events { _ = try $0.allocate(pages: 512) }
    #expect(small.only(.call).count == 1)
    #expect(small.only(.arrKmalloc).map(\.x) == [4096])
    let large = try reference.events { _ = try $0.allocate(pages: 513) }
    #expect(large.only(.call).map(\.x) == [513 * 4096, 513 * 8])
    #expect(large.only(.reserve).map(\.y) == [514 * 4096, 3 * 4096])
    #expect(large.only(.arrKmalloc).map(\.x) == [16])
    #expect(large.gotten.count == 513 + 2)
    let flags = large.only(.areaFlags).map(\.x)
    // Outer, nested, nested complete, outer with the flag, outer complete.
    #expect(flags == [0x22, 0x22, 0x02, 0x32, 0x12])
  }

  @Test("the nested array: reclaim bits, zeroed, any zone, plain protection, same node and caller")
  func nestedArguments() throws {
    var reference = Reference(on: .x86_64)
    let mask = UInt32(GFP.nofs | GFP.dma32 | GFP.noretry)
    _ = try reference.allocate(
      pages: 513, align: 1 << 16, gfp: mask, node: 1, prot: Protection.kernelExecutable, caller: 77)
    let (outer, nested) = (reference.machine.log.calls[0], reference.machine.log.calls[1])
    #expect(outer.prot == UInt32(Protection.kernelExecutable) && outer.gfp == mask)
    #expect(nested.gfp == UInt32(GFP.nofs | GFP.noretry | GFP.zero | GFP.highmem))
    #expect(nested.prot == UInt32(Protection.kernel))
    #expect((nested.align, nested.node, nested.caller, nested.flags) == (1, 1, 77, 0))
    #expect((nested.depth, nested.parent) == (1, 0))
    let events = Array(reference.machine.log.events)
    let requests = events.only(.pageReq)
    #expect(Set(requests.filter { $0.depth == 1 }.map(\.gfp)) == [nested.gfp | UInt32(GFP.nowarn)])
    #expect(Set(requests.filter { $0.depth == 0 }.map(\.gfp)) == [mask | UInt32(GFP.nowarn)])
    #expect(Set(requests.map(\.x)) == [1])
    #expect(Set(events.only(.map).map { [UInt64($0.depth), UInt64($0.gfp)] }) == [[0, 3], [1, 1]])
  }

  @Test("a point of preemption for every page if the caller may sleep, none if not")
  func preemption() throws {
    for (mask, count) in [(plain, 5), (UInt32(GFP.atomic), 0), (UInt32(GFP.noio), 5), (0, 0)] {
      var reference = Reference(on: .x86_64)
      let events = try reference.events { _ = try $0.allocate(pages: 5, gfp: mask) }
      #expect(events.only(.resched).count == count)
    }
  }

  @Test("page k is mapped to the k-th frame, the guard to none; ranges follow each other")
  func mapping() throws {
    var reference = Reference(on: .x86_64)
    let first = try reference.events { _ = try $0.allocate(pages: 3) }
    let second = try reference.events { _ = try $0.allocate(pages: 2) }
    let start = Geometry.x86_64.windowStart >> 12
    #expect(first.only(.map).map(\.x) == [start, start + 1, start + 2])
    #expect(first.only(.map).map(\.y) == first.gotten)
    #expect(second.only(.map).map(\.x) == [start + 4, start + 5])
    #expect(Set(first.gotten + second.gotten).count == 5)
  }

  @Test("bytes are rounded up to pages; without a guard the range is as long as its pages")
  func sizes() throws {
    let cases =
      [
        (1, 0, 2), (4095, 0, 2), (4096, 0, 2), (4097, 0, 3), (4097, AreaFlag.noGuard, 2),
      ] as [(UInt64, UInt64, UInt64)]
    for (bytes, flags, pages) in cases {
      var reference = Reference(on: .x86_64)
      let events = try reference.events { _ = try $0.allocate(bytes: bytes, flags: flags) }
      #expect(events.only(.reserve).map(\.y) == [pages * 4096])
    }
  }
}
