package import Machine
package import Specification
package import SymbolicExecution

/// Judges an implementation by the clauses on every path of a scenario, up to a number of pages.
///
/// A clause is proved on a path if no inputs that go the path break it, whatever the environment gave: what is random
/// elsewhere is every value here. The second observer derives what is observed, from the events of the path, in terms.
package struct ClauseExploration<Concrete: ConcreteWord> {
  /// What is explored: calls on a symbolic machine, made of its recorder's inputs; the log of what happened.
  package typealias Scenario = (PathRecorder) -> SymbolicLog<Concrete>

  private let specification: Specification
  private let geometry: Geometry
  private let claimed: [Int]
  private let implementation: String
  private let judgesHistory: Bool
  /// The explorer, with its bounds.
  package var explorer = PathExplorer()

  /// An exploration.
  ///
  /// - Parameters:
  ///   - specification: the clauses.
  ///   - profiles: those that the implementation claims.
  ///   - implementation: whose findings explain violations.
  ///   - geometry: the shape of the machine that the scenarios are on.
  ///   - judgesHistory: whether everything is released at the end.
  package init(
    _ specification: Specification, profiles: Set<Profile>, implementation: String, geometry: Geometry,
    judgesHistory: Bool
  ) {
    self.specification = specification
    self.geometry = geometry
    self.implementation = implementation
    self.judgesHistory = judgesHistory
    claimed = specification.clauses.indices.filter {
      let clause = specification.clauses[$0].clause
      return !clause.isAssumption && !clause.profiles.isDisjoint(with: profiles)
    }
  }

  /// What a path says of a clause.
  private struct Claim {
    var clause: Int
    /// The clause.
    var holds: PathFormula
    /// The regions of the findings that explain a violation.
    var excuses: [(finding: String, region: PathFormula)]
    var isExercised: Bool
  }

  /// What a path says of all clauses.
  private struct Claims {
    var all: [Claim] = []
    var unsupported: [(clause: Int, reason: String)] = []
  }

  /// Explores a scenario.
  ///
  /// - Parameters:
  ///   - scenario: what is explored.
  ///   - replay: the same on a concrete machine, for some inputs: what breaks a clause has to break it there, too.
  ///   - progress: is told of every path.
  /// - Throws: `SolverError`.
  package func explore(
    _ scenario: Scenario, replay: ([String: UInt64]) -> EventLog, progress: (Int) -> Void = { _ in }
  ) throws -> ExplorationResult {
    var judged = Dictionary(
      uniqueKeysWithValues: claimed.map { ($0, ClauseVerdict(specification.clauses[$0].clause)) })
    var number = 0
    let exploration = try explorer.explore { recorder -> Claims in
      let log = scenario(recorder)
      return recorder.cut == nil ? claims(log, recorder) : Claims()
    } look: { path, claims, solve in
      number += 1
      progress(number)
      guard !path.isCut else { return }
      for (clause, reason) in claims.unsupported { judged[clause]?.unknown[reason, default: 0] += 1 }
      for claim in claims.all where claim.isExercised { judged[claim.clause]?.exercised += 1 }
      let open = claims.all.filter { $0.holds != .known(true) }
      // One question for all of them; most paths break none.
      if case .none = try solve(.conjunction(open.map(\.holds)).negated) { return }
      for claim in open { try judge(claim, solve, replay, &judged) }
    }
    return ExplorationResult(exploration, clauses: claimed.compactMap { judged[$0] })
  }

  private func judge(
    _ claim: Claim, _ solve: (PathFormula) throws -> SolverAnswer, _ replay: ([String: UInt64]) -> EventLog,
    _ judged: inout [Int: ClauseVerdict]
  ) throws {
    let broken = claim.holds.negated
    switch try solve(.conjunction([broken] + claim.excuses.map(\.region.negated))) {
    case .inputs(let inputs):
      guard breaks(claim.clause, replay(inputs)) else {
        judged[claim.clause]?.unknown["inputs that break it do not on the concrete machine", default: 0] += 1
        return
      }
      judged[claim.clause]?.violated += 1
      if judged[claim.clause]?.witness == nil { judged[claim.clause]?.witness = inputs }
    case .unknown(let reason): judged[claim.clause]?.unknown[reason, default: 0] += 1
    case .none:
      for (finding, region) in claim.excuses {
        guard case .inputs = try solve(.conjunction([broken, region])) else { continue }
        judged[claim.clause]?.excused[finding, default: 0] += 1
      }
    }
  }

  /// Whether a clause is broken in a log, by the first observer.
  private func breaks(_ clause: Int, _ log: EventLog) -> Bool {
    var observer = Observer(geometry: geometry)
    for event in log.events { observer.observe(event, calls: log.calls) }
    var completed = observer.takeCompleted()
    if judgesHistory, log.events.last?.kind != .trap {
      completed.append(
        Observer.Completed(
          unit: .history, call: Event.noCall, observation: observer.history(tablesBefore: nil)))
    }
    let entry = specification.clauses[clause]
    return completed.contains {
      entry.clause.units.contains($0.unit) && !entry.holds(of: $0.observation)
    }
  }

  /// What the clauses say of the calls that a log has, and of the history as a whole.
  private func claims(_ log: SymbolicLog<Concrete>, _ recorder: PathRecorder) -> Claims {
    let observer = NaiveObserver(geometry: geometry, log: log.observed)
    var claims = Claims()
    for call in log.calls.indices {
      let unit: Unit =
        switch log.calls[call].arguments.operation {
        case .vmalloc: .vmalloc
        case .vfree: .vfree
        case .purge: .purge
        }
      add(to: &claims, unit, ClauseEvaluator(seen: observer.observe(UInt32(call)), recorder: recorder))
    }
    if judgesHistory, log.events.last?.kind != .trap {
      let seen = observer.observeHistory(tablesBefore: nil)
      add(to: &claims, .history, ClauseEvaluator(seen: seen, recorder: recorder))
    }
    return claims
  }

  private func add(to claims: inout Claims, _ unit: Unit, _ evaluator: ClauseEvaluator) {
    for clause in claimed where specification.clauses[clause].clause.units.contains(unit) {
      let entry = specification.clauses[clause]
      do {
        let holds = try evaluator.formula(entry.expression)
        let findings =
          holds == .known(true)
          ? []
          : entry.findings.filter {
            $0.finding.implementations.contains(implementation)
          }
        claims.all.append(
          Claim(
            clause: clause, holds: holds,
            excuses: try findings.map { ($0.finding.id, try evaluator.formula($0.expression)) },
            isExercised: try evaluator.isExercised(entry.expression)))
      } catch {
        claims.unsupported.append((clause, "\(error)"))
      }
    }
  }
}

