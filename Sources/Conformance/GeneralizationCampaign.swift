internal import Exploration
package import Generalization
internal import Properties
package import PropertyTesting
package import Specification

/// Random runs of one implementation, spread evenly over a campaign, each taken for an example of its path.
package struct GeneralizationCampaign: Sendable {
  /// What is judged.
  package var implementation: Implementation
  /// By what.
  package var specification: Specification
  /// Where the random numbers begin.
  package var seed: Seed
  /// The runs of the campaign.
  package var runs: Int
  /// About so many of them are looked at.
  package var cases: Int
  /// Paths that are known to be proved; those that are proved are added.
  package var cache: PathCache?
  /// Comparisons of their paths whose other outcome is looked for at most.
  package var turns = 128

  /// What came of the runs.
  package struct Outcome: Sendable {
    /// What is known of their paths.
    package var result: GeneralizationResult
    /// Runs of paths that none of them went.
    package var turned: [GeneralizationResult.Turned]
    /// What is known of the paths of all of these.
    package var withTurned: GeneralizationResult
  }

  /// Runs that are looked at before what they found is put together.
  private static let round = 64

  /// Looks at the runs.
  ///
  /// - Parameters:
  ///   - isCancelled: asked between rounds.
  ///   - progress: told how many runs are done, and of how many.
  /// - Returns: nil if the implementation is none that runs on symbolic machines.
  /// - Throws: `SolverError`.
  package func perform(
    isCancelled: () -> Bool = { false }, progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> Outcome? {
    guard let explored = ExploredImplementation(named: implementation.name) else { return nil }
    var generalizer = Generalizer(
      explored.steps, family: implementation.family, profiles: implementation.profiles, specification,
      cache: cache.map { ($0, implementation.name) }, run: implementation.run)
    let numbers = Array(stride(from: 0, to: runs, by: max(1, runs / max(1, cases))))
    var source = ChoiceSource(seed: seed)
    var taken = 0
    while taken < numbers.count, !isCancelled() {
      let round = numbers[taken..<min(numbers.count, taken + Self.round)]
      taken += round.count
      try generalizer.add(
        round.compactMap { run in
          source.restart(then: .random(seed.run(run)), size: Runner.size(ofRun: run))
          let workload = Workload.generate(&source)
          return source.hasOverrun || workload.shape == nil ? nil : .init(run: run, workload)
        })
      progress(taken, numbers.count)
    }
    let result = generalizer.result
    let turned = isCancelled() ? [] : try generalizer.turn(most: turns)
    return Outcome(result: result, turned: turned, withTurned: generalizer.result)
  }
}
