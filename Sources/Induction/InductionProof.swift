package import Exploration
internal import Machine
package import Proofs
internal import SMT
internal import Specification
internal import SymbolicExecution
internal import Synchronization

/// Proves that an implementation does, whatever the state and the number of pages, what the transition system of `proofs/` does:
/// a forward simulation (N. Lynch, F. Vaandrager, https://doi.org/10.1006/inco.1995.1134), its loops cut at their heads.
package struct InductionProof: Sendable {
  private let system: TransitionSystem
  private let geometry = Geometry.x86_64
  /// Whether allocations are followed.
  package var followsAllocations = true
  /// Whether releases are.
  package var followsReleases = true
  /// The paths from a start that are followed: right implementations have a thousand.
  private static let mostPaths = 5000
  /// What is decided before an area has its range.
  private static let before: Set = ["reserveCount", "rangeTranslated", "guardSize", "guardTranslation"]
  /// What the optimised implementation notes at another time than the system, asks for otherwise, or reads once for many pages.
  private static let otherwise: Set = [
    "countWrites", "countFirst", "countLast", "vpagesFlag", "requestCount", "tableCount",
    "environmentRequests",
    "loadCount", "loadIndex",
  ]
  /// The work of the solver for one obligation, in its own steps.
  package var limit: UInt32 = 5_000_000

  /// A proof by the system of a folder.
  package init(by folder: ProofFolder) { system = folder.system }

  /// Proves it of an implementation.
  ///
  /// - Parameter progress: told how many obligations of how many are decided; called from any thread.
  /// - Throws: `SolverError`, `ParseError`.
  package func prove(
    _ steps: ExploredSteps, progress: @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> InductionResult {
    var result = InductionResult()
    result.unfollowed = Self.before
    if case .optimized = steps { result.unfollowed.formUnion(Self.otherwise) }
    for start in CodeStart.all(of: steps, on: geometry)
    where start.isRelease ? followsReleases : followsAllocations {
      if start.slabMost != geometry.pageSize { result.broken.insert("slab-seed") }
      if start.slabMost < geometry.pageSize { result.broken.insert("slab-page") }
      try prove(steps, from: start, &result, progress)
      // One that is not proved is enough.
      if !result.isProved { break }
    }
    return result
  }

  private func prove(
    _ steps: ExploredSteps, from start: CodeStart, _ result: inout InductionResult,
    _ progress: @Sendable (Int, Int) -> Void
  ) throws {
    let system = system
    var search = StageSearch(steps, from: start, of: system, mostPaths: Self.mostPaths - result.paths)
    try search.perform()
    result.paths += search.paths
    result.cuts.formUnion(search.cuts)
    result.open += search.open
    let open = search.obligations.map { (obligation: $0, text: $0.text(of: system)) }
      .sorted { $0.text < $1.text }
    let limit = limit
    let verdicts = try Workers.map(open, progress: progress) { item in
      try CodeChecker(limit: limit).check(item.obligation, item.text, of: system)
    }
    result.steps += zip(open, verdicts).map { item, verdict in
      InductionResult.Step(
        start: start.name, step: item.obligation.step, doing: item.obligation.doing, verdict: verdict,
        text: item.text)
    }
  }
}
