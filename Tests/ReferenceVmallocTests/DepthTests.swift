import Machine
import ReferenceVmalloc
import Testing
import Vmalloc

@Suite("Depth of nested page arrays")
struct DepthTests {
  /// The pages asked for on each level, the innermost array having no page: levels are all that happens.
  private func levels<Word: ConcreteWord>(
    _ pages: UInt64, on shape: Geometry, _: Word.Type
  ) throws -> [UInt64] {
    var reference = ReferenceVmalloc<SeedSteps, ConcreteMachine<Word>>(
      on: shape, refusing: [FailurePlan.Refusal(resource: .page, ordinal: 0, andLater: true)])
    #expect(try reference.allocate(pages: pages) == 0)
    return reference.machine.log.calls.filter { $0.operation == .vmalloc }
      .map { ($0.size + shape.pageSize - 1) / shape.pageSize }
  }

  /// A machine with as much window and memory as its words address.
  private func wide(_ shape: Geometry, window: Range<UInt64>) -> Geometry {
    var shape = shape
    (shape.windowStart, shape.windowEnd) = (window.lowerBound, window.upperBound)
    shape.ramPages = (window.upperBound - window.lowerBound) / shape.pageSize
    return shape
  }

  @Test("x86-64: pages per level at the thresholds and at the largest count")
  func pages4K() throws {
    let table: [(UInt64, [UInt64])] = [
      (1, []), (511, []), (512, []), (513, [2]), (262_144, [512]), (262_145, [513, 2]),
      (1 << 27, [262_144, 512]), (1 << 27 + 1, [262_145, 513, 2]),
      ((1 << 29) - 1, [1_048_576, 2048, 4]),
    ]
    for (count, nested) in table {
      #expect(try levels(count, on: .x86_64, UInt64.self) == [count] + nested)
    }
  }

  @Test("pages of 16 and 64 KiB")
  func largePages() throws {
    let most: UInt64 = (1 << 29) - 1
    let arm16 = try levels(most, on: .arm64Pages16K, UInt64.self)
    #expect(arm16 == [most, 262_144, 128])
    let shape = wide(.arm64Pages64K, window: 0xFFFF_8000_0000_0000..<0xFFFF_F000_0000_0000)
    #expect(try levels(most, on: shape, UInt64.self) == [most, 65536, 8])
  }

  @Test("32-bit words: the array of a thousand pages still fits a page")
  func words32() throws {
    let shape = wide(.x86_32, window: 0x1_0000..<0xFFFF_F000)
    #expect(try levels(1024, on: shape, UInt32.self) == [1024])
    #expect(try levels(1025, on: shape, UInt32.self) == [1025, 2])
    #expect(try levels(1_000_000, on: shape, UInt32.self) == [1_000_000, 977])
  }

  @Test("scaled, with every page obtained: nested arrays are at most d exactly when n is at most r^(d+1)")
  func scaled() throws {
    for count in 1...400 as ClosedRange<UInt64> {
      var reference = ReferenceVmalloc<SeedSteps, ConcreteMachine<UInt16>>(on: .deep16)
      try #require(try reference.allocate(pages: count) != 0)
      let depth = Int(reference.machine.log.calls.map(\.depth).max() ?? 0)
      // Two pointers a page.
      var expected = 0
      while count > 2 << UInt64(expected) { expected += 1 }
      #expect(depth == expected)
      // Releasing nests as deep as allocating.
      let calls = reference.machine.log.calls.count
      try reference.release(Geometry.deep16.windowStart)
      #expect(Int(reference.machine.log.calls[calls...].map(\.depth).max() ?? 0) == expected)
    }
  }

  @Test("a failure at the innermost level unwinds every level above without its pages")
  func unwinding() throws {
    var reference = ReferenceVmalloc<SeedSteps, ConcreteMachine<UInt16>>(
      on: .deep16, refusing: [.only(.page, 1)])
    #expect(try reference.allocate(pages: 40) == 0)
    let events = Array(reference.machine.log.events)
    #expect(events.only(.retire).map(\.depth) == [5, 4, 3, 2, 1, 0])
    #expect(events.only(.pageReq).map(\.depth) == [5, 5])
    #expect(events.only(.warn).map(\.depth) == [5])
    #expect(events.only(.ret).map(\.x) == [0, 0, 0, 0, 0, 0])
  }
}
