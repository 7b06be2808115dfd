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
  /// What the optimised implementation notes at another time than the system, asks for otherwise, or reads once for many pages.
  private static let unfollowed: Set = [
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
    if case .optimized = steps { result.unfollowed = Self.unfollowed }
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

  /// The head of a loop, which runs are followed from by themselves: how one comes there, and how far it is followed then.
  private struct Stage {
    var heads = 0
    var inputs: [String: UInt64] = [:]
    var prefix: [Branch] = []
    var key: Follower.Stage?
    var follower: Follower?
  }

  /// What following a path came to.
  private struct Finding: Sendable {
    var obligations: [CodeObligation]
    var arrived: Follower?
    /// Whether the run came by another head of a loop than it was to.
    var strayed = false
  }

  private func prove(
    _ steps: ExploredSteps, from start: CodeStart, _ result: inout InductionResult,
    _ progress: @Sendable (Int, Int) -> Void
  ) throws {
    let system = system
    var obligations: Set<CodeObligation> = []
    var stages = [Stage()]
    var known: Set<Follower.Stage> = []
    var number = 0
    while number < stages.count {
      let stage = stages[number]
      number += 1
      try follow(steps, from: start, stage, &result) { path, finding in
        obligations.formUnion(finding.obligations)
        guard let follower = finding.arrived, let arrival = follower.arrival else { return }
        let key = Follower.Stage(follower, arrival)
        if known.insert(key).inserted {
          stages.append(
            Stage(
              heads: stage.heads + 1, inputs: path.inputs, prefix: stage.prefix + path.branches, key: key,
              follower: follower))
        }
      }
    }
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

  /// Follows all paths from the head of a loop, or from the start, to the next one.
  private func follow(
    _ steps: ExploredSteps, from start: CodeStart, _ stage: Stage, _ result: inout InductionResult,
    _ collect: (PathExplorer.Path, Finding) -> Void
  ) throws {
    let (system, heads, prefix, key, before) = (
      system, stage.heads, stage.prefix, stage.key, stage.follower
    )
    let known = Mutex<Set<Follower.Beginning>>([])
    var explorer = PathExplorer()
    explorer.mostPaths = Self.mostPaths - result.paths
    let exploration = try explorer.explore(
      from: stage.inputs, { recorder in start.run(steps, recorder, heads: heads, prefix: prefix).moments },
      look: { path, moments, _ in
        var follower = before?.going(on: path.branches) ?? Follower(system, start, branches: path.branches)
        let (skipped, isThere) = Self.skipped(moments, heads, key, follower)
        guard isThere else { return Finding(obligations: [], strayed: true) }
        follower.follow(moments.dropFirst(skipped), isCut: path.isCut) { beginning in
          known.withLock { $0.insert(beginning).inserted }
        }
        return Finding(
          obligations: follower.obligations, arrived: follower.arrival == nil ? nil : follower)
      },
      collect: { path, finding in
        result.paths += 1
        result.cuts.formUnion(path.cuts)
        if finding.strayed { result.cuts.insert("a run does not come by the head of a loop as others do") }
        collect(path, finding)
      })
    result.open += exploration.undecided + exploration.diverged
    if exploration.left > 0 { result.open.append("there are more than \(Self.mostPaths) paths") }
  }

  /// The moments of a run before the head that it is followed from, and whether it comes by that head as it was to.
  private static func skipped(
    _ moments: [InductionMoment], _ heads: Int, _ key: Follower.Stage?, _ follower: Follower
  ) -> (count: Int, isThere: Bool) {
    guard let key else { return (0, true) }
    var left = heads
    for (number, moment) in moments.enumerated() {
      guard case .arrival(let loop, _, true) = moment.what,
        InductionMachine.isStage(loop, on: follower.start.geometry)
      else { continue }
      left -= 1
      if left == 0 { return (number + 1, Follower.Stage(follower, moment) == key) }
    }
    return (0, false)
  }
}
