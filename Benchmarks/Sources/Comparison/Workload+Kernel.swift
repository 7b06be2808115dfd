import Machine
import PropertyTesting

// The workloads of the kernel's lib/test_vmalloc.c, with its sizes.

extension Workload {
  /// As many pages as are freed lazily before a purge: the kernel's fls(2 processors) * 32 MiB.
  private static let lazyMaxPages = Int(Geometry.x86_64.lazyMaxPages)

  /// Calls of a sample, for areas of few pages: several rounds of lazily freed ranges.
  private static let smallCalls = 20_000

  /// All of them.
  static var kernel: [Workload] {
    [
      fixedSize(1, calls: smallCalls), fixedSize(16, calls: smallCalls), fixedSize(512, calls: 1_000),
      fixedSize(4096, calls: 100), fixedSize(4096, calls: 100, isHuge: true), fullFit, longBusyList,
      randomSize, fixedAlignment, randomAlignment, everyAlignment, noBlock,
    ]
  }

  /// `fix_size_alloc`.
  private static func fixedSize(_ pages: UInt32, calls: Int, isHuge: Bool = false) -> Workload {
    Workload(
      name: "fixed-size-\(pages)\(isHuge ? "-huge" : "")", unit: .page,
      loop: .pairs(Step.Area(pages: pages, isHuge: isHuge), times: calls))
  }

  /// `full_fit_alloc`: every second of many single pages is released, the holes fit exactly.
  private static var fullFit: Workload {
    let count = 2 * lazyMaxPages
    let page = Step.Area(pages: 1)
    let holes = stride(from: 0, to: count, by: 2).map { Step.release(slot: Int32($0)) }
    return Workload(
      name: "full-fit", unit: .area, before: .kept(Array(repeating: page, count: count)) + holes,
      loop: .pairs(page, times: smallCalls))
  }

  /// `long_busy_list_alloc`: 15,000 single pages stay.
  private static var longBusyList: Workload {
    let page = Step.Area(pages: 1)
    let both: [Step] = [
      .allocate(Step.Area(pages: 100), slot: 0), .allocate(page, slot: 1), .release(slot: 0),
      .release(slot: 1),
    ]
    return Workload(
      name: "long-busy-list", unit: .area, before: .kept(Array(repeating: page, count: 15_000), from: 2),
      loop: (0..<2_000).flatMap { _ in both })
  }

  /// `random_size_alloc`.
  private static var randomSize: Workload {
    var source = SplitMix64(state: 8)
    let areas = (0..<4_000).map { _ in Step.Area(pages: .random(in: 1...100, using: &source)) }
    return Workload(name: "random-size", unit: .page, loop: .pairs(areas), target: 5)
  }

  /// `fix_align_alloc`: five pages, zeroed, aligned to twice a thread's stack of 16 KiB.
  private static var fixedAlignment: Workload {
    Workload(
      name: "fixed-alignment", unit: .area,
      loop: .pairs(Step.Area(pages: 5, alignShift: 15, gfp: zeroed), times: smallCalls))
  }

  /// `random_size_align_alloc`: up to 10 pages, zeroed, aligned to up to 4 MiB.
  private static var randomAlignment: Workload {
    var source = SplitMix64(state: 32)
    let areas = (0..<smallCalls).map { _ in
      Step.Area(
        pages: .random(in: 1...10, using: &source), alignShift: .random(in: 0...22, using: &source),
        gfp: zeroed)
    }
    return Workload(name: "random-alignment", unit: .area, loop: .pairs(areas))
  }

  /// `align_shift_alloc`, without the alignments that the window cannot serve.
  private static var everyAlignment: Workload {
    let areas = (0..<smallCalls).map { Step.Area(pages: 1, alignShift: UInt8($0 % 41)) }
    return Workload(name: "every-alignment", unit: .area, loop: .pairs(areas))
  }

  /// `no_block_alloc`: from contexts that must not sleep, with and without the reserve.
  private static var noBlock: Workload {
    var source = SplitMix64(state: 2048)
    let areas = (0..<smallCalls).map { _ in
      Step.Area(pages: 4, gfp: Bool.random(using: &source) ? UInt32(GFP.atomic) : 0)
    }
    return Workload(name: "no-block", unit: .area, loop: .pairs(areas))
  }

  private static let zeroed = UInt32(GFP.kernel | GFP.highmem | GFP.zero)
}
