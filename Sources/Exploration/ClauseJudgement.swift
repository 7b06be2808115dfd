package import Machine
package import Specification
package import SymbolicExecution

/// Judges one path by the clauses that an implementation claims.
///
/// A clause is proved on a path if no inputs that go the path break it, whatever the environment gave. The second observer
/// derives what is observed, from the events of the path, in terms; for the inputs that a path was found with that is compared
/// with the first observer and the compiled clause.
package struct ClauseJudgement: Sendable {
  let specification: Specification
  let geometry: Geometry
  /// The clauses that are judged, by number.
  let claimed: [Int]
  private let implementation: String
  private let judgesHistory: Bool
  let firstCall: Int

  /// A judgement.
  ///
  /// - Parameters:
  ///   - specification: the clauses.
  ///   - profiles: those that the implementation claims.
  ///   - implementation: whose findings explain violations.
  ///   - geometry: the shape of the machine that the paths are on.
  ///   - judgesHistory: whether everything is released at the end.
  ///   - firstCall: the number of the first call that is judged; what is before is how it begins.
  package init(
    _ specification: Specification, profiles: Set<Profile>, implementation: String, geometry: Geometry,
    judgesHistory: Bool, firstCall: Int = 0
  ) {
    self.specification = specification
    self.geometry = geometry
    self.implementation = implementation
    self.judgesHistory = judgesHistory
    self.firstCall = firstCall
    claimed = specification.clauses.indices.filter {
      let clause = specification.clauses[$0].clause
      return !clause.isAssumption && !clause.profiles.isDisjoint(with: profiles)
    }
  }

  /// What the clauses say of the calls that a log has, and of the history as a whole.
  package func claims<Concrete: ConcreteWord>(_ log: SymbolicLog<Concrete>, _ recorder: PathRecorder)
    -> PathClaims
  {
    var claims = PathClaims()
    evaluate(log, recorder) { add(to: &claims, $0, $1) }
    return claims
  }

  /// Gives what evaluates clauses on each call that a log has, and on the history as a whole.
  func evaluate<Concrete: ConcreteWord>(
    _ log: SymbolicLog<Concrete>, _ recorder: PathRecorder,
    _ body: (Observer.Completed, ClauseEvaluator) -> Void
  ) {
    let observer = NaiveObserver(geometry: geometry, log: log.observed)
    for here in completed(log.concrete) {
      let seen =
        here.unit == .history ? observer.observeHistory(tablesBefore: nil) : observer.observe(here.call)
      body(here, ClauseEvaluator(seen: seen, recorder: recorder))
    }
  }

  private func add(to claims: inout PathClaims, _ here: Observer.Completed, _ evaluator: ClauseEvaluator) {
    for clause in claimed where specification.clauses[clause].clause.units.contains(here.unit) {
      let entry = specification.clauses[clause]
      do {
        let holds = try evaluator.formula(entry.expression)
        let findings = holds == .known(true) ? [] : findings(of: entry)
        claims.all.append(
          PathClaims.Claim(
            clause: clause, holds: holds,
            excuses: try findings.map { ($0.finding.id, try evaluator.formula($0.expression)) },
            holdsHere: entry.holds(of: here.observation),
            exercise: try evaluator.exercise(entry.expression)))
      } catch {
        claims.unsupported.append((clause, "\(error)"))
      }
    }
  }

  /// What a path shows of the clauses.
  ///
  /// - Parameters:
  ///   - path: a path that is not cut.
  ///   - solve: whom to ask for inputs that go it and make a formula true.
  ///   - replay: the log of the same calls on a concrete machine, for some inputs.
  /// - Throws: what `solve` throws.
  package func notes(
    on path: PathExplorer.Path, _ claims: PathClaims, _ solve: (PathFormula) throws -> SolverAnswer,
    _ replay: ([String: UInt64]) -> EventLog
  ) throws -> PathNotes {
    var notes = try begun(path, claims) { try canBe($0.exercise, path, solve) }
    let open = claims.all.filter { $0.holds != .known(true) }
    // One question for all of them; most paths break none.
    if case .none = try solve(.conjunction(open.map(\.holds)).negated) { return notes }
    for claim in open { try judge(claim, solve, replay, &notes) }
    return notes
  }

  /// What the run that a path was found with shows of the clauses, and for all inputs that go it, whether one of them breaks a
  /// clause where no finding explains that: one question, mostly.
  ///
  /// - Parameters:
  ///   - path: a path that is not cut.
  ///   - solve: whom to ask for inputs that go it and make a formula true.
  ///   - replay: the log of the same calls on a concrete machine, for some inputs.
  /// - Throws: what `solve` throws.
  package func violations(
    on path: PathExplorer.Path, _ claims: PathClaims, _ solve: (PathFormula) throws -> SolverAnswer,
    _ replay: ([String: UInt64]) -> EventLog
  ) throws -> PathNotes {
    var notes = begun(path, claims) { $0.exercise.isTrue(for: path.inputs) }
    let open = claims.all.filter { $0.unexplained != .known(false) }
    if case .none = try solve(.disjunction(open.map(\.unexplained))) { return notes }
    for claim in open { try judgeUnexplained(claim, solve, replay, &notes) }
    return notes
  }

  /// What is known of a path before anybody is asked what breaks a clause.
  private func begun(
    _ path: PathExplorer.Path, _ claims: PathClaims, isExercised: (PathClaims.Claim) throws -> Bool
  ) rethrows -> PathNotes {
    precondition(!path.isCut, "of a path that is cut nothing is known")
    var notes = PathNotes()
    for (clause, reason) in claims.unsupported { notes.note(.unknown(reason), id(clause)) }
    for claim in claims.all {
      if try isExercised(claim) { notes.note(.exercised, id(claim.clause)) }
      // What is derived in terms says of this run what is derived in numbers.
      if claim.holds.isTrue(for: path.inputs) != claim.holdsHere {
        notes.note(
          .unknown("the two observers, or the two forms of the clause, disagree"), id(claim.clause))
      }
    }
    return notes
  }

  /// Whether a formula is true for inputs that go a path.
  private func canBe(
    _ formula: PathFormula, _ path: PathExplorer.Path, _ solve: (PathFormula) throws -> SolverAnswer
  ) throws -> Bool {
    if formula.isTrue(for: path.inputs) { return true }
    if case .inputs = try solve(formula) { return true }
    return false
  }

  private func judge(
    _ claim: PathClaims.Claim, _ solve: (PathFormula) throws -> SolverAnswer,
    _ replay: ([String: UInt64]) -> EventLog,
    _ notes: inout PathNotes
  ) throws {
    try judgeUnexplained(claim, solve, replay, &notes)
    for (finding, region) in claim.excuses {
      let explained = PathFormula.conjunction([claim.holds.negated, region])
      switch try solve(explained) {
      case .inputs(let inputs):
        notes.note(.excused(finding), id(claim.clause))
        notes.broken.append((PathTally.Cause(clause: claim.clause, finding: finding), explained, inputs))
      case .unknown(let reason): leaveOut(claim, reason, finding, &notes)
      case .none: break
      }
    }
  }

  /// Whether inputs break a clause where no finding explains that.
  private func judgeUnexplained(
    _ claim: PathClaims.Claim, _ solve: (PathFormula) throws -> SolverAnswer,
    _ replay: ([String: UInt64]) -> EventLog, _ notes: inout PathNotes
  ) throws {
    switch try solve(claim.unexplained) {
    case .inputs(let inputs):
      if breaks(claim.clause, replay(inputs), nil) {
        notes.note(violated: id(claim.clause), inputs)
        notes.broken.append((PathTally.Cause(clause: claim.clause), claim.unexplained, inputs))
      } else {
        leaveOut(claim, "inputs that break it do not on the concrete machine", nil, &notes)
      }
    case .unknown(let reason): leaveOut(claim, reason, nil, &notes)
    case .none: break
    }
  }

  private func leaveOut(
    _ claim: PathClaims.Claim, _ reason: String, _ finding: String?, _ notes: inout PathNotes
  ) {
    notes.note(.unknown(reason), id(claim.clause))
    notes.incomplete.append(PathTally.Cause(clause: claim.clause, finding: finding))
  }

  /// Whether a clause is broken in a log, where a finding says so, or where none does if it is nil; by the first observer.
  func breaks(_ clause: Int, _ log: EventLog, _ finding: String?) -> Bool {
    let entry = specification.clauses[clause]
    let findings = findings(of: entry)
    return completed(log).contains { seen in
      guard entry.clause.units.contains(seen.unit), !entry.holds(of: seen.observation) else { return false }
      let covering = findings.filter { $0.covers(seen.observation) }.map(\.finding.id)
      return finding.map(covering.contains) ?? covering.isEmpty
    }
  }

  /// The findings that explain violations of a clause.
  private func findings(of entry: Specification.CompiledClause) -> [Specification.CompiledFinding] {
    entry.findings.filter { $0.finding.implementations.contains(implementation) }
  }

  /// What the first observer makes of a log: its calls, and the history if everything was released.
  func completed(_ log: EventLog) -> [Observer.Completed] {
    var observer = Observer(geometry: geometry)
    for event in log.events { observer.observe(event, calls: log.calls) }
    var completed = observer.takeCompleted()
    if judgesHistory, log.events.last?.kind != .trap {
      completed.append(
        Observer.Completed(
          unit: .history, call: Event.noCall, observation: observer.history(tablesBefore: nil)))
    }
    return completed.filter { $0.unit == .history || $0.call >= firstCall }
  }

  func id(_ clause: Int) -> String { specification.clauses[clause].clause.id }
}
