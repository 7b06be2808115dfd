import Machine
import OptimizedVmalloc
import Testing
import Vmalloc

/// The representation invariant holds after every call, and notices each way to break it.
@Suite("The invariant of the optimised allocator")
struct StateInvariantTests {
  typealias Optimized = OptimizedVmalloc<ModernSteps, ConcreteMachine<UInt16>>

  private static let page = UInt16(Geometry.deep16.pageSize)

  /// Three areas live, one with a nested array, one lazily freed.
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
    let corruptions: [(String, (inout Optimized) -> Void)] = [
      ("lazily freed", { $0.state.lazyPages += 1 }),
      (
        "the ranges",
        {
          $0.state.lazy.removeAll(); $0.state.lazyPages = 0
        }
      ),
      ("the ranges", { _ = $0.state.pools.put(0x4000, pages: 2) }),
      ("the ranges", { _ = $0.state.free.take(start: 0x7000, length: Self.page) }),
      ("is free twice", { $0.state.freeSlots.append(contentsOf: [90, 90]) }),
      ("neither free nor used", { $0.state.freeSlots.removeAll() }),
      ("used twice", { $0.state.freeSlots.append(0) }),
      ("not where its range is", { $0.state.areas[0].address += Self.page }),
      ("not complete", { $0.state.areas[0].mapped = 0 }),
      ("more pages in blocks", { $0.state.areas[0].blockPages = 100 }),
      (
        "is not mapped",
        {
          $0.state.areas[0].pages += 1; $0.state.areas[0].mapped += 1
        }
      ),
    ]
    for (message, corrupt) in corruptions {
      var allocator = try allocator()
      corrupt(&allocator)
      let violated = allocator.violatedInvariant()
      #expect(violated?.contains(message) == true, "\(message): \(violated ?? "nothing")")
    }
  }
}
