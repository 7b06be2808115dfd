public import Properties
public import PropertyTesting
public import Specification

/// Makes counterexamples small.
public struct CounterexampleSearch: Sendable {
  /// Whose.
  public var implementation: Implementation
  /// By what.
  public var specification: Specification
  /// The most runs that shrinking may take.
  public var budget = 4000

  /// A search.
  public init(_ implementation: Implementation, _ specification: Specification) {
    self.implementation = implementation
    self.specification = specification
  }

  /// The smallest run found that breaks the clause of a failure, with the shrinker's report.
  public func shrink(_ failure: CampaignResult.Failure, seed: Seed) -> (Counterexample, ShrinkReport)? {
    let clause = failure.violation.clause
    var source = ChoiceSource(replaying: [])
    let report = try? Shrinker(budget: budget).shrink(failure.choices) { candidate in
      source.restart(replaying: candidate, then: .overrun)
      let workload = Workload.generate(&source)
      guard !source.hasOverrun, workload.shape != nil else { return .discarded }
      let broken = broken(by: workload).contains(clause)
      return broken ? .interesting(record: source.recording) : .boring
    }
    guard let report, report.ending != .notReproduced else { return nil }
    source.restart(replaying: report.smallest.sequence, then: .overrun)
    let workload = Workload.generate(&source)
    let others = broken(by: workload).subtracting([clause]).sorted()
    let example = Counterexample(
      implementation: implementation.name,
      clauses: ([clause] + others).map { specification.clauses[$0].clause.id },
      seed: "\(seed)", run: failure.run, choices: "\(ReplayBlob(report.smallest.sequence))",
      workload: workload)
    return (example, report)
  }

  /// The clauses that a workload breaks where no finding explains it.
  public func broken(by workload: Workload) -> Set<Int> {
    Set(violations(by: workload).filter { $0.finding == nil }.map(\.clause))
  }

  /// Everything that a workload breaks.
  ///
  /// - Precondition: the workload has a shape.
  public func violations(by workload: Workload) -> [Judge.Violation] {
    guard let shape = workload.shape else { preconditionFailure("a workload needs a machine") }
    var judge = Judge(specification, profiles: implementation.profiles, implementation: implementation.family)
    return RunJudgement(implementation.run(workload), on: shape, by: &judge) { _ in }.violations
  }
}
