import KernelTrace
public import PropertyTesting
import SMT
public import Specification

/// A whole verification: random runs of implementations, findings, recordings; its result is a report.
public struct Verification: Sendable {
  /// What is judged.
  public var implementations: [Implementation]
  /// By what.
  public var specification: Specification
  /// Where the random numbers begin.
  public var seed: Seed
  /// Runs of each implementation.
  public var runs: Int
  /// Files of recordings of a real kernel.
  public var recordings: [String]

  /// A verification.
  public init(
    _ implementations: [Implementation], _ specification: Specification, seed: Seed, runs: Int,
    recordings: [String] = []
  ) {
    self.implementations = implementations
    self.specification = specification
    self.seed = seed
    self.runs = runs
    self.recordings = recordings
  }

  /// What it comes to: the report's core, and the counterexamples by file name.
  public struct Result: Sendable {
    /// The reproducible part of the report.
    public var core: Report.Core
    /// Counterexamples, by their path beside the report.
    public var counterexamples: [String: Counterexample]
  }

  /// About so many runs are judged by the solver, too.
  static let solverSamples = 2000

  /// Performs it.
  ///
  /// - Parameters:
  ///   - isCancelled: asked between runs; once it says so, the report is of what was done so far.
  ///   - progress: told what is being done and how much of it is done, from any thread.
  /// - Throws: `InputError`, `TraceError` for files; `SolverError` if the solver itself fails.
  public func perform(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (_ what: String, _ done: Int, _ of: Int) -> Void = { _, _, _ in }
  ) throws -> Result {
    let stride = max(1, runs / Verification.solverSamples)
    var result = Result(core: emptyCore(stride: stride), counterexamples: [:])
    // Recordings first: they are quick, and a file that cannot be read is said before long work.
    for (path, name) in zip(recordings, ShortNames.of(recordings)) {
      progress("judging \(name)", 0, 1)
      add(RecordingCheck(try Recording.load(path: path), name: name, by: specification), to: &result.core)
    }
    for implementation in implementations where !isCancelled() {
      let campaign = Campaign(implementation, specification, seed: seed, runs: runs, solverStride: stride)
      let total = runs
      let outcome = try campaign.perform(isCancelled: isCancelled) {
        progress(implementation.name, $0, total)
      }
      try add(outcome, of: implementation, to: &result, isCancelled: isCancelled, progress: progress)
    }
    if isCancelled() { result.core.isComplete = false }
    result.core.conclude()
    return result
  }

  private func emptyCore(stride: Int) -> Report.Core {
    Report.Core(
      verdict: "unknown", isComplete: true, seed: "\(seed)", runs: runs,
      solver: Report.Solver(name: "z3", version: Context.version, stride: stride, unknownReasons: []),
      implementations: [], findings: [],
      clauses: specification.clauses.map { entry in
        Report.ClauseEntry(
          id: entry.clause.id, title: entry.clause.title, profiles: entry.clause.profiles.sorted(),
          source: entry.clause.source, domain: entry.clause.domain, isAssumption: entry.clause.isAssumption,
          implementations: [], recordings: [])
      }, recordings: [])
  }

  private func add(_ check: RecordingCheck, to core: inout Report.Core) {
    core.recordings.append(Report.RecordingEntry(check))
    for clause in check.claimed { core.clauses[clause].recordings.append(Report.Evidence(check, clause)) }
  }

  private func add(
    _ outcome: CampaignResult, of implementation: Implementation, to result: inout Result,
    isCancelled: () -> Bool, progress: @Sendable (String, Int, Int) -> Void
  ) throws {
    if outcome.isPartial { result.core.isComplete = false }
    result.core.solver.unknownReasons = Set(result.core.solver.unknownReasons).union(outcome.solverReasons)
      .sorted()
    result.core.implementations.append(
      Report.ImplementationEntry(
        name: implementation.name, profiles: implementation.profiles.sorted(), runs: outcome.runs,
        halted: outcome.halted, calls: outcome.calls, events: outcome.events,
        observationsCompared: outcome.observers.compared,
        observationsDiffering: outcome.observers.differing, coverage: outcome.coverage.counts))
    var explained: [String: Int] = [:]
    for tally in outcome.tallies { explained.merge(tally.excused) { $0 + $1 } }
    result.core.findings += try FindingCheck(specification: specification).check(
      implementation, explained: explained)

    let claimed = Judge(
      specification, profiles: implementation.profiles, implementation: implementation.family
    ).claimed
    let search = CounterexampleSearch(implementation, specification)
    for (position, clause) in claimed.enumerated() {
      var evidence = Report.Evidence(implementation.name, outcome, clause)
      if let failure = outcome.firstViolations[clause], !isCancelled() {
        let id = specification.clauses[clause].clause.id
        progress("shrinking \(id)", position, claimed.count)
        evidence.counterexample = counterexample(id, failure, search, implementation, &result.counterexamples)
      }
      result.core.clauses[clause].implementations.append(evidence)
    }
  }

  /// The path of a counterexample of a clause: one found for another clause if it breaks this one as well.
  private func counterexample(
    _ id: String, _ failure: CampaignResult.Failure, _ search: CounterexampleSearch,
    _ implementation: Implementation, _ found: inout [String: Counterexample]
  ) -> String? {
    let known = found.filter {
      $0.value.implementation == implementation.name && $0.value.clauses.contains(id)
    }
    if let path = known.keys.min() { return path }
    guard let (example, _) = search.shrink(failure, seed: seed) else { return nil }
    let path = "counterexamples/\(implementation.name.replacing(":", with: "-"))-\(id).json"
    found[path] = example
    return path
  }
}
