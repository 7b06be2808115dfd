import Machine
import Plotting

// From workloads to results.

extension Side {
  /// An allocator in a workload, after a pass that warms it up; and what another pass cost.
  init(_ workload: Workload, isOptimized: Bool) throws {
    // The type is fixed here, so that all below is specialised for it.
    self = isOptimized ? try Side(workload, Optimized.self) : try Side(workload, Reference.self)
    name = isOptimized ? "optimized" : "reference"
  }

  @inline(__always)
  private init<Allocator: Subject>(_ workload: Workload, _ type: Allocator.Type) throws {
    let runner = try Runner(workload, type)
    try runner.run(workload.loop)
    tally = try runner.tally(workload.loop)
    name = ""
    units = workload.units
    sample = { try runner.run(workload.loop) }
  }
}

extension Results {
  /// Measures both allocators in a workload, and a flat loop if it is to be compared with one.
  mutating func measure(_ workload: Workload) throws {
    var sides = [try Side(workload, isOptimized: false), try Side(workload, isOptimized: true)]
    if workload.flatTarget != nil {
      var flat = FlatLoop(frames: workload.memory.firstFree(workload.units))
      sides.append(Side(name: "flat loop", units: workload.units) { flat.run() })
    }
    for side in sides {
      if let tally = side.tally { counters.append(Counters(workload, side.name, tally)) }
    }
    let times = try interleaved(sides, samples: samples)
    for (side, target) in [(0, workload.target), (2, workload.flatTarget)] where side < sides.count {
      ratios.append(
        Ratio(
          workload.name, workload.unit.rawValue, baseline: sides[side].name, times[side], times[1],
          target: target))
    }
  }

  /// Measures the search for a range alone.
  mutating func measureRangeSearch() throws {
    var search = RangeSearch()
    precondition(search.walked() == search.searched(), "the walk and the tree find different places")
    let walk = RangeSearch()
    var sum: UInt64 = 0
    let sides = [
      Side(name: "first-fit walk", units: RangeSearch.searches) { sum &+= walk.walked() },
      Side(name: "optimized", units: RangeSearch.searches) { sum &+= search.searched() },
    ]
    let times = try interleaved(sides, samples: samples)
    precondition(sum != 0)
    ratios.append(
      Ratio(
        RangeSearch.name, "ns/search", baseline: sides[0].name, times[0], times[1], target: 100))
  }

  /// Measures all points of a curve side by side.
  mutating func measure(_ curve: GrowthCurve) throws {
    let sides = try curve.lines.map { line in
      try line.points.map { try Side($0.workload, isOptimized: line.isOptimized) }
    }
    var times = try interleaved(sides.flatMap(\.self), samples: samples)[...]
    for (line, sides) in zip(curve.lines, sides) {
      let points = zip(zip(line.points, sides), times).map { point, samples in
        Growth.Point(
          x: point.0.x, nanoseconds: Spread(samples),
          treeSteps: point.1.tally?.treeSteps.map { (Double($0) / Double(point.1.units)).rounded(digits: 4) })
      }
      times = times.dropFirst(sides.count)
      let bounds = line.bounds.compactMap { Growth.Bound($0.measure, atMost: $0.atMost, points) }
      growth.append(
        Growth(
          curve: curve.name, implementation: line.implementation, x: curve.x,
          unit: line.points[0].workload.unit.rawValue, points: points, bounds: bounds))
    }
  }
}

extension Results.Growth.Bound {
  /// Judges the first point and the last; nil if they lack what is to be compared.
  init?(_ measure: String, atMost: Double, _ points: [Results.Growth.Point]) {
    func cost(_ point: Results.Growth.Point?) -> Double? {
      measure == "treeSteps" ? point?.treeSteps : point?.nanoseconds.median
    }
    guard let first = cost(points.first), let last = cost(points.last) else { return nil }
    self.init(
      measure: measure, ratio: (last / first).rounded(digits: 3), atMost: atMost,
      met: last <= first * atMost)
  }
}
