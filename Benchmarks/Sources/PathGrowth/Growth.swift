import Plotting

/// What was measured.
struct Growth: Codable {
  /// An implementation, from a state on.
  struct Line: Codable {
    /// Its name.
    var implementation: String
    /// The state.
    var start: String
    /// By ascending pages.
    var points: [Point] = []
  }

  /// An exploration.
  struct Point: Codable {
    /// The bound.
    var pages: Int
    /// Paths followed to their end.
    var paths: Int
    /// Paths cut by the bound.
    var cut: Int
    /// Questions to the solver.
    var queries: Int
    /// Wall-clock time: least, median, most.
    var seconds: [Double]
  }

  /// Where it was.
  var machine = MachineFacts()
  /// The lines.
  var lines: [Line] = []

  /// A row for each exploration.
  var table: String {
    let rows = lines.flatMap { line in
      line.points.map { point in
        let seconds = point.seconds.map { "\(($0 * 10).rounded() / 10)" }.joined(separator: " / ")
        return
          "| \(line.implementation) | \(line.start) | \(point.pages) | \(point.paths) | \(point.cut) | \(point.queries) "
          + "| \(seconds) |"
      }
    }
    return """
      \(machine.cpu), \(machine.cores) cores, Linux \(machine.kernel), \(machine.swift)

      | Implementation | From | Pages | Paths | Cut | Questions | Seconds |
      | --- | --- | --- | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      """
  }

  /// Paths and seconds against pages, by file name. What begins in a state with page tables of its own grows alike.
  var plots: [(name: String, plot: LogPlot)] {
    func plot(_ title: String, _ y: String, _ value: (Point) -> [Double]) -> LogPlot {
      var plot = LogPlot(title: title, x: "pages", y: y)
      plot.series = lines.filter { ["empty", "holes"].contains($0.start) }.map { line in
        LogPlot.Series(
          name: "\(line.implementation), \(line.start)",
          points: line.points.map { point in
            let values = value(point)
            return LogPlot.Point(x: Double(point.pages), y: values[1], low: values[0], high: values[2])
          })
      }
      return plot
    }
    return [
      (
        "paths",
        plot("Paths of an allocation and its release", "paths") {
          .init(repeating: Double($0.paths), count: 3)
        }
      ),
      ("paths-seconds", plot("Time to judge them", "seconds") { $0.seconds }),
    ]
  }
}
