import Machine
import ReferenceVmalloc
import Testing
import Vmalloc

@Suite("Release")
struct ReleaseTests {
  private let start = Geometry.x86_64.windowStart

  /// An area of two pages, and the events of what `body` does then.
  private func events(after body: (inout Reference) throws -> Void) throws -> [Event] {
    var reference = Reference(on: .x86_64)
    #expect(try reference.allocate(pages: 2) == start)
    return try reference.events(body)
  }

  @Test("the range first, then the pages ascending, the array, the descriptor")
  func order() throws {
    let events = try events { try $0.release(start) }
    #expect(
      events.kinds
        == [
          .call, .unmap, .unmap, .retire, .lazyCount, .load, .pagePut, .load, .pagePut, .arrKfree,
          .structFree, .ret,
        ])
    #expect(events.put == events.only(.unmap).map(\.y))
  }

  @Test("NULL is ignored, an unaligned or unknown address costs a message")
  func complaints() throws {
    let ignored = try events { try $0.release(0) }
    #expect(ignored.kinds == [.call, .ret])
    for (address, warning) in [
      (start + 1, Warning.badAddress), (start + 4095, .badAddress), (start - 4096, .unknownArea),
      (start + 3 * 4096, .unknownArea), (4096, .unknownArea),
    ] {
      let events = try events { try $0.release(address) }
      #expect(events.kinds == [.call, .warn, .ret])
      #expect(events.only(.warn).map(\.order) == [warning.rawValue])
    }
  }

  @Test("a second release is complained of, lazily freed or purged")
  func twice() throws {
    for isPurged in [false, true] {
      let events = try events { reference in
        try reference.release(start)
        if isPurged { try reference.purge() }
        try reference.release(start)
      }
      #expect(events.suffix(3).map(\.kind) == [.call, .warn, .ret])
      #expect(events.only(.pagePut).count == 2)
    }
  }

  @Test("F7: a page inside the area, its guard too, releases all of it", arguments: 1...2)
  func interior(page: UInt64) throws {
    let events = try events { try $0.release(start + page * 4096) }
    #expect(events.only(.warn).isEmpty)
    #expect(events.only(.retire).map(\.x) == [start])
    #expect(events.put.count == 2)
  }

  @Test("in interrupt context the release is put off, and carried out later, the last one first")
  func interrupt() throws {
    var reference = Reference(on: .x86_64)
    let areas = [try reference.allocate(pages: 1), try reference.allocate(pages: 1)]
    let asked = try reference.events { reference in
      for area in areas { try reference.release(area, inInterrupt: true) }
    }
    #expect(asked.kinds == [.call, .deferred, .ret, .call, .deferred, .ret])
    #expect(asked.only(.deferred).map(\.x) == areas)
    let done = try reference.events { try $0.runDeferredWork() }
    #expect(done.only(.retire).map(\.x) == areas.reversed())
    #expect(done.only(.pagePut).count == 2)
    let rest = try reference.events { try $0.runDeferredWork() }
    #expect(rest.isEmpty)
  }

  @Test("a large area: its nested array is released as an area, after its pages")
  func nested() throws {
    var reference = Reference(on: .x86_64)
    let address = try reference.allocate(pages: 513)
    let events = try reference.events { try $0.release(address) }
    #expect(events.only(.call).map(\.depth) == [0, 1])
    #expect(events.only(.pagePut).map(\.depth) == Array(repeating: 0, count: 513) + [1, 1])
    #expect(events.only(.structFree).map(\.area) == [2, 1])
    #expect(events.only(.arrKfree).map(\.depth) == [1])
  }

  @Test("after release and purge everything is back but page tables")
  func ledger() throws {
    var reference = Reference(on: .x86_64)
    for pages in [1, 513, 7] as [UInt64] {
      try reference.release(try reference.allocate(pages: pages))
    }
    try reference.purge()
    let events = Array(reference.machine.log.events)
    #expect(events.put.sorted() == events.gotten.sorted())
    #expect(events.only(.structNew).count == events.only(.structFree).count)
    #expect(events.only(.arrKmalloc).map(\.y).sorted() == events.only(.arrKfree).map(\.y).sorted())
    #expect(events.only(.map).map(\.x).sorted() == events.only(.unmap).map(\.x).sorted())
    #expect(events.only(.reserve).map(\.x).sorted() == events.only(.reusable).map(\.x).sorted())
  }
}
