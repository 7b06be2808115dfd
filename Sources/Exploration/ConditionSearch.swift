package import Machine
package import Specification
internal import SymbolicExecution
internal import Synchronization

/// Looks for inputs with which a condition of a clause is decisive, on all paths of a scenario: the clause holds, and would be
/// broken if that condition alone were otherwise. What the solver says is counted where the concrete machine shows it.
package struct ConditionSearch<Concrete: ConcreteWord>: Sendable {
  /// A condition, and inputs.
  package struct Decisive: Sendable {
    /// The clause, by its place in the specification.
    package var clause: Int
    /// The condition, by its number.
    package var condition: Int
    /// Inputs of the scenario.
    package var inputs: [String: UInt64]
  }

  private let judgement: ClauseJudgement
  private let scenario: ExploredScenario
  private let steps: ExploredSteps

  /// A search.
  package init(_ judgement: ClauseJudgement, _ scenario: ExploredScenario, _ steps: ExploredSteps) {
    self.judgement = judgement
    self.scenario = scenario
    self.steps = steps
  }

  /// A condition, as it is looked for.
  private struct Key: Hashable {
    var clause: Int
    var condition: Int
  }

  /// Where a condition may be decisive on a path.
  private struct Chance {
    var key: Key
    var formula: PathFormula
  }

  /// Looks for them.
  ///
  /// - Parameter seen: what is known of the conditions of each clause of the specification: those that were decisive are not
  ///   looked for. What is found is added.
  /// - Returns: what was found, and what was not decided.
  /// - Throws: `SolverError`.
  package func perform(_ seen: inout [ConditionCoverage.Seen]) throws -> (
    found: [Decisive], undecided: [String]
  ) {
    // What is looked for changes between rounds only, so that what is found does not depend on threads.
    let wanted = Mutex<Set<Key>>(
      Set(
        judgement.claimed.flatMap { clause in
          judgement.specification.clauses[clause].conditions.indices
            .filter { seen[clause].decisive >> UInt64($0) & 1 == 0 }.map {
              Key(clause: clause, condition: $0)
            }
        }))
    var found: [Decisive] = []
    var undecided: Set<String> = []
    let exploration = try PathExplorer().explore { recorder -> [Chance] in
      let log: SymbolicLog<Concrete> = scenario.explored(steps, recorder)
      guard recorder.cut == nil, !recorder.isOutside else { return [] }
      let open = wanted.withLock { $0 }
      return judgement.decisive(log, recorder) { open.contains(Key(clause: $0, condition: $1)) }.map {
        Chance(key: Key(clause: $0.clause, condition: $0.condition), formula: $0.formula)
      }
    } look: { path, chances, solve -> (found: [Decisive], undecided: [String]) in
      if path.isCut { return ([], path.isAtBound ? [] : path.cuts) }
      var met: Set<Key> = []
      var undecided: [String] = []
      let found: [Decisive] = try chances.compactMap { chance in
        if met.contains(chance.key) { return nil }
        let answer = try solve(chance.formula)
        if case .unknown(let reason) = answer { undecided.append("the solver gave up: \(reason)") }
        guard case .inputs(let inputs) = answer else { return nil }
        let shown = judgement.shown(
          scenario.replayed(steps, on: Concrete.self, inputs), of: chance.key.clause)
        guard shown.decisive >> UInt64(chance.key.condition) & 1 == 1 else { return nil }
        met.insert(chance.key)
        return Decisive(clause: chance.key.clause, condition: chance.key.condition, inputs: inputs)
      }
      return (found, undecided)
    } collect: { _, finding in
      undecided.formUnion(finding.undecided)
      for item in finding.found
      where wanted.withLock({ $0.remove(Key(clause: item.clause, condition: item.condition)) }) != nil {
        found.append(item)
        seen[item.clause].noteDecisive(item.condition)
      }
    }
    undecided.formUnion(exploration.undecided + exploration.diverged)
    if exploration.left > 0 { undecided.insert("\(exploration.left) comparisons were not looked at") }
    return (found, undecided.sorted())
  }
}

extension ClauseJudgement {
  /// Where conditions of clauses may be decisive on a path.
  ///
  /// - Parameter isWanted: whether a condition of a clause is looked at.
  func decisive<Concrete: ConcreteWord>(
    _ log: SymbolicLog<Concrete>, _ recorder: PathRecorder, _ isWanted: (Int, Int) -> Bool
  ) -> [(clause: Int, condition: Int, formula: PathFormula)] {
    var found: [(clause: Int, condition: Int, formula: PathFormula)] = []
    recorder.withoutNoting {
      evaluate(log, recorder) { here, evaluator in
        for clause in claimed where specification.clauses[clause].clause.units.contains(here.unit) {
          let entry = specification.clauses[clause]
          for condition in entry.conditions.indices where isWanted(clause, condition) {
            // What means nothing where the condition is otherwise is not decided by it.
            guard let formula = try? evaluator.decisive(condition, of: entry.expression),
              formula != .known(false)
            else { continue }
            found.append((clause, condition, formula))
          }
        }
      }
    }
    return found
  }

  /// What a log shows of the conditions of a clause.
  func shown(_ log: EventLog, of clause: Int) -> ConditionCoverage.Seen {
    var coverage = ConditionCoverage(specification, clauses: [clause])
    for seen in completed(log) { coverage.note(seen) }
    return coverage.seen[clause]
  }
}

extension ClauseEvaluator {
  /// That a clause holds, and would not if one of its conditions were otherwise.
  ///
  /// - Throws: as `formula`.
  fileprivate func decisive(_ condition: Int, of clause: ClauseExpression) throws -> PathFormula {
    let holds = try formula(clause)
    if holds == .known(false) { return holds }
    let otherwise = try [true, false].map { try formula(clause.setting(condition, to: $0)).negated }
    return .conjunction([holds, .disjunction(otherwise)])
  }
}
