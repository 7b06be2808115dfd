import Machine
import ReferenceVmalloc
import Testing
import Vmalloc

/// The faults of Linux 4.3 at their smallest, each beside the largest input that does not show it.
@Suite("Faults of Linux 4.3")
struct FindingTests {
  private static let wrap: UInt64 = 1 << 29

  @Test("F1: at 2^29 pages the array has no bytes")
  func arrayOfNoBytes() {
    var reference = Reference(on: .x86_64)
    #expect(halt { _ = try reference.allocate(pages: Self.wrap) }?.kind == .zeroSizeAccess)
    #expect(Array(reference.machine.log.events).only(.arrKmalloc).map(\.x) == [0])
  }

  @Test("F1: with k pages more the array has k entries, and the next store halts", arguments: [1, 2, 512])
  func slabOverflow(more: UInt64) {
    var reference = Reference(on: .x86_64)
    let end = halt { _ = try reference.allocate(pages: Self.wrap + more) }
    #expect(end == Halt(kind: .slabOverflow, detail: more))
    #expect(Array(reference.machine.log.events).gotten.count == Int(more) + 1)
  }

  @Test("F1: from 513 more on the stores run into the guard page of the nested array")
  func guardPage() {
    var reference = Reference(on: .x86_64)
    let end = halt { _ = try reference.allocate(pages: Self.wrap + 513) }
    #expect(end?.kind == .unmappedAccess)
    let events = Array(reference.machine.log.events)
    // The array of 513 entries was rounded up to two pages of 512.
    #expect(events.only(.store).filter { $0.depth == 0 }.count == 1025)
    let nested = events.only(.reserve).last
    #expect(end?.detail == nested.map { $0.x + 2 * 4096 })
  }

  @Test("F1 does not show one page earlier: the page array is asked for in full")
  func lastCount() throws {
    var reference = Reference(on: .x86_64, refusing: [.only(.page, 0)])
    #expect(try reference.allocate(pages: Self.wrap - 1) == 0)
    #expect(reference.machine.log.calls[1].size == (Self.wrap - 1) * 8)
  }

  @Test("F2: at 2^32 + 1 pages one is obtained, and the mapping reads a second one")
  func pageCountWraps() {
    var reference = Reference(on: .x86_64)
    let end = halt { _ = try reference.allocate(pages: 1 << 32 + 1) }
    #expect(end == Halt(kind: .slabOverflow, detail: 1))
    let events = Array(reference.machine.log.events)
    #expect(events.only(.areaCount).map(\.x) == [1])
    #expect(events.only(.arrKmalloc).map(\.x) == [8])
    #expect(events.gotten.count == 1)
    #expect(events.only(.map).count == 1)
    #expect(events.suffix(2).map(\.kind) == [.load, .trap])
  }

  @Test("F4: rounding up to an alignment of half the address space wraps below the window")
  func alignmentWraps() throws {
    var reference = Reference(on: .x86_64)
    #expect(halt { _ = try reference.allocate(pages: 1, align: 1 << 63) } == Halt(kind: .bug, detail: 0))
    #expect(Array(reference.machine.log.events).only(.reserve).map(\.x) == [0])
    var other = Reference(on: .x86_64)
    #expect(try other.allocate(pages: 1, align: 1 << 40) % (1 << 40) == 0)
  }

  @Test("F5: page tables are asked for with GFP_KERNEL by callers that allow less")
  func tableMask() throws {
    for mask in [GFP.nofs, GFP.noio, GFP.atomic, 0] {
      var reference = Reference(on: .x86_64)
      let events = try reference.events { _ = try $0.allocate(pages: 1, gfp: UInt32(mask)) }
      #expect(events.only(.ptNew).map(\.gfp) == [0xD0, 0xD0, 0xD0])
      #expect(events.only(.arrKmalloc, .structNew).allSatisfy { UInt64($0.gfp) & GFP.fs == 0 })
    }
  }

  @Test("F6: a leaf entry that somebody else made stops the mapping, and is cleared with the rest")
  func foreignEntry() throws {
    var reference = Reference(on: .x86_64)
    let start = Geometry.x86_64.windowStart
    _ = reference.machine.plantTranslation(at: start + 4096)
    let planted = try #require(reference.machine.log.events.last).y
    let events = try reference.events { _ = try $0.allocate(pages: 3) }
    #expect(events.last?.x == 0)
    #expect(events.only(.map).map(\.x) == [start >> 12])
    #expect(events.only(.warn).map(\.order) == [Warning.entryInUse, .partialAllocation].map(\.rawValue))
    #expect(events.only(.unmap).map(\.x) == [start >> 12, start >> 12 + 1])
    #expect(events.only(.unmap).last?.y == planted)
    #expect(!events.put.contains(planted))
  }

  @Test("alignments that are no power of two, or zero, halt", arguments: [0, 3, 4097] as [UInt64])
  func badAlignment(align: UInt64) {
    var reference = Reference(on: .x86_64)
    #expect(halt { _ = try reference.allocate(pages: 1, align: align) } == Halt(kind: .bug, detail: align))
  }

  @Test(
    "F8: a count of lazily freed pages that turns negative is noted so, and beyond any maximum",
    arguments: [8, 9])
  func lazyCount(bits: Int) throws {
    // Each area has 15 pages, a guard, and 3 pages for its array.
    var shape = Geometry.wrap16
    shape.uintBits = bits
    shape.lazyMaxPages = 120
    var reference = ReferenceVmalloc<SeedSteps, ConcreteMachine<UInt16>>(on: shape)
    let areas = try (0..<7).map { _ in try reference.allocate(pages: 15) }
    for address in areas { try reference.release(address) }
    let events = Array(reference.machine.log.events)
    #expect(events.only(.lazyCount).map(\.x).max() == 130)
    #expect(events.only(.flush).count == 1)
  }

  @Test("F11: where the guard page wraps the size to zero, the search for a range halts")
  func guardWraps() throws {
    var reference = ReferenceVmalloc<SeedSteps, ConcreteMachine<UInt32>>(on: .x86_32)
    let end = halt { _ = try reference.allocate(bytes: 0xFFFF_F000) }
    #expect(end == Halt(kind: .bug, detail: 0))
    // Without a guard page, and one page earlier, the size is merely too large for the window.
    for (bytes, flags) in [(0xFFFF_F000, AreaFlag.noGuard), (0xFFFF_E000, 0)] as [(UInt64, UInt64)] {
      var reference = ReferenceVmalloc<SeedSteps, ConcreteMachine<UInt32>>(on: .x86_32)
      #expect(try reference.allocate(bytes: bytes, flags: flags) == 0)
    }
  }
}
