package import Generalization
import KernelTrace
import Properties
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
  /// About so many runs of each implementation, spread evenly, are judged by the solver and derived by the second
  /// observer, too; at least 1.
  public var solverSamples: Int
  /// About so many runs of each implementation, spread evenly, are judged for every input that goes the same path; 0 for none.
  public var generalized: Int
  /// Paths that are known to be proved, and are not proved again; those that are proved are added. What comes out is the same.
  package var pathCache: PathCache?

  /// A verification.
  public init(
    _ implementations: [Implementation], _ specification: Specification, seed: Seed, runs: Int,
    recordings: [String] = [], solverSamples: Int = 500, generalized: Int = 0
  ) {
    self.implementations = implementations
    self.specification = specification
    self.seed = seed
    self.runs = runs
    self.recordings = recordings
    self.solverSamples = solverSamples
    self.generalized = generalized
  }

  /// What it comes to: the report's core, and the counterexamples by file name.
  public struct Result: Sendable {
    /// The reproducible part of the report.
    public var core: Report.Core
    /// Counterexamples, by their path beside the report.
    public var counterexamples: [String: Counterexample]
  }

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
    let stride = max(1, runs / solverSamples)
    var result = Result(core: emptyCore(stride: stride), counterexamples: [:])
    // Witnesses and recordings first: they are quick, and a file that cannot be read is said before long work.
    let findings = try FindingCheck(specification)
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
      add(outcome, of: implementation, findings, to: &result, isCancelled: isCancelled, progress: progress)
      let refinement = RefinementCampaign(implementation, seed: seed, runs: outcome.runs + outcome.discarded)
      let compared = refinement.perform(isCancelled: isCancelled) {
        progress("\(implementation.name) beside the reference", $0, total)
      }
      result.core.implementations[result.core.implementations.count - 1].refinement = compared
      if generalized > 0, !isCancelled() {
        let campaign = GeneralizationCampaign(
          implementation: implementation, specification: specification, seed: seed, runs: runs,
          cases: generalized, cache: pathCache)
        let found = try campaign.perform(isCancelled: isCancelled) {
          progress("\(implementation.name) on paths", $0, $1)
        }
        if let found { add(found, of: implementation, to: &result) }
      }
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
          id: entry.clause.id, title: entry.clause.title,
          profiles: entry.clause.profiles.sorted().map(\.rawValue),
          source: entry.clause.source,
          domain: entry.findings.map { "\($0.finding.id): \($0.finding.domain)" }.joined(separator: "; "),
          isAssumption: entry.clause.isAssumption, model: nil,
          implementations: [], recordings: [])
      }, model: nil, recordings: [])
  }

  private func add(_ check: RecordingCheck, to core: inout Report.Core) {
    core.recordings.append(Report.RecordingEntry(check))
    for clause in check.claimed { core.clauses[clause].recordings.append(Report.Evidence(check, clause)) }
  }

  private func add(
    _ outcome: CampaignResult, of implementation: Implementation, _ findings: FindingCheck,
    to result: inout Result,
    isCancelled: () -> Bool, progress: @Sendable (String, Int, Int) -> Void
  ) {
    if outcome.isPartial { result.core.isComplete = false }
    result.core.solver.unknownReasons = Set(result.core.solver.unknownReasons).union(outcome.solverReasons)
      .sorted()
    result.core.implementations.append(
      Report.ImplementationEntry(
        name: implementation.name, profiles: implementation.profiles.sorted().map(\.rawValue),
        runs: outcome.runs,
        halted: outcome.halted, calls: outcome.calls, events: outcome.events,
        observationsCompared: outcome.observers.compared,
        observationsDiffering: outcome.observers.differing, coverage: outcome.coverage.counts))
    var explained: [String: Int] = [:]
    for tally in outcome.tallies { explained.merge(tally.excused) { $0 + $1 } }
    result.core.findings += findings.check(implementation, explained: explained)

    let search = CounterexampleSearch(implementation, specification)
    let claimed = search.claimed
    for (position, clause) in claimed.enumerated() {
      var evidence = Report.Evidence(implementation.name, outcome, clause)
      evidence.conditions = Report.Conditions(
        specification.clauses[clause], outcome.conditions[clause])
      if let failure = outcome.firstViolations[clause] {
        let id = specification.clauses[clause].clause.id
        progress("shrinking \(id)", position, claimed.count)
        evidence.counterexample = counterexample(
          id, failure, search, &result.counterexamples, isCancelled: isCancelled)
      }
      result.core.clauses[clause].implementations.append(evidence)
    }
  }

  /// Adds what is shown of the paths of some runs: what a path breaks is broken, whether a random run showed it or not.
  private func add(
    _ found: GeneralizationCampaign.Outcome, of implementation: Implementation, to result: inout Result
  ) {
    result.core.implementations[result.core.implementations.count - 1].paths = Report.Paths(found)
    let all = found.withTurned
    // What the solver says is believed once a run shows it.
    let shown =
      all.broken.filter { broken(by: $0.workload, implementation).contains($0.clause) }
      .map { ($0.clause, $0.run, $0.workload, "by inputs that the solver found") }
      + found.turned.flatMap { turned in
        broken(by: turned.workload, implementation).map {
          ($0, turned.run, turned.workload, "by a run that was made to go it")
        }
      }
    for clause in result.core.clauses.indices {
      let id = result.core.clauses[clause].id
      guard
        let place = result.core.clauses[clause].implementations.firstIndex(where: {
          $0.name == implementation.name
        })
      else { continue }
      var evidence = result.core.clauses[clause].implementations[place]
      evidence.provedPaths = all.provedOf[id] ?? 0
      if let (_, run, workload, how) = shown.first(where: { $0.0 == id }), evidence.verdict != .violated {
        evidence.verdict = .violated
        evidence.reason = "broken on a path, \(how)"
        let path = "counterexamples/\(implementation.name.replacing(":", with: "-"))-\(id).json"
        result.counterexamples[path] = Counterexample(
          implementation: implementation.name, clauses: [id], seed: "\(seed)", run: run, workload: workload)
        evidence.counterexample = path
      }
      result.core.clauses[clause].implementations[place] = evidence
    }
  }

  /// The clauses that a run breaks where no finding explains it.
  private func broken(by workload: Workload, _ implementation: Implementation) -> [String] {
    guard let shape = workload.shape else { return [] }
    var judge = Judge(
      specification, profiles: implementation.profiles, implementation: implementation.family)
    let judged = RunJudgement(implementation.run(workload), on: shape, by: &judge) { _ in }
    return judged.violations.filter { $0.finding == nil }.map { specification.clauses[$0.clause].clause.id }
  }

  /// The path of a counterexample of a clause, shrunk from the smallest known to break it.
  private func counterexample(
    _ id: String, _ failure: CampaignResult.Failure, _ search: CounterexampleSearch,
    _ found: inout [String: Counterexample], isCancelled: () -> Bool
  ) -> String? {
    let name = search.implementation.name
    let known = found.values.filter { $0.implementation == name && $0.clauses.contains(id) }
      .compactMap { $0.choices.flatMap { try? ReplayBlob(parsing: $0) }?.sequence }
    let start = ([failure.choices] + known).min() ?? failure.choices
    guard let (example, _) = search.shrink(failure, from: start, seed: seed, isCancelled: isCancelled) else {
      return nil
    }
    if let same = found.filter({ $0.value.implementation == name && $0.value.workload == example.workload })
      .keys.min()
    {
      return same
    }
    let path = "counterexamples/\(name.replacing(":", with: "-"))-\(id).json"
    found[path] = example
    return path
  }
}
