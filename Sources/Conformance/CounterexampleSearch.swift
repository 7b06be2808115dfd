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
  /// The most runs of the search through everything smaller afterwards.
  public var proofBudget = 2000

  /// A search.
  public init(_ implementation: Implementation, _ specification: Specification) {
    self.implementation = implementation
    self.specification = specification
  }

  /// The smallest run found that breaks the clause of a failure, with the shrinker's report.
  ///
  /// - Parameters:
  ///   - failure: the run that broke it.
  ///   - start: choices that break it as well, from which to shrink; nil for the run's own.
  ///   - seed: that of the campaign, for the file.
  ///   - isCancelled: once it says so, the smallest run so far is the result.
  /// - Returns: nil if the choices do not break the clause.
  public func shrink(
    _ failure: CampaignResult.Failure, from start: ChoiceSequence? = nil, seed: Seed,
    isCancelled: () -> Bool = { false }
  ) -> (Counterexample, ShrinkReport)? {
    let clause = failure.violation.clause
    var source = ChoiceSource(replaying: start ?? failure.choices)
    guard judge(&source, clause) == .failed else { return nil }
    var isCut = false
    let shrinker = Shrinker(budget: budget, proofBudget: proofBudget)
    let shrunk = try? shrinker.shrink(source.recording) { source in
      isCut = isCut || isCancelled()
      return isCut ? .passed : judge(&source, clause)
    }
    guard var report = shrunk else { return nil }
    // What was not tried any more proves nothing.
    if isCut { report.ending = .budget }
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

  /// Draws a workload, and tells whether it breaks a clause.
  private func judge(_ source: inout ChoiceSource, _ clause: Int) -> Trial {
    let workload = Workload.generate(&source)
    guard !source.hasOverrun, workload.shape != nil, !source.isDrawnAgain() else { return .discarded }
    return breaks(clause, by: workload) ? .failed : .passed
  }

  /// The clauses that the implementation claims.
  var claimed: [Int] {
    Judge(specification, profiles: implementation.profiles, implementation: implementation.family).claimed
  }

  /// Whether a workload breaks one clause where no finding explains it; the others are not judged.
  ///
  /// - Precondition: the workload has a shape.
  public func breaks(_ clause: Int, by workload: Workload) -> Bool {
    judgement(of: workload, only: [clause], for: .firstViolation).violations.contains { $0.finding == nil }
  }

  /// The clauses that a workload breaks where no finding explains it.
  public func broken(by workload: Workload) -> Set<Int> {
    Set(violations(by: workload).filter { $0.finding == nil }.map(\.clause))
  }

  /// Everything that a workload breaks.
  ///
  /// - Precondition: the workload has a shape.
  public func violations(by workload: Workload) -> [Judge.Violation] {
    judgement(of: workload, only: nil, for: .everything).violations
  }

  private func judgement(
    of workload: Workload, only: Set<Int>?, for purpose: RunJudgement.Purpose
  ) -> RunJudgement {
    guard let shape = workload.shape else { preconditionFailure("a workload needs a machine") }
    var judge = Judge(
      specification, profiles: implementation.profiles, implementation: implementation.family, only: only)
    return RunJudgement(implementation.run(workload), on: shape, by: &judge, for: purpose) { _ in }
  }
}
