import SMT
import Specification

/// The solver's judgement of heart clauses on a sample of the runs.
struct SolverSample {
  /// What the solver said of one clause.
  struct Count: Equatable, Codable {
    var decided = 0
    var unknown = 0
    /// Decisions that contradict the compiled clause.
    var disagreements = 0
    /// Observations that gave it something to say, but were too large to ask about.
    var leftOut = 0
  }

  /// Every how many-th run is sampled.
  let stride: Int
  /// Observations with more entries than this in the columns that a clause speaks of are left out.
  static let largest = 160
  /// The solver's steps for one question; ten times the most that was measured.
  static let limit: ResourceLimit = 2_000_000

  private(set) var counts: [Int: Count] = [:]
  private(set) var reasons: Set<String> = []
  private let clauses: [Int]
  private let solver: SolverJudge
  private let specification: Specification

  init(_ specification: Specification, stride: Int) throws {
    self.specification = specification
    self.stride = stride
    solver = try SolverJudge(specification)
    clauses = specification.clauses.indices.filter {
      HeartClauses.all.contains(specification.clauses[$0].clause.id)
    }
  }

  /// Has the solver judge what the compiled clauses have judged.
  mutating func inspect(_ completed: Observer.Completed) throws {
    let observation = completed.observation
    let exercised = clauses.filter {
      specification.clauses[$0].clause.units.contains(completed.unit)
        && specification.verdict(of: $0, on: observation).isExercised
    }
    let (asked, leftOut) = exercised.reduce(into: ([Int](), [Int]())) { parts, clause in
      let entries = observation.entryCount(of: specification.clauses[clause].symbols)
      if entries <= SolverSample.largest { parts.0.append(clause) } else { parts.1.append(clause) }
    }
    for clause in leftOut { counts[clause, default: Count()].leftOut += 1 }
    for (clause, decision) in try solver.decide(asked, observation, limit: SolverSample.limit) {
      let holds = specification.verdict(of: clause, on: observation).holds
      var count = counts[clause] ?? Count()
      switch decision {
      case .holds: if holds { count.decided += 1 } else { count.disagreements += 1 }
      case .violated: if holds { count.disagreements += 1 } else { count.decided += 1 }
      case .inconsistent: count.disagreements += 1
      case .unknown(let reason):
        count.unknown += 1
        reasons.insert(reason)
      }
      counts[clause] = count
    }
  }
}
