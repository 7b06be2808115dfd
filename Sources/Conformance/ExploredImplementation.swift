package import Exploration
internal import Machine
package import Mutants
internal import OptimizedVmalloc
internal import ReferenceVmalloc
package import Specification

/// An implementation that is judged on paths.
package struct ExploredImplementation: Sendable {
  /// Its steps.
  package var steps: ExploredSteps
  /// What it claims, and whose findings explain what it breaks.
  private var judged: Implementation

  /// The implementation of a name: reference, optimized, or mutant:NAME for a seeded bug; nil for another one.
  package init?(named name: String) {
    switch name {
    case Implementation.reference.name: self.init(.reference(SeedSteps.self))
    case Implementation.optimized.name: self.init(.optimized(ModernSteps.self))
    default:
      guard name.hasPrefix("mutant:"), let mutant = Mutant(named: String(name.dropFirst("mutant:".count)))
      else { return nil }
      self.init(mutant)
    }
  }

  /// An implementation with a seeded bug.
  package init(_ mutant: Mutant) {
    switch mutant.steps {
    case .reference(let steps): self.init(.reference(steps))
    case .optimized(let steps): self.init(.optimized(steps))
    }
  }

  private init(_ steps: ExploredSteps) {
    self.steps = steps
    judged = if case .reference = steps { .reference } else { .optimized }
  }

  /// Judges it on every path of a scenario.
  ///
  /// - Parameter progress: called with the number of each path.
  /// - Throws: `SolverError`.
  package func explore(
    _ scenario: ExploredScenario, by specification: Specification, progress: (Int) -> Void = { _ in }
  ) throws -> ExplorationResult {
    switch scenario.geometry.wordBits {
    case 8: try explore(scenario, on: UInt8.self, by: specification, progress)
    case 16: try explore(scenario, on: UInt16.self, by: specification, progress)
    case 32: try explore(scenario, on: UInt32.self, by: specification, progress)
    default: try explore(scenario, on: UInt64.self, by: specification, progress)
    }
  }

  private func explore<Concrete: ConcreteWord>(
    _ scenario: ExploredScenario, on width: Concrete.Type, by specification: Specification,
    _ progress: (Int) -> Void
  ) throws -> ExplorationResult {
    let judgement = judgement(of: scenario, by: specification)
    let exploration = ClauseExploration<Concrete>(
      judgement, pages: scenario.pages, measure: scenario.measure)
    let steps = steps
    return try exploration.explore(
      { scenario.explored(steps, $0) }, replay: { scenario.replayed(steps, on: width, $0) },
      progress: progress)
  }

  /// Looks for arguments at the boundaries of its comparisons.
  ///
  /// - Throws: `SolverError`.
  func boundaries(_ scenario: ExploredScenario) throws -> BoundaryArguments.Found {
    switch scenario.geometry.wordBits {
    case 8: .init(try BoundarySearch<UInt8>(scenario, steps).perform())
    case 16: .init(try BoundarySearch<UInt16>(scenario, steps).perform())
    case 32: .init(try BoundarySearch<UInt32>(scenario, steps).perform())
    default: .init(try BoundarySearch<UInt64>(scenario, steps).perform())
    }
  }

  /// Conditions, by their places in the specification, with inputs; and what was not decided.
  typealias FoundConditions = (
    found: [(clause: Int, condition: Int, inputs: [String: UInt64])], undecided: [String]
  )

  /// Looks for inputs with which conditions of its clauses are decisive.
  ///
  /// - Parameter seen: what is known of them; what is found is added.
  /// - Throws: `SolverError`.
  func conditions(
    _ scenario: ExploredScenario, by specification: Specification, _ seen: inout [ConditionCoverage.Seen]
  ) throws -> FoundConditions {
    let judgement = judgement(of: scenario, by: specification)
    func search<Concrete: ConcreteWord>(_ width: Concrete.Type) throws -> FoundConditions {
      let (found, undecided) = try ConditionSearch<Concrete>(judgement, scenario, steps).perform(&seen)
      return (found.map { ($0.clause, $0.condition, $0.inputs) }, undecided)
    }
    switch scenario.geometry.wordBits {
    case 8: return try search(UInt8.self)
    case 16: return try search(UInt16.self)
    case 32: return try search(UInt32.self)
    default: return try search(UInt64.self)
    }
  }

  private func judgement(of scenario: ExploredScenario, by specification: Specification) -> ClauseJudgement {
    ClauseJudgement(
      specification, profiles: judged.profiles, implementation: judged.family, geometry: scenario.geometry,
      judgesHistory: scenario.isComplete, firstCall: scenario.firstCall)
  }

  /// The clauses that it claims, by their places in a specification.
  func claimed(in specification: Specification) -> [Int] {
    Judge(specification, profiles: judged.profiles, implementation: judged.family).claimed
  }
}
