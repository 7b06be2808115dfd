// What is counted for the file. Nothing is timed.

extension CounterRecord {
  /// The largest count of areas or pages at which a growth curve is looked at: more would take long.
  private static var mostOfCurve: Int { 10_000 }

  /// Goes through the workloads once with each allocator.
  init(counting workloads: [Workload], curves: [GrowthCurve]) throws {
    self.init()
    for workload in workloads {
      try add(workload.name, "reference", workload, isOptimized: false)
      try add(workload.name, "optimized", workload, isOptimized: true)
    }
    for curve in curves {
      for line in curve.lines {
        for (x, workload) in line.points where x <= Self.mostOfCurve {
          try add("\(curve.name)-\(x)", line.implementation, workload, isOptimized: line.isOptimized)
        }
      }
    }
    var search = RangeSearch()
    add(
      RangeSearch.name, "optimized", ["searches": RangeSearch.searches, "treeSteps": search.countedSteps()])
  }

  private mutating func add(
    _ name: String, _ implementation: String, _ workload: Workload, isOptimized: Bool
  ) throws {
    guard let tally = try Side(workload, isOptimized: isOptimized).tally else { return }
    add(name, implementation, tally.counters)
  }
}
