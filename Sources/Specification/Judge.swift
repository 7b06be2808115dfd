public import Machine

/// Judges observations by the clauses of some profiles, and keeps count.
public struct Judge: Sendable {
  /// A clause that an observation breaks.
  public struct Violation: Equatable, Sendable {
    /// The clause's place in `Specification.clauses`.
    public var clause: Int
    /// What it was judged on.
    public var unit: Unit
    /// The call, or `Event.noCall` for a history.
    public var call: UInt32
    /// The event at which it is broken, nil if it is the call as a whole.
    public var event: Int?
    /// The index at which it is broken, nil if there is none.
    public var index: UInt64?
    /// The finding that explains it, nil if nothing does.
    public var finding: String?
  }

  /// What became of a clause.
  public struct Tally: Equatable, Sendable {
    /// Observations that it was judged on.
    public var judged = 0
    /// Those that gave it something to say, those that findings explain among them.
    public var exercised = 0
    /// Those that do not show what it needs.
    public var unobservable = 0
    /// Those that break it where no finding explains it.
    public var violated = 0
    /// Those that break it where a finding does, by the finding's id.
    public var excused: [String: Int] = [:]

    /// Nothing judged yet.
    public init() {}

    /// Observations that gave it something to say where no finding applies.
    public var exercisedOutsideFindings: Int { exercised - excused.values.reduce(0, +) }

    /// Adds another count.
    public mutating func add(_ other: Tally) {
      judged += other.judged
      exercised += other.exercised
      unobservable += other.unobservable
      violated += other.violated
      excused.merge(other.excused) { $0 + $1 }
    }
  }

  /// The specification.
  public let specification: Specification
  /// A tally for each clause, also those of other profiles.
  public private(set) var tallies: [Tally]
  private let byUnit: [Unit: [Int]]
  private let implementation: String

  /// A judge of what an implementation claims.
  ///
  /// - Parameters:
  ///   - specification: the clauses.
  ///   - profiles: the profiles claimed.
  ///   - implementation: whose findings explain violations.
  ///   - only: the places of the clauses to judge by, nil for all of the profiles.
  public init(
    _ specification: Specification, profiles: Set<Profile>, implementation: String, only: Set<Int>? = nil
  ) {
    self.specification = specification
    self.implementation = implementation
    tallies = Array(repeating: Tally(), count: specification.clauses.count)
    var byUnit: [Unit: [Int]] = [:]
    for index in only?.sorted() ?? Array(specification.clauses.indices) {
      let clause = specification.clauses[index].clause
      guard !clause.profiles.isDisjoint(with: profiles) else { continue }
      for unit in clause.units { byUnit[unit, default: []].append(index) }
    }
    self.byUnit = byUnit
  }

  /// The clauses that are judged at all.
  public var claimed: [Int] { Set(byUnit.values.joined()).sorted() }

  /// What observations have to have to be judged.
  public var columns: Columns {
    byUnit.values.joined().reduce([]) { $0.union(specification.clauses[$1].columns) }
  }

  /// Judges one observation; the clauses it breaks. Linear in the observation.
  public mutating func judge(_ completed: Observer.Completed, seen: Sight = .everything) -> [Violation] {
    var violations: [Violation] = []
    for index in byUnit[completed.unit] ?? [] {
      let entry = specification.clauses[index]
      guard seen.isSuperset(of: entry.needs) else {
        tallies[index].unobservable += 1
        continue
      }
      let outcome = entry.formula.evaluate(completed.observation)
      tallies[index].judged += 1
      if outcome.isExercised { tallies[index].exercised += 1 }
      guard !outcome.holds else { continue }
      let finding = entry.findings.first {
        $0.finding.implementations.contains(implementation) && $0.covers(completed.observation)
      }
      if let finding {
        tallies[index].excused[finding.finding.id, default: 0] += 1
      } else {
        tallies[index].violated += 1
      }
      violations.append(
        Violation(
          clause: index, unit: completed.unit, call: completed.call,
          event: Judge.event(outcome, entry.symbols, completed.observation), index: outcome.index?.value,
          finding: finding?.finding.id))
    }
    return violations
  }

  /// The event that the broken index stands for, where its group has a column of moments.
  ///
  /// For a clause about how often a page's frame is put it is the last put, none if there is none.
  private static func event(
    _ outcome: Formula.Outcome, _ symbols: Set<Symbol>, _ observation: Observation
  ) -> Int? {
    guard let index = outcome.index else { return nil }
    if symbols.contains(.putsOf), index.group == .n || index.group == .obtained {
      let frame = observation[.frameAt, index.value]
      let last = (0..<observation[.putCount]).last { observation[.putFrame, $0] == frame }
      return last.map { Int(observation[.putAt, $0]) }
    }
    let moments: [Symbol: Symbol] = [
      .requestCount: .requestAt, .gotCount: .gotAt, .storeCount: .storeAt, .loadCount: .loadAt,
      .putCount: .putAt, .tableCount: .tableAt, .mapCount: .mapAt, .translationCount: .translationAt,
      .warnCount: .warnAt, .reusableCount: .reusableAt, .lazyCount: .lazyAt, .frameCount: .frameChangeAt,
      .pageCount: .pageChangeAt, .n: .frameAtAt, .obtained: .frameAtAt,
    ]
    guard let group = index.group, let column = moments[group] else { return nil }
    let event = observation[column, index.value]
    return event == 0 || event == Observation.none ? nil : Int(event)
  }
}

extension Specification {
  /// Whether a clause holds of an observation, and whether the observation gave it something to say.
  public func verdict(of clause: Int, on observation: Observation) -> (holds: Bool, isExercised: Bool) {
    let outcome = clauses[clause].formula.evaluate(observation)
    return (outcome.holds, outcome.isExercised)
  }
}