/// What came of a clause on the paths of a scenario.
package struct ClauseVerdict: Encodable, Sendable {
  /// Its id.
  package var id: String
  /// Paths that give it something to say.
  package var exercised = 0
  /// Paths with inputs that break it and that no finding explains.
  package var violated = 0
  /// Paths with inputs that break it and that a finding explains, by the finding.
  package var excused: [String: Int] = [:]
  /// Paths on which it is not decided, by the reason.
  package var unknown: [String: Int] = [:]
  /// Inputs that break it.
  package var witness: [String: UInt64]?

  init(_ clause: Clause) { id = clause.id }
}

/// What came of an exploration.
package struct ExplorationResult: Encodable, Sendable {
  /// Paths that were followed to their end.
  package var paths: Int
  /// Paths that were not because they go more often through a loop than the bound, by what they do.
  package var cut: [String: Int]
  /// Paths that were not for another reason.
  package var unfollowed: [String: Int]
  /// What may have been missed.
  package var undecided: [String]
  package var diverged: [String]
  package var left: Int
  /// How often the solver was asked, and how often what it had said before was enough.
  package var queries: Int
  package var recalled: Int
  /// The clauses.
  package var clauses: [ClauseVerdict]

  init(_ exploration: PathExplorer.Exploration, clauses: [ClauseVerdict]) {
    paths = exploration.paths.count { !$0.isCut }
    func reasons(_ paths: [PathExplorer.Path]) -> [String: Int] {
      Dictionary(paths.flatMap(\.cuts).map { ($0, 1) }, uniquingKeysWith: +)
    }
    cut = reasons(exploration.paths.filter(\.isAtBound))
    unfollowed = reasons(exploration.paths.filter { !$0.isAtBound })
    undecided = exploration.undecided
    diverged = exploration.diverged
    left = exploration.left
    queries = exploration.queries
    recalled = exploration.recalled
    self.clauses = clauses
  }
}

extension ClauseVerdict {
  /// Whether paths give it something to say, and no inputs that go one break it but where a finding says so.
  package var isProved: Bool { exercised > 0 && violated == 0 && unknown.isEmpty }
}

extension ExplorationResult {
  /// Whether a clause is broken, and no finding explains it.
  package var isViolated: Bool { clauses.contains { $0.violated > 0 } }

  /// Whether every path was found and every clause decided on those that were followed to their end.
  package var isDecided: Bool {
    undecided.isEmpty && diverged.isEmpty && unfollowed.isEmpty && left == 0
      && clauses.allSatisfy(\.unknown.isEmpty)
  }
}
