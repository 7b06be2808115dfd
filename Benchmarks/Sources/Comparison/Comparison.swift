import ArgumentParser
import Foundation

/// Measures the optimised allocator beside the reference.
@main
struct Comparison: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures the optimised allocator beside the reference, sample by sample.",
    discussion:
      "Leaves bench.json and the plots of the growth curves in bench/. Nothing is asserted of times.")

  @Option(help: "Measure only what has this in its name; may be given more than once.")
  var only: [String] = []

  @Option(help: "Samples of each side, at least 1.")
  var samples = 9

  @Option(help: "The folder to write to.", completion: .directory)
  var output = "build"

  @Flag(help: "List the names of what can be measured, and measure nothing.")
  var list = false

  @Option(
    help: "Count what the workloads cost, measure nothing; an error if it is not what the file says.",
    completion: .file(extensions: ["json"]))
  var check: String?

  @Option(
    help: "Count what the workloads cost, measure nothing, and write it to the file.",
    completion: .file(extensions: ["json"]))
  var record: String?

  func validate() throws {
    if check != nil || record != nil {
      guard only.isEmpty, !list, check == nil || record == nil else {
        throw ValidationError("--check and --record stand alone: all workloads are counted.")
      }
    }
    guard samples >= 1 else { throw ValidationError("--samples has to be at least 1.") }
    for name in only where !Self.names.contains(where: { $0.contains(name) }) {
      throw ValidationError("Nothing has '\(name)' in its name; --list shows the names.")
    }
  }

  func run() throws {
    if list {
      Self.names.forEach { print($0) }
      return
    }
    if let file = check ?? record { return try count(file) }
    var results = Results(samples: samples)
    for workload in Self.workloads where isWanted(workload.name) {
      note(workload.name)
      try results.measure(workload)
    }
    if isWanted(RangeSearch.name) {
      note(RangeSearch.name)
      try results.measureRangeSearch()
    }
    for curve in GrowthCurve.all where isWanted(curve.name) {
      note(curve.name)
      try results.measure(curve)
    }
    print(results.tables, terminator: "")
    try write(results)
  }

  /// Counts what the workloads cost, and compares it with a file or writes it there.
  private func count(_ file: String) throws {
    let expected = try check.map(CounterRecord.init(contentsOf:))
    let found = try CounterRecord(counting: Self.workloads, curves: GrowthCurve.all)
    guard let expected else { return try found.write(to: file) }
    let differences = found.differences(from: expected)
    guard differences.isEmpty else { throw CounterError.different(file, differences) }
    print("\(file): all counters are as recorded")
  }

  private static var workloads: [Workload] { Workload.areas + Workload.kernel }

  private static var names: [String] {
    workloads.map(\.name) + [RangeSearch.name] + GrowthCurve.all.map(\.name)
  }

  private func isWanted(_ name: String) -> Bool { only.isEmpty || only.contains { name.contains($0) } }

  /// Says what is measured now, beside the results.
  private func note(_ name: String) { FileHandle.standardError.write(Data("measuring \(name)\n".utf8)) }

  private func write(_ results: Results) throws {
    let folder = URL(fileURLWithPath: output, isDirectory: true)
    let plots = folder.appendingPathComponent("bench", isDirectory: true)
    try FileManager.default.createDirectory(at: plots, withIntermediateDirectories: true)
    try results.write(to: folder.appendingPathComponent("bench.json"))
    for plot in results.plots {
      try Data(plot.svg.utf8).write(to: plots.appendingPathComponent(plot.name + ".svg"))
    }
  }
}
