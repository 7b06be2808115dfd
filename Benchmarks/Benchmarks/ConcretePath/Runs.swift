import Benchmark
import Conformance
import Foundation
import Machine
import Properties
import PropertyTesting
import ReferenceVmalloc
import Specification

// Whole random runs: drawing, running, observing, judging, each with what comes before it.

private let runs = 64

private func workloads() -> [Workload] {
  var source = ChoiceSource(seed: 1)
  return (0..<runs).map { run in
    source.restart(then: .random(Seed(rawValue: 1).run(run)))
    return Workload.generate(&source)
  }
}

func benchmarkRuns() {
  Benchmark("64 workloads drawn") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(workloads().count) }
  }
  Benchmark("64 workloads run") { benchmark in
    let drawn = workloads()
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for workload in drawn { blackHole(ReferenceFamily<SeedSteps>.run(workload).log.events.count) }
    }
  }
  Benchmark("64 workloads run and judged by every clause") { benchmark in
    let specification = try Specification(
      folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Specs").standardizedFileURL.path)
    let search = CounterexampleSearch(.reference, specification)
    let drawn = workloads().filter { $0.shape != nil }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for workload in drawn { blackHole(search.violations(by: workload).count) }
    }
  }
}
