import Benchmark
import Machine
import ReferenceVmalloc
import Vmalloc

// The concrete path: an area is allocated and released, on a machine that records every event. The log
// is emptied between the calls.

private typealias Reference<Word: ConcreteWord> = ReferenceVmalloc<SeedSteps, ConcreteMachine<Word>>

private func allocator<Word: ConcreteWord>(_ geometry: Geometry, _: Word.Type) -> Reference<Word> {
  Reference(machine: ConcreteMachine(geometry, fuel: .max, capacity: 1 << 20))
}

private func measure<Word: ConcreteWord>(
  _ name: String, _ geometry: Geometry, _: Word.Type, pages: Int, times: Int
) {
  let perPage = BenchmarkMetric.custom(
    "Nanoseconds a page", polarity: .prefersSmaller, useScalingFactor: false)
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock, .instructions, perPage], maxDuration: .seconds(3))
  Benchmark(name, configuration: configuration) { benchmark in
    var allocator = allocator(geometry, Word.self)
    let request = Request<Word, UInt32>(
      size: Word(UInt64(pages) * geometry.pageSize), gfp: UInt32(GFP.kernel | GFP.highmem))
    let clock = ContinuousClock()
    for _ in benchmark.scaledIterations {
      let begun = clock.now
      for _ in 0..<times {
        allocator.machine.log.events.removeAll(keepingCapacity: true)
        allocator.machine.log.calls.removeAll(keepingCapacity: true)
        let address = try allocator.vmalloc(request)
        try allocator.vfree(address, inInterrupt: false)
      }
      let spent = (clock.now - begun).components
      let nanoseconds = Int(spent.seconds) * 1_000_000_000 + Int(spent.attoseconds / 1_000_000_000)
      benchmark.measurement(perPage, nanoseconds / (pages * times))
    }
    blackHole(allocator.machine.log.events.count)
  }
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal, .instructions, .throughput], warmupIterations: 3)
  measure("x86_64: 512 pages, slab array, 1024 calls", .x86_64, UInt64.self, pages: 512, times: 1024)
  measure("x86_64: 4096 pages, nested array, 128 calls", .x86_64, UInt64.self, pages: 4096, times: 128)
  measure("x86_64: 1 page, 65536 calls", .x86_64, UInt64.self, pages: 1, times: 65_536)
  measure("deep16: 40 pages, five nested arrays, 8192 calls", .deep16, UInt16.self, pages: 40, times: 8192)
  benchmarkRuns()
}
