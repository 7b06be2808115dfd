import ArgumentParser
import Foundation
import Plotting

/// Measures the paths of an allocation, and the time to judge them, against the bound on pages.
@main
struct PathGrowth: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explores both implementations up to more and more pages, from several states.",
    discussion: """
      Leaves paths.json and the plots paths.svg and paths-seconds.svg. Times are wall-clock times of vmverify explore, \
      which works on two threads.
      """)

  @Option(help: "The program.", completion: .file())
  var vmverify = "../.build/release/vmverify"

  @Option(help: "The folder to write to.", completion: .directory)
  var output = "../build"

  @Option(help: "The most pages, a power of two.")
  var pages = 64

  @Option(help: "How often each is explored, at least 1.")
  var samples = 1

  @Option(parsing: .upToNextOption, help: "The states to begin in, as vmverify explore names them.")
  var starts = ["empty", "holes", "steps", "apart"]

  func validate() throws {
    guard samples >= 1, pages >= 1 else { throw ValidationError("Both numbers have to be at least 1.") }
  }

  func run() throws {
    var growth = Growth()
    for implementation in ["reference", "optimized"] {
      for start in starts {
        var line = Growth.Line(implementation: implementation, start: start)
        var bound = 1
        while bound <= pages {
          line.points.append(try point(implementation, start, bound))
          FileHandle.standardError.write(Data("\(implementation) from \(start), \(bound) pages\n".utf8))
          bound *= 2
        }
        growth.lines.append(line)
      }
    }
    print(growth.table, terminator: "")
    let folder = URL(fileURLWithPath: output)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(growth).write(to: folder.appendingPathComponent("paths.json"))
    for (name, plot) in growth.plots {
      try Data(plot.svg.utf8).write(to: folder.appendingPathComponent(name + ".svg"))
    }
  }

  private func point(_ implementation: String, _ start: String, _ bound: Int) throws -> Growth.Point {
    var seconds: [Double] = []
    var found: Explored?
    for _ in 0..<samples {
      let begun = ContinuousClock.now
      found = try explore(implementation, start, bound)
      seconds.append((ContinuousClock.now - begun) / .seconds(1))
    }
    guard let found, found.isDecided else {
      throw ValidationError("\(implementation) from \(start), \(bound) pages: something is not decided.")
    }
    seconds.sort()
    return Growth.Point(
      pages: bound, paths: found.paths, cut: found.cut.values.reduce(0, +), queries: found.queries,
      seconds: [seconds[0], seconds[seconds.count / 2], seconds[seconds.count - 1]])
  }

  /// What vmverify says, as far as it is needed.
  private struct Explored: Decodable {
    var isDecided: Bool
    var paths: Int
    var queries: Int
    var cut: [String: Int]
  }

  private func explore(_ implementation: String, _ start: String, _ bound: Int) throws -> Explored {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: vmverify)
    process.arguments = [
      "explore", "--implementation", implementation, "--start", start, "--pages", "\(bound)", "--specs",
      "../Specs", "--json",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Explored.self, from: output)
  }
}
