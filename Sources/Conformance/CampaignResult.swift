import Machine
import Properties
public import PropertyTesting
public import Specification

/// What random runs of one implementation came to.
public struct CampaignResult: Sendable {
  /// The first run that broke a clause.
  public struct Failure: Sendable {
    /// Which run.
    public var run: Int
    /// Its choices.
    public var choices: ChoiceSequence
    /// What it broke; findings do not explain it.
    public var violation: Judge.Violation
  }

  /// Runs that were judged.
  public var runs = 0
  /// Runs whose choices led to no workload.
  public var discarded = 0
  /// Runs that ended in a halt.
  public var halted = 0
  /// Calls of the allocator, nested ones included.
  public var calls = 0
  /// Events.
  public var events = 0
  /// What was reached.
  public var coverage = Coverage()
  /// A tally for each clause of the specification.
  public var tallies: [Judge.Tally]
  /// What the runs showed of the conditions of each clause.
  package var conditions: [ConditionCoverage.Seen]
  /// The first failure of each clause.
  public var firstViolations: [Int: Failure] = [:]
  /// What the solver said, by clause.
  var solver: [Int: SolverSample.Count] = [:]
  /// Why it gave up, where it did.
  public var solverReasons: Set<String> = []
  /// How often the two derivations of observations were compared.
  var observers = ObserverComparison()
  /// Whether the campaign was interrupted.
  public var isPartial = false

  init(clauses: Int) {
    tallies = Array(repeating: Judge.Tally(), count: clauses)
    conditions = Array(repeating: ConditionCoverage.Seen(), count: clauses)
  }

  mutating func note(
    _ judged: RunJudgement, _ record: RunRecord, run: Int, choices: @autoclosure () -> ChoiceSequence
  ) {
    runs += 1
    calls += judged.calls
    events += record.log.events.count
    if record.halt != nil { halted += 1 }
    coverage.merge(judged.coverage)
    for violation in judged.violations
    where violation.finding == nil && firstViolations[violation.clause] == nil {
      firstViolations[violation.clause] = Failure(run: run, choices: choices(), violation: violation)
    }
  }

  /// Adds the result of later runs.
  mutating func add(_ later: CampaignResult) {
    runs += later.runs
    discarded += later.discarded
    halted += later.halted
    calls += later.calls
    events += later.events
    coverage.merge(later.coverage)
    for index in tallies.indices { tallies[index].add(later.tallies[index]) }
    for index in conditions.indices { conditions[index].add(later.conditions[index]) }
    firstViolations.merge(later.firstViolations) { first, _ in first }
    solver.merge(later.solver) {
      SolverSample.Count(
        decided: $0.decided + $1.decided, unknown: $0.unknown + $1.unknown,
        disagreements: $0.disagreements + $1.disagreements, leftOut: $0.leftOut + $1.leftOut)
    }
    solverReasons.formUnion(later.solverReasons)
    observers.add(later.observers)
  }
}
