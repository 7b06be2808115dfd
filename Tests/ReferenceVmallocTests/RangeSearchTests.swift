import Machine
import ReferenceVmalloc
import Testing
import Vmalloc

/// A window of 24 pages on words of 16 bits, pages of 16 bytes with two pointers.
@Suite("Search for a range")
struct RangeSearchTests {
  private typealias Small = ReferenceVmalloc<SeedSteps, ConcreteMachine<UInt16>>
  private static let start: UInt64 = 0x4000

  private static let shape = Geometry(
    name: "window24", wordBits: 16, pageShift: 4, pointerSize: 8, uintBits: 16, levelBits: [2, 3, 3, 4],
    window: 0x4000..<0x4180, ramPages: 400, lazyMaxPages: 1000, slab: 0x100..<0x4000, slabStep: 2)

  private func boot() -> Small { Small(on: Self.shape) }

  /// The place of an address in pages of the window.
  private func page(_ address: UInt64) -> Int? {
    address == 0 ? nil : Int((address - Self.start) / 16)
  }

  /// Areas of one page each, so with its guard two pages of the window.
  private func fill(_ small: inout Small, _ count: Int) throws -> [UInt64] {
    try (0..<count).map { _ in try small.allocate(pages: 1) }
  }

  @Test("the first range starts the window, the next ones follow")
  func firstFit() throws {
    var small = boot()
    #expect(try fill(&small, 4).map(page) == [0, 2, 4, 6])
  }

  @Test("a lazily freed range stays occupied until a purge, then it is the lowest that fits")
  func lazyRanges() throws {
    var small = boot()
    let areas = try fill(&small, 3)
    try small.release(areas[0])
    #expect(page(try small.allocate(pages: 1)) == 6)
    try small.purge()
    #expect(page(try small.allocate(pages: 1)) == 0)
  }

  @Test("a hole freed in the middle is found from the cache before it")
  func middle() throws {
    var small = boot()
    let areas = try fill(&small, 4)
    try small.release(areas[1])
    try small.purge()
    #expect(page(try small.allocate(pages: 1)) == 2)
    #expect(page(try small.allocate(pages: 1)) == 8)
  }

  @Test("a hole that was skipped is remembered for smaller requests, not for one exactly as large")
  func cachedHole() throws {
    for (pages, place) in [(1, 2), (2, 14)] as [(UInt64, Int)] {
      var small = boot()
      let areas = [
        try small.allocate(pages: 1), try small.allocate(pages: 2), try small.allocate(pages: 1),
      ]
      #expect(areas.map(page) == [0, 2, 5])
      try small.release(areas[1])
      try small.purge()
      // Four pages do not fit the hole of three. Three pointers are too many for a page: the nested
      // array takes the next three.
      #expect(page(try small.allocate(pages: 3)) == 7)
      #expect(page(try small.allocate(pages: pages)) == place)
    }
  }

  @Test("addresses have the alignment asked for, and lesser alignment starts from the beginning")
  func alignment() throws {
    var small = boot()
    _ = try fill(&small, 1)
    let aligned = try small.allocate(pages: 1, align: 128)
    #expect(aligned % 128 == 0 && page(aligned) == 8)
    #expect(page(try small.allocate(pages: 1)) == 2)
  }

  @Test("a full window is purged before anything is refused")
  func purgeOnExhaustion() throws {
    var small = boot()
    let areas = try fill(&small, 12)
    #expect(areas.map(page) == Array(stride(from: 0, to: 24, by: 2)))
    try small.release(areas[5])
    let events = try small.events { _ = try $0.allocate(pages: 1) }
    #expect(events.last.map { page($0.x) } == 10)
    let search = events.kinds.prefix { $0 != .areaFlags }
    #expect(search == [.call, .structNew, .structNew, .flush, .reusable, .structFree, .reserve])
  }

  @Test("a window that is full for good: message, refusal, descriptors back, the caller's message")
  func refused() throws {
    var small = boot()
    _ = try fill(&small, 12)
    let events = try small.events { _ = try $0.allocate(pages: 1) }
    #expect(events.last?.x == 0)
    #expect(
      events.kinds
        == [.call, .structNew, .structNew, .warn, .reserveFail, .structFree, .structFree, .warn, .ret])
    let order = [Warning.noRange, .noArea].map(\.rawValue)
    #expect(events.only(.warn).map(\.order) == order)
    #expect(events.only(.reserveFail).map(\.y) == [32])
    #expect(events.only(.structFree).map(\.x) == [1, 0])
  }

  @Test("what does not fit is refused although the sum of the holes would do")
  func fragmented() throws {
    var small = boot()
    let areas = try fill(&small, 12)
    for index in stride(from: 0, to: 12, by: 2) { try small.release(areas[index]) }
    try small.purge()
    // Two pages and a guard do not fit into any hole of two pages.
    #expect(try small.allocate(pages: 2) == 0)
    #expect(page(try small.allocate(pages: 1)) == 0)
  }

  @Test("lazily freed pages, guards included, beyond the maximum are purged at once")
  func lazyMaximum() throws {
    var shape = Self.shape
    shape.lazyMaxPages = 4
    var small = Small(on: shape)
    let areas = try fill(&small, 4)
    for address in areas[..<2] { try small.release(address) }
    #expect(Array(small.machine.log.events).only(.flush).isEmpty)
    let events = try small.events { try $0.release(areas[2]) }
    #expect(events.only(.lazyCount, .flush).kinds == [.lazyCount, .flush])
    #expect(events.only(.lazyCount).map(\.x) == [6])
    #expect(events.only(.reusable).count == 3)
    #expect(events.only(.flush).map { [$0.x, $0.y] } == [[Self.start, Self.start + 6 * 16]])
  }

  @Test("a purge with nothing to purge does nothing")
  func emptyPurge() throws {
    var small = boot()
    _ = try fill(&small, 1)
    let events = try small.events { try $0.purge() }
    #expect(events.kinds == [.call, .ret])
  }
}
