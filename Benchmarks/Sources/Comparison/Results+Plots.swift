import Plotting

// The growth curves, as plots.

extension Results {
  /// A plot of times for each curve, and one of tree steps where there are any.
  var plots: [(name: String, svg: String)] {
    var names: [String] = []
    for line in growth where !names.contains(line.curve) { names.append(line.curve) }
    return names.flatMap { name in
      let lines = growth.filter { $0.curve == name }
      var plots = [(name, timePlot(name, lines).svg)]
      let counted = lines.filter { $0.points.allSatisfy { $0.treeSteps != nil } }
      if !counted.isEmpty { plots.append((name + "-steps", stepPlot(name, counted).svg)) }
      return plots
    }
  }

  private func timePlot(_ name: String, _ lines: [Growth]) -> LogPlot {
    var plot = LogPlot(title: name, x: lines[0].x, y: lines[0].unit)
    plot.series = lines.map { line in
      LogPlot.Series(
        name: line.implementation,
        points: line.points.map {
          LogPlot.Point(
            x: Double($0.x), y: $0.nanoseconds.median, low: $0.nanoseconds.least, high: $0.nanoseconds.most)
        })
    }
    return plot
  }

  private func stepPlot(_ name: String, _ lines: [Growth]) -> LogPlot {
    let unit = lines[0].unit.hasSuffix("page") ? "page" : "area"
    var plot = LogPlot(title: name + ": tree steps", x: lines[0].x, y: "tree steps/\(unit)")
    plot.series = lines.map { line in
      LogPlot.Series(
        name: line.implementation,
        points: line.points.compactMap { point in
          point.treeSteps.map { LogPlot.Point(x: Double(point.x), y: $0, low: $0, high: $0) }
        })
    }
    return plot
  }
}
