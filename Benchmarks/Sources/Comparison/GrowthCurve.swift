import Machine

/// How the cost of one unit grows with the areas or pages there are.
struct GrowthCurve {
  /// Its name on the command line and in the results.
  var name: String
  /// What grows: areas or pages.
  var x: String
  /// The points of each implementation: the workload, for so many areas or pages.
  var lines: [Line]

  /// One implementation on one curve.
  struct Line {
    /// Its name.
    var implementation: String
    /// What is measured for each count.
    var points: [(x: Int, workload: Workload)]
    /// Whether it is the optimised allocator.
    var isOptimized: Bool
    /// What is promised: the most that `nanoseconds` or `treeSteps` of the last point may be of the first.
    var bounds: [(measure: String, atMost: Double)] = []
  }

  /// All of them.
  static var all: [GrowthCurve] { [pooledSize, gaps, pages] }

  private static let counts = [1_000, 10_000, 100_000, 1_000_000]
  private static let page = Step.Area(pages: 1)

  /// An area of a page, while so many are there.
  private static var pooledSize: GrowthCurve {
    let points = counts.map { count in
      let kept: [Step] = .kept(Array(repeating: page, count: count), from: 1)
      return (count, Workload(name: "", unit: .area, before: kept, loop: .pairs(page, times: 20_000)))
    }
    return GrowthCurve(
      name: "growth-pooled-size", x: "areas",
      lines: [
        Line(implementation: "reference", points: points, isOptimized: false),
        Line(
          implementation: "optimized", points: points, isOptimized: true,
          bounds: [("treeSteps", 2.5), ("nanoseconds", 4)]),
      ])
  }

  /// An area too large for pools and gaps, with as many gaps as areas. Purges are asked for, so that the gaps are
  /// there: a range that is freed lazily is not used again before.
  private static var gaps: GrowthCurve {
    var geometry = Geometry.x86_64
    geometry.lazyMaxPages = 1 << 32
    let large: [Step] = .pairs(Step.Area(pages: 300), times: 50) + [.purge]
    let points = counts.map { count in
      let kept = (0..<count).flatMap { number -> [Step] in
        [.allocate(page, slot: Int32(1 + number)), .allocate(page, slot: 0), .release(slot: 0)]
      }
      return (
        count,
        Workload(
          name: "", unit: .area, geometry: geometry, before: kept + [.purge],
          loop: (0..<10).flatMap { _ in large })
      )
    }
    return GrowthCurve(
      name: "growth-gaps", x: "areas",
      lines: [
        Line(
          implementation: "optimized", points: points, isOptimized: true, bounds: [("treeSteps", 2.5)])
      ])
  }

  /// An area of so many pages.
  private static var pages: GrowthCurve {
    func points(isHuge: Bool) -> [(Int, Workload)] {
      stride(from: 0, through: 18, by: 2).map { shift in
        let area = Step.Area(pages: 1 << UInt32(shift), isHuge: isHuge)
        return (
          1 << shift, Workload(name: "", unit: .page, loop: .pairs(area, times: max(1, 1 << (15 - shift))))
        )
      }
    }
    return GrowthCurve(
      name: "growth-pages", x: "pages",
      lines: [
        Line(implementation: "reference", points: points(isHuge: false), isOptimized: false),
        Line(implementation: "optimized", points: points(isHuge: false), isOptimized: true),
        Line(implementation: "optimized, huge leaves", points: points(isHuge: true), isOptimized: true),
      ])
  }
}
