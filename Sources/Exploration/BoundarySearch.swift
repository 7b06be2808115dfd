package import Machine
package import SymbolicExecution

/// Looks for arguments at the boundary of each comparison of a size, an alignment or a mask on the paths of a scenario, those
/// of the bound on pages among them: for both outcomes the smallest one, of all ways that were followed there, that is as near to
/// the other outcome as it gets.
package struct BoundarySearch<Concrete: ConcreteWord>: Sendable {
  /// A comparison, one of its outcomes, and the smallest argument for it.
  package struct Boundary: Sendable {
    /// The comparison and its outcome, in words.
    package var comparison: String
    /// How near to the other outcome.
    package var distance: Branch.Distance
    /// Which argument is small.
    package var argument: ExploredScenario.Argument
    /// Its value.
    package var value: UInt64
    /// Whether no smaller one does it.
    package var isProvedSmallest: Bool
  }

  /// What came of it.
  package struct Result: Sendable {
    /// For each comparison and outcome that can be had, in the order of their values.
    package var boundaries: [Boundary] = []
    /// Paths that were looked at, those that are cut among them, up to there.
    package var paths = 0
    /// What was not decided, and why.
    package var undecided: [String] = []
  }

  private let scenario: ExploredScenario
  private let steps: ExploredSteps
  private let explorer = PathExplorer()

  /// A search on the paths of an implementation.
  package init(_ scenario: ExploredScenario, _ steps: ExploredSteps) {
    self.scenario = scenario
    self.steps = steps
  }

  /// Looks for them.
  ///
  /// - Throws: `SolverError`.
  package func perform() throws -> Result {
    let exploration = try explorer.explore { recorder in
      let _: SymbolicLog<Concrete> = scenario.explored(steps, recorder)
    }
    var result = Result(
      paths: exploration.paths.count, undecided: exploration.undecided + exploration.diverged)
    if exploration.left > 0 { result.undecided.append("\(exploration.left) comparisons were not looked at") }
    var search = SmallestSearch(explorer)
    for (branch, ways) in comparisons(on: exploration.paths) {
      guard let argument = Self.argument(of: branch) else { continue }
      let undecided = search.undecided
      for distance in Branch.Distance.allCases {
        let formula = branch.isAtBoundary(distance, pageSize: scenario.geometry.pageSize)
        guard
          let smallest = try search.smallest(
            argument.rawValue, bits: argument == .gfp ? 32 : Concrete.bits, of: ways.map { ($0, formula) })
        else { continue }
        result.boundaries.append(
          Boundary(
            comparison: "\(branch)", distance: distance, argument: argument,
            value: smallest.inputs[argument.rawValue] ?? 0, isProvedSmallest: smallest.isProved))
        break
      }
      if search.undecided > undecided { result.undecided.append("the solver gave up at \(branch)") }
    }
    result.boundaries.sort {
      ($0.argument.rawValue, $0.value, $0.comparison) < ($1.argument.rawValue, $1.value, $1.comparison)
    }
    return result
  }

  /// The argument that is to be small: the first one that a comparison is of.
  private static func argument(of branch: Branch) -> ExploredScenario.Argument? {
    [.size, .align, .gfp].first { branch.inputs.contains($0.rawValue) }
  }

  /// The comparisons of arguments, and the ways there: what a path compares of arguments before, which is all that
  /// arguments have to do with it.
  private func comparisons(on paths: [PathExplorer.Path]) -> [(Branch, ways: [PathExplorer.Path])] {
    let arguments = Set(ExploredScenario.Argument.allCases.map(\.rawValue))
    var places: [Branch: Int] = [:]
    var found: [(Branch, ways: [PathExplorer.Path])] = []
    var met: [Set<[Branch]>] = []
    for path in paths {
      var way = path
      way.branches = []
      for branch in path.branches where branch.inputs.isSubset(of: arguments) {
        way.branches.append(branch)
        guard branch.assumed == nil, branch.relation != .isValue else { continue }
        let place = places[branch] ?? found.count
        if place == found.count {
          places[branch] = place
          found.append((branch, []))
          met.append([])
        }
        if met[place].insert(way.branches).inserted { found[place].ways.append(way) }
      }
    }
    return found
  }
}
