import Machine
import Properties
public import PropertyTesting
public import Specification

/// Random runs of one implementation, judged by every clause that it claims.
///
/// The runs are divided into blocks of fixed size that are worked off on all processors and merged in
/// their order, so that the result depends on the seed and the number of runs only.
public struct Campaign: Sendable {
  /// What is judged.
  public var implementation: Implementation
  /// By what.
  public var specification: Specification
  /// Where the random numbers begin.
  public var seed: Seed
  /// How many runs.
  public var runs: Int
  /// Every how many-th run the solver judges as well; 0 for none.
  public var solverStride: Int
  /// Whether to stop at the first violation.
  public var stopsAtFirst = false
  /// How many processors to work on; the result does not depend on it.
  public var processors = ProcessorCount.active

  /// A campaign.
  public init(
    _ implementation: Implementation, _ specification: Specification, seed: Seed, runs: Int,
    solverStride: Int = 0
  ) {
    self.implementation = implementation
    self.specification = specification
    self.seed = seed
    self.runs = runs
    self.solverStride = solverStride
  }

  /// Makes the runs.
  ///
  /// - Parameters:
  ///   - isCancelled: asked between runs; once it says so, the blocks done so far are the result.
  ///   - progress: told how many runs are done; called from any thread.
  /// - Throws: `SolverError` if the solver itself fails.
  public func perform(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws -> CampaignResult {
    let results = RunBlocks(runs: runs, processors: processors).results(
      isCancelled: isCancelled, progress: progress,
      endsWith: { result in
        guard stopsAtFirst, case .success(let found) = result else { return false }
        return !found.firstViolations.isEmpty
      },
      { range in Result { try perform(range, isCancelled) } })
    var merged = CampaignResult(clauses: specification.clauses.count)
    for result in results { merged.add(try result.get()) }
    merged.isPartial = merged.runs + merged.discarded < runs && !stopsAtFirst
    return merged
  }

  private func perform(_ range: Range<Int>, _ isCancelled: () -> Bool) throws -> CampaignResult {
    var judge = Judge(specification, profiles: implementation.profiles, implementation: implementation.family)
    var sample = solverStride > 0 ? try SolverSample(specification, stride: solverStride) : nil
    var conditions = ConditionCoverage(specification, clauses: judge.claimed)
    var result = CampaignResult(clauses: specification.clauses.count)
    var source = ChoiceSource(seed: seed)
    for run in range {
      if isCancelled() { break }
      source.restart(then: .random(seed.run(run)), size: Runner.size(ofRun: run))
      let workload = Workload.generate(&source)
      guard !source.hasOverrun, let shape = workload.shape else {
        result.discarded += 1
        continue
      }
      let record = implementation.run(workload)
      let isSampled = solverStride > 0 && run % solverStride == 0
      let second = isSampled ? SecondObserver(record.log, on: shape) : nil
      let judged = try RunJudgement(record, on: shape, by: &judge) { completed in
        conditions.note(completed)
        if isSampled { try sample?.inspect(completed) }
        if let second { result.observers.note(second, completed) }
      }
      result.note(judged, record, run: run, choices: source.recording.sequence)
    }
    result.tallies = judge.tallies
    result.conditions = conditions.seen
    result.solver = sample?.counts ?? [:]
    result.solverReasons = sample?.reasons ?? []
    return result
  }
}
