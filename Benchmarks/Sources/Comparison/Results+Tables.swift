import Plotting

// What is printed.

extension Results {
  /// All results as text.
  var tables: String {
    "\(machine.cpu), \(machine.cores) cores, Linux \(machine.kernel), \(machine.swift); "
      + "\(samples) samples\n\n"
      + [ratioTable, counterTable, growthTable].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var ratioTable: String {
    if ratios.isEmpty { return "" }
    var table = Table(
      [
        "workload", "baseline", "unit", "least", "median", "most", "optimized least", "median", "most",
        "ratio",
        "spread", "target", "met",
      ], leftColumns: 3)
    for ratio in ratios {
      let times = [ratio.reference, ratio.optimized].flatMap { [$0.least, $0.median, $0.most] }
      table.add(
        [ratio.workload, ratio.baseline, ratio.unit] + times.map { text($0) } + [
          text(ratio.ratio), "\(text(ratio.spread[0]))...\(text(ratio.spread[1]))",
          ratio.target.map { text($0) } ?? "", text(ratio.met),
        ])
    }
    return table.text
  }

  private var counterTable: String {
    if counters.isEmpty { return "" }
    var table = Table(
      [
        "workload", "implementation", "units", "table writes", "flushes", "requests", "releases",
        "tree steps",
        "events", "single events",
      ], leftColumns: 2)
    for counter in counters {
      table.add([
        counter.workload, counter.implementation, "\(counter.units) \(counter.unit)s",
        "\(counter.pageTableWrites)", "\(counter.flushes)", "\(counter.allocatorCalls)",
        "\(counter.releaseCalls)", counter.treeSteps.map { "\($0)" } ?? "", "\(counter.events)",
        "\(counter.singleEvents)",
      ])
    }
    return table.text
  }

  private var growthTable: String {
    if growth.isEmpty { return "" }
    var points = Table(
      ["curve", "implementation", "unit", "x", "least", "median", "most", "tree steps"], leftColumns: 3)
    var bounds = Table(["curve", "implementation", "measure", "growth", "at most", "met"], leftColumns: 3)
    var hasBounds = false
    for line in growth {
      for point in line.points {
        let time = point.nanoseconds
        points.add([
          line.curve, line.implementation, line.unit, "\(point.x) \(line.x)", text(time.least),
          text(time.median), text(time.most), point.treeSteps.map { text($0) } ?? "",
        ])
      }
      for bound in line.bounds {
        hasBounds = true
        bounds.add([
          line.curve, line.implementation, bound.measure, text(bound.ratio), text(bound.atMost),
          text(bound.met),
        ])
      }
    }
    return points.text + (hasBounds ? "\n" + bounds.text : "")
  }

  private func text(_ number: Double) -> String {
    let rounded = number.rounded(digits: 4)
    return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }

  private func text(_ met: Bool?) -> String { met.map { $0 ? "yes" : "no" } ?? "" }
}
