import Machine
import PropertyTesting

// Large areas, failures, fragmentation: what the kernel's own test does not measure.

extension Workload {
  /// The pages of 1 GiB.
  static let gibibyte = 1 << 18

  /// All of them.
  static var areas: [Workload] {
    [
      whole("contiguous", target: 5), wholeFragmented, whole("contiguous", isHuge: true, target: 20),
      failureStorm, fragmentation,
    ]
  }

  /// An area of 1 GiB.
  private static func whole(_ memory: String, isHuge: Bool = false, target: Double) -> Workload {
    Workload(
      name: "whole-1gib-\(isHuge ? "huge" : "base")-\(memory)", unit: .page, scatter: 0,
      loop: .pairs(Step.Area(pages: UInt32(gibibyte), isHuge: isHuge), times: 1), target: target,
      flatTarget: 1.0 / 3)
  }

  /// An area of 1 GiB from memory that has no two free frames side by side.
  private static var wholeFragmented: Workload {
    var workload = whole("fragmented", target: 5)
    let frames = 2 * gibibyte + 8192
    workload.geometry.ramPages = UInt64(frames)
    workload.memory = .everySecond(of: frames)
    return workload
  }

  /// Requests that fail when most of their pages are there, one after the other: memory is half in use.
  private static var failureStorm: Workload {
    var geometry = Geometry.x86_64
    geometry.ramPages = 8192
    let request = Step.fail(Step.Area(pages: 6000))
    return Workload(
      name: "failure-storm", unit: .area, geometry: geometry, before: .kept([Step.Area(pages: 4096)]),
      loop: Array(repeating: request, count: 20))
  }

  /// Small areas of all sizes, every second one released, then larger ones that fit into no gap.
  private static var fragmentation: Workload {
    var source = SplitMix64(state: 16)
    let count = 16_384
    let small = (0..<count).map { _ in Step.Area(pages: .random(in: 1...8, using: &source)) }
    let gaps = stride(from: 0, to: count, by: 2).map { Step.release(slot: Int32($0)) }
    let large = (0..<4_000).map { _ in Step.Area(pages: .random(in: 16...64, using: &source)) }
    return Workload(
      name: "fragmentation", unit: .area, before: .kept(small) + gaps + [.purge], loop: .pairs(large))
  }
}
