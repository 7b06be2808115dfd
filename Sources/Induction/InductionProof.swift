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
    for start in CodeStart.all(on: geometry) where start.isRelease ? followsReleases : followsAllocations {
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
    let known = Mutex<Set<Follower.Beginning>>([])
    var obligations: Set<CodeObligation> = []
    var explorer = PathExplorer()
    explorer.mostPaths = Self.mostPaths
    let exploration = try explorer.explore(
      { recorder in start.run(steps, recorder).moments },
      look: { path, moments, _ in
        var follower = Follower(system, start, branches: path.branches)
        follower.follow(moments, isCut: path.isCut) { beginning in
          known.withLock { $0.insert(beginning).inserted }
        }
        return follower.obligations
      },
      collect: { path, found in
        result.paths += 1
        result.cuts.formUnion(path.cuts)
        obligations.formUnion(found)
      })
    result.open += exploration.undecided + exploration.diverged
    if exploration.left > 0 { result.open.append("there are more than \(Self.mostPaths) paths") }
    let open = obligations.map { (obligation: $0, text: $0.text(of: system)) }.sorted { $0.text < $1.text }
    let limit = limit
    let verdicts = try Workers.map(open, progress: progress) { item in
      try CodeChecker(limit: limit).check(item.obligation, item.text)
    }
    result.steps += zip(open, verdicts).map { item, verdict in
      InductionResult.Step(
        start: start.name, step: item.obligation.step, doing: item.obligation.doing, verdict: verdict,
        text: item.text)
    }
  }
}
