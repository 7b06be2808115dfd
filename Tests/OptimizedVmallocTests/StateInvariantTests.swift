import Machine
import OptimizedVmalloc
import Testing
import Vmalloc

/// The representation invariant holds after every call, and notices each way to break it.
@Suite("The invariant of the optimised allocator")
struct StateInvariantTests {
  typealias Optimized = OptimizedVmalloc<ModernSteps, ConcreteMachine<UInt16>>

  private static let page = UInt16(Geometry.deep16.pageSize)

  /// Three areas live, one with nested arrays, one lazily freed. In slots 0 to 4: areas of 3 and 9 pages, the arrays of
  /// the latter and of its array, an area of a page.
  private func allocator() throws -> Optimized {
    var allocator = Optimized(machine: ConcreteMachine(.deep16, fuel: 1 << 20))
    #expect(allocator.violatedInvariant() == nil)
    for pages in [3, 9, 1, 2] as [UInt16] {
      let request = Request<UInt16, UInt32>(size: pages * Self.page, gfp: UInt32(GFP.kernel | GFP.highmem))
      #expect(try allocator.vmalloc(request) != 0)
      #expect(allocator.violatedInvariant() == nil)
    }
    let last = try #require(allocator.liveAreas().last)
    try allocator.vfree(UInt16(last.start), inInterrupt: false)
    #expect(allocator.violatedInvariant() == nil)
    return allocator
  }

  @Test("the abstraction has the areas of the user, with a frame for each page")
  func abstraction() throws {
    let areas = try allocator().liveAreas()
    #expect(areas.map(\.pages).sorted() == [1, 3, 9] || areas.map(\.pages).sorted() == [2, 3, 9])
    #expect(areas.allSatisfy { $0.frames.count == Int($0.pages) && !$0.frames.contains(0) })
    #expect(Set(areas.flatMap(\.frames)).count == areas.reduce(0) { $0 + $1.frames.count })
  }

  @Test("each corruption is noticed")
  func corruptions() throws {
    let corruptions: [(String, (inout Optimized) throws -> Void)] = [
      ("lazily freed", { $0.state.lazyPages += 1 }),
      (
        "the ranges",
        {
          $0.state.lazy.removeAll(); $0.state.lazyPages = 0
        }
      ),
      ("the ranges", { _ = $0.state.pools.put(0x4000, pages: 2) }),
      ("the pools have", { $0.state.pools.count += 1 }),
      ("the ranges", { _ = $0.state.free.take(start: 0x7000, length: Self.page) }),
      ("is free twice", { $0.state.freeSlots.append(contentsOf: [90, 90]) }),
      ("neither free nor used", { $0.state.freeSlots.removeAll() }),
      ("used twice", { $0.state.freeSlots.append(0) }),
      ("not where its range is", { $0.state.areas[0].address += Self.page }),
      ("not where its range is", { $0.state.areas[0].length += Self.page }),
      ("not complete", { $0.state.areas[0].mapped = 0 }),
      ("not complete", { $0.state.areas[0].array = 0 }),
      ("more pages in blocks", { $0.state.areas[0].blockPages = 100 }),
      (
        "is not mapped",
        {
          $0.state.areas[0].pages += 1; $0.state.areas[0].mapped += 1
        }
      ),
      ("is mapped twice", { try $0.map(pageOf: 0, as: 4) }),
      ("is mapped twice", { try $0.map(pageOf: 2, as: 0) }),
      ("is noted as an area", { $0.state.areas[0].hasNestedArray = true }),
      ("is noted as an area", { $0.state.areas[1].array += Self.page }),
      ("is an area, unnoted", { $0.state.areas[1].hasNestedArray = false }),
      ("is an area, unnoted", { $0.state.areas[0].array = $0.state.areas[4].address }),
      ("has another area, too", { $0.state.areas[0].array = $0.state.areas[3].array }),
      (
        "has another area, too",
        {
          $0.state.areas[0].array = $0.state.areas[1].array; $0.state.areas[0].hasNestedArray = true
        }
      ),
    ]
    for (message, corrupt) in corruptions {
      var allocator = try allocator()
      try corrupt(&allocator)
      let violated = allocator.violatedInvariant()
      #expect(violated?.contains(message) == true, "\(message): \(violated ?? "nothing")")
    }
  }
}

extension OptimizedVmalloc where M == ConcreteMachine<UInt16> {
  /// Maps the first page of the area in a slot to the frame that the first page of another one has.
  fileprivate mutating func map(pageOf slot: Int, as other: Int) throws {
    let address = state.areas[slot].address
    let frame = machine.walk(from: state.areas[other].address, pages: 1)[0]
    let table = stride(from: machine.geometry.levels - 1, to: 0, by: -1).reduce(machine.rootTable) {
      machine.table(below: $0, level: $1, at: address)
    }
    try machine.setEntry(table, at: address, frame: UInt16(frame), prot: 1, area: 0)
  }
}
