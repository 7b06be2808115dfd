package import Exploration
package import Machine
internal import SymbolicExecution

/// Arguments at the boundaries of the comparisons that implementations make of them, on all paths of small scenarios.
package struct BoundaryArguments: Sendable {
  /// A comparison, and the smallest argument that is next to where it comes out otherwise.
  package struct Boundary: Encodable, Sendable {
    /// Which implementation makes it.
    package var implementation: String
    /// The state that the allocation begins in.
    package var start: String
    /// The argument.
    package var argument: String
    /// Its value, bytes for sizes and alignments.
    package var value: UInt64
    /// The comparison and its outcome.
    package var comparison: String
    /// How near to the other outcome that is.
    package var distance: String
    /// Whether no smaller one is as near.
    package var isProvedSmallest: Bool
  }

  /// What a search on one scenario found, whatever its words.
  struct Found {
    var boundaries: [(comparison: String, distance: String, argument: String, value: UInt64, isProved: Bool)]
    var paths: Int
    var undecided: [String]

    init<Concrete>(_ result: BoundarySearch<Concrete>.Result) {
      boundaries = result.boundaries.map {
        ($0.comparison, $0.distance.rawValue, $0.argument.rawValue, $0.value, $0.isProvedSmallest)
      }
      paths = result.paths
      undecided = result.undecided
    }
  }

  /// The boundaries, each once, by argument and value.
  package private(set) var boundaries: [Boundary] = []
  /// Paths that were looked at.
  package private(set) var paths = 0
  /// What was not decided, and why.
  package private(set) var undecided: [String] = []

  /// Looks for them on a machine.
  ///
  /// - Parameters:
  ///   - implementations: the names of those whose comparisons are looked at.
  ///   - pages: the pages that are followed at most.
  ///   - progress: told what is looked at.
  /// - Throws: `SolverError`.
  package init(
    of implementations: [String], on geometry: Geometry, pages: Int, progress: (String) -> Void = { _ in }
  ) throws {
    var known: [String: Int] = [:]
    for name in implementations {
      guard let explored = ExploredImplementation(named: name) else { continue }
      for (start, open) in Self.scenarios where start.fits(geometry) {
        progress("\(name) on \(geometry.name) from \(start.rawValue)")
        let found = try explored.boundaries(
          ExploredScenario(on: geometry, from: start, open: open, pages: pages, refusals: .none))
        paths += found.paths
        undecided += found.undecided.map { "\(name) from \(start.rawValue): \($0)" }
        for item in found.boundaries {
          let boundary = Boundary(
            implementation: name, start: start.rawValue, argument: item.argument, value: item.value,
            comparison: item.comparison, distance: item.distance, isProvedSmallest: item.isProved)
          // The same comparison elsewhere: the smallest of all is kept.
          if let place = known["\(item.argument) \(item.comparison)"] {
            if item.value < boundaries[place].value { boundaries[place] = boundary }
          } else {
            known["\(item.argument) \(item.comparison)"] = boundaries.count
            boundaries.append(boundary)
          }
        }
      }
    }
    boundaries.sort { ($0.argument, $0.value, $0.comparison) < ($1.argument, $1.value, $1.comparison) }
  }

  /// The states that are begun in, and the arguments that have any value: one at a time where they meet, as paths of sizes
  /// and alignments together are many.
  private static let scenarios: [(start: ExploredScenario.Start, open: Set<ExploredScenario.Argument>)] = [
    (.empty, [.size, .gfp, .node, .flags]), (.empty, [.align]), (.full, [.size]), (.full, [.align]),
  ]

  /// The values of an argument, ascending, each once.
  package func values(of argument: ExploredScenario.Argument) -> [UInt64] {
    Set(boundaries.filter { $0.argument == argument.rawValue }.map(\.value)).sorted()
  }
}
