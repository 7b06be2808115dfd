import Exploration
import Machine
import Specification

/// The second derivation of a run's observations, for runs short enough for its quadratic time.
struct SecondObserver {
  private let naive: NaiveObserver<UInt64>

  /// Runs with more events than this are left out.
  static let mostEvents = 400

  /// nil if the run is too long.
  init?(_ log: EventLog, on shape: Geometry) {
    guard log.events.count <= SecondObserver.mostEvents else { return nil }
    naive = NaiveObserver(geometry: shape, log: log)
  }

  func observation(like completed: Observer.Completed) -> Observation {
    if completed.unit == .history {
      let tables = completed.observation[.tablesBefore]
      return naive.history(tablesBefore: tables == Observation.none ? nil : tables)
    }
    return naive.observation(of: completed.call)
  }
}

/// How often the two derivations were compared, and how often they differed.
struct ObserverComparison: Equatable {
  private(set) var compared = 0
  private(set) var differing = 0

  mutating func note(_ second: SecondObserver, _ completed: Observer.Completed) {
    compared += 1
    if second.observation(like: completed) != completed.observation { differing += 1 }
  }

  mutating func add(_ later: ObserverComparison) {
    compared += later.compared
    differing += later.differing
  }
}
