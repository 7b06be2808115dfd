package import Exploration
package import Specification
internal import Machine
internal import SymbolicExecution

/// For each condition of the clauses that an implementation claims inputs with which it is decisive, from the paths of some
/// scenarios.
package struct DecisiveInputs: Encodable, Sendable {
  /// A condition, and with what it is decisive.
  package struct Condition: Encodable, Sendable {
    /// The clause, by its id.
    package var clause: String
    /// The condition, in SMT-LIB.
    package var condition: String
    /// The scenario, in options of `explore`; nil if there are no inputs.
    package var scenario: String?
    /// The inputs, in words.
    package var inputs: String?
  }

  /// The implementation.
  package var implementation: String
  /// All conditions, by clause.
  package private(set) var conditions: [Condition] = []
  /// What was not decided: for the other conditions there may be inputs.
  package private(set) var undecided: [String] = []

  /// Those that are decisive with some inputs.
  package var decisive: Int { conditions.count { $0.scenario != nil } }

  /// Looks for them; nil if no implementation has the name.
  ///
  /// - Parameter progress: told which scenario is followed, and of how many.
  /// - Throws: `SolverError`.
  package init?(
    of implementation: String, by specification: Specification,
    on scenarios: [ExploredScenario] = Self.usual, progress: (Int, Int) -> Void = { _, _ in }
  ) throws {
    guard let explored = ExploredImplementation(named: implementation) else { return nil }
    self.implementation = implementation
    var seen = Array(repeating: ConditionCoverage.Seen(), count: specification.clauses.count)
    var found: [Int: [Int: (scenario: ExploredScenario, inputs: [String: UInt64])]] = [:]
    for (number, scenario) in scenarios.enumerated() {
      progress(number, scenarios.count)
      let here = try explored.conditions(scenario, by: specification, &seen)
      undecided += here.undecided.map { "\(scenario.options): \($0)" }
      for item in here.found {
        found[item.clause, default: [:]][item.condition] = (scenario, item.inputs)
      }
    }
    for clause in explored.claimed(in: specification) {
      let entry = specification.clauses[clause]
      for (number, text) in entry.conditions.enumerated() {
        let item = found[clause]?[number]
        conditions.append(
          Condition(
            clause: entry.clause.id, condition: text, scenario: item?.scenario.options,
            inputs: item.map {
              InputsText.text(
                $0.inputs, wordBits: $0.scenario.geometry.wordBits, refusals: $0.scenario.refusals)
            }))
      }
    }
  }

  /// Those in which seeded bugs are looked for.
  package static var usual: [ExploredScenario] { SeededBugSearch.usual }
}
