package import Machine
package import Specification
package import SymbolicExecution

/// Judges an implementation by the clauses on every path of a scenario, up to a number of pages.
///
/// A clause is proved on a path if no inputs that go the path break it, whatever the environment gave: what is random
/// elsewhere is every value here. The second observer derives what is observed, from the events of the path, in terms; for
/// the inputs that a path was found with that is compared with the first observer and the compiled clause.
package struct ClauseExploration<Concrete: ConcreteWord>: Sendable {
  /// What is explored: calls on a symbolic machine, made of its recorder's inputs; the log of what happened.
  package typealias Scenario = @Sendable (PathRecorder) -> SymbolicLog<Concrete>

  private let specification: Specification
  private let geometry: Geometry
  private let claimed: [Int]
  private let implementation: String
  private let pages: Int
  private let judgesHistory: Bool
  private let measure: String?
  private let firstCall: Int
  /// The explorer, with its bounds.
  package var explorer = PathExplorer()

  /// An exploration.
  ///
  /// - Parameters:
  ///   - specification: the clauses.
  ///   - profiles: those that the implementation claims.
  ///   - implementation: whose findings explain violations.
  ///   - geometry: the shape of the machine that the scenarios are on.
  ///   - pages: those that a scenario follows at most.
  ///   - judgesHistory: whether everything is released at the end.
  ///   - firstCall: the number of the first call that is judged; what is before is how it begins.
  ///   - measure: the input of 64 bits that is to be as small as it gets in what breaks a clause.
  package init(
    _ specification: Specification, profiles: Set<Profile>, implementation: String, geometry: Geometry,
    pages: Int, judgesHistory: Bool, firstCall: Int = 0, measure: String? = nil
  ) {
    self.specification = specification
    self.geometry = geometry
    self.implementation = implementation
    self.pages = pages
    self.judgesHistory = judgesHistory
    self.measure = measure
    self.firstCall = firstCall
    claimed = specification.clauses.indices.filter {
      let clause = specification.clauses[$0].clause
      return !clause.isAssumption && !clause.profiles.isDisjoint(with: profiles)
    }
  }

  /// What a path says of a clause that a call, or the history, is judged by.
  private struct Claim {
    var clause: Int
    /// The clause.
    var holds: PathFormula
    /// The regions of the findings that explain a violation.
    var excuses: [(finding: String, region: PathFormula)]
    /// What the compiled clause says of this run, by what the first observer saw.
    var holdsHere: Bool
    /// What gives it something to say.
    var exercise: PathFormula
  }

  /// What a path says of all clauses.
  private struct Claims {
    var all: [Claim] = []
    var unsupported: [(clause: Int, reason: String)] = []
    /// Whether the user asks for no more pages than the bound: of a path that is cut.
    var isSmall = PathFormula.known(true)
  }

  /// Explores a scenario.
  ///
  /// - Parameters:
  ///   - scenario: the calls; called from any thread.
  ///   - replay: the log of the same calls on a concrete machine, for some inputs: what is violated is confirmed there.
  ///   - progress: called with the number of each path.
  /// - Throws: `SolverError`.
  package func explore(
    _ scenario: @escaping Scenario, replay: @Sendable ([String: UInt64]) -> EventLog,
    progress: (Int) -> Void = { _ in }
  ) throws -> ExplorationResult {
    var tally = PathTally(claimed.map { specification.clauses[$0].clause.id })
    var number = 0
    let exploration = try explorer.explore { recorder -> Claims in
      let log = scenario(recorder)
      guard recorder.cut == nil, !recorder.isOutside else {
        return Claims(isSmall: isSmall(log, recorder))
      }
      return claims(log, recorder)
    } look: { path, claims, solve in
      try notes(path, claims, solve, replay)
    } collect: { path, notes in
      number += 1
      progress(number)
      tally.add(notes, of: path)
    }
    var search = try SmallestSearch(explorer)
    for cause in tally.causes { try addWitness(cause, &search, replay, &tally) }
    return ExplorationResult(exploration, tally, queriesForSmallest: search.queries)
  }

  /// Adds inputs that break a clause, the measure as small as it gets; it is replayed.
  private func addWitness(
    _ cause: PathTally.Cause, _ search: inout SmallestSearch, _ replay: ([String: UInt64]) -> EventLog,
    _ tally: inout PathTally
  ) throws {
    let paths = tally.broken[cause] ?? []
    var smallest: SmallestSearch.Smallest?
    if let measure {
      smallest = try search.smallest(measure, bits: Concrete.bits, of: paths.map { ($0.path, $0.formula) })
    }
    // What the concrete machine cannot be made to do is no witness: then another one that was found has to do.
    let found = (smallest.map { [$0.inputs] } ?? []) + paths.prefix(8).map(\.inputs)
    guard let place = found.firstIndex(where: { breaks(cause.clause, replay($0), cause.finding) }) else {
      return tally.addUnknown("no inputs that break it do so on the concrete machine", id(cause.clause))
    }
    tally.add(
      ClauseVerdict.Witness(
        finding: cause.finding, inputs: found[place], smallest: measure,
        isProvedSmallest: place == 0 && smallest?.isProved == true && !tally.incomplete.contains(cause)),
      id(cause.clause))
  }

  /// What a path shows of the clauses.
  private func notes(
    _ path: PathExplorer.Path, _ claims: Claims, _ solve: (PathFormula) throws -> SolverAnswer,
    _ replay: ([String: UInt64]) -> EventLog
  ) throws -> PathNotes {
    var notes = PathNotes()
    guard !path.isCut else {
      try lookAtCut(path, claims.isSmall, solve, &notes)
      return notes
    }
    for (clause, reason) in claims.unsupported { notes.note(.unknown(reason), id(clause)) }
    for claim in claims.all {
      if try canBe(claim.exercise, path, solve) { notes.note(.exercised, id(claim.clause)) }
      // What is derived in terms says of this run what is derived in numbers.
      if claim.holds.isTrue(for: path.inputs) != claim.holdsHere {
        notes.note(
          .unknown("the two observers, or the two forms of the clause, disagree"), id(claim.clause))
      }
    }
    let open = claims.all.filter { $0.holds != .known(true) }
    // One question for all of them; most paths break none.
    if case .none = try solve(.conjunction(open.map(\.holds)).negated) { return notes }
    for claim in open { try judge(claim, solve, replay, &notes) }
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

  private func id(_ clause: Int) -> String { specification.clauses[clause].clause.id }

  /// A cut is no gap only where the bound is the reason: where no inputs that go the path ask for so few pages.
  private func lookAtCut(
    _ path: PathExplorer.Path, _ isSmall: PathFormula, _ solve: (PathFormula) throws -> SolverAnswer,
    _ notes: inout PathNotes
  ) throws {
    let reasons = path.cuts.joined(separator: ", ")
    guard path.isAtBound else { return notes.unfollowed[reasons, default: 0] += 1 }
    switch try solve(isSmall) {
    case .none: notes.cut[reasons, default: 0] += 1
    case .inputs: notes.unfollowed["\(reasons), though no more are asked for", default: 0] += 1
    case .unknown(let reason):
      notes.unfollowed["\(reasons), and whether more are asked for is not decided: \(reason)", default: 0] +=
        1
    }
  }

  /// Whether no allocation asks for more pages than the bound, rounded up: false where rounding would wrap.
  private func isSmall(_ log: SymbolicLog<Concrete>, _ recorder: PathRecorder) -> PathFormula {
    let most = SymbolicWord<UInt64>(constant: UInt64(pages) * geometry.pageSize)
    let asked = log.calls.dropFirst(firstCall).filter { $0.depth == 0 && $0.arguments.operation == .vmalloc }
    return .conjunction(
      asked.map { .less(most, SymbolicWord(widening: $0.arguments.size), on: recorder).negated })
  }

  private func judge(
    _ claim: Claim, _ solve: (PathFormula) throws -> SolverAnswer, _ replay: ([String: UInt64]) -> EventLog,
    _ notes: inout PathNotes
  ) throws {
    let (broken, clause) = (claim.holds.negated, id(claim.clause))
    func leaveOut(_ reason: String, _ finding: String?) {
      notes.note(.unknown(reason), clause)
      notes.incomplete.append(PathTally.Cause(clause: claim.clause, finding: finding))
    }
    let unexplained = PathFormula.conjunction([broken] + claim.excuses.map(\.region.negated))
    switch try solve(unexplained) {
    case .inputs(let inputs):
      if breaks(claim.clause, replay(inputs), nil) {
        notes.note(.violated, clause)
        notes.broken.append((PathTally.Cause(clause: claim.clause), unexplained, inputs))
      } else {
        leaveOut("inputs that break it do not on the concrete machine", nil)
      }
    case .unknown(let reason): leaveOut(reason, nil)
    case .none: break
    }
    for (finding, region) in claim.excuses {
      let explained = PathFormula.conjunction([broken, region])
      switch try solve(explained) {
      case .inputs(let inputs):
        notes.note(.excused(finding), clause)
        notes.broken.append((PathTally.Cause(clause: claim.clause, finding: finding), explained, inputs))
      case .unknown(let reason): leaveOut(reason, finding)
      case .none: break
      }
    }
  }

  /// Whether a clause is broken in a log, where a finding says so, or where none does if it is nil; by the first observer.
  private func breaks(_ clause: Int, _ log: EventLog, _ finding: String?) -> Bool {
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
  private func completed(_ log: EventLog) -> [Observer.Completed] {
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

  /// What the clauses say of the calls that a log has, and of the history as a whole.
  private func claims(_ log: SymbolicLog<Concrete>, _ recorder: PathRecorder) -> Claims {
    let observer = NaiveObserver(geometry: geometry, log: log.observed)
    var claims = Claims()
    for here in completed(log.concrete) {
      let seen =
        here.unit == .history ? observer.observeHistory(tablesBefore: nil) : observer.observe(here.call)
      add(to: &claims, here, ClauseEvaluator(seen: seen, recorder: recorder))
    }
    return claims
  }

  private func add(to claims: inout Claims, _ here: Observer.Completed, _ evaluator: ClauseEvaluator) {
    for clause in claimed where specification.clauses[clause].clause.units.contains(here.unit) {
      let entry = specification.clauses[clause]
      do {
        let holds = try evaluator.formula(entry.expression)
        let findings = holds == .known(true) ? [] : findings(of: entry)
        claims.all.append(
          Claim(
            clause: clause, holds: holds,
            excuses: try findings.map { ($0.finding.id, try evaluator.formula($0.expression)) },
            holdsHere: entry.holds(of: here.observation),
            exercise: try evaluator.exercise(entry.expression)))
      } catch {
        claims.unsupported.append((clause, "\(error)"))
      }
    }
  }
}
