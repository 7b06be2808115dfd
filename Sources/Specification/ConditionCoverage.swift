/// What observations showed of the conditions of clauses.
package struct ConditionCoverage: Sendable {
  /// The conditions of a clause, a bit each by their numbers.
  package struct Seen: Equatable, Sendable {
    /// Those that were true.
    package var asTrue: UInt64 = 0
    /// Those that were false.
    package var asFalse: UInt64 = 0
    /// Those that were decisive: the clause held, and would have been broken if that condition alone had been otherwise.
    package var decisive: UInt64 = 0

    /// Nothing seen.
    package init() {}

    /// Notes that a condition was decisive.
    package mutating func noteDecisive(_ condition: Int) { decisive |= 1 << UInt64(condition) }

    /// Adds what others showed.
    package mutating func add(_ other: Seen) {
      asTrue |= other.asTrue
      asFalse |= other.asFalse
      decisive |= other.decisive
    }
  }

  /// Values that the conditions of a clause had together.
  private struct Vector: Hashable {
    var values: UInt64
    var instance: Int?
  }

  /// Of more indices the first and the last ones are looked at, as many together.
  private static let mostIndices: UInt64 = 16

  /// What was seen of each clause of the specification.
  package private(set) var seen: [Seen]
  private var vectors: [Set<Vector>]
  private let specification: Specification
  private let byUnit: [Unit: [Int]]

  /// Nothing seen yet.
  ///
  /// - Parameter clauses: the clauses to look at, by their places in the specification.
  package init(_ specification: Specification, clauses: [Int]) {
    self.specification = specification
    seen = Array(repeating: Seen(), count: specification.clauses.count)
    vectors = Array(repeating: [], count: specification.clauses.count)
    var byUnit: [Unit: [Int]] = [:]
    for clause in clauses {
      for unit in specification.clauses[clause].clause.units { byUnit[unit, default: []].append(clause) }
    }
    self.byUnit = byUnit
  }

  /// Notes an observation. O(conditions), and for each that is under a quantifier as many as there are indices, up to a bound.
  package mutating func note(_ completed: Observer.Completed) {
    for clause in byUnit[completed.unit] ?? [] { note(clause, completed.observation) }
  }

  // Where a clause is broken nothing is noted of it: a quantifier's other instances, and other quantifiers, are taken to hold.

  private mutating func note(_ clause: Int, _ observation: Observation) {
    let decision = specification.clauses[clause].decision
    var outer: UInt64 = 0
    var inner: UInt64 = 0
    for quantifier in decision.quantifiers {
      for number in quantifier.conditions { inner |= 1 << UInt64(number) }
    }
    for (number, condition) in decision.conditions.enumerated()
    where inner >> UInt64(number) & 1 == 0 && condition.test(observation, 0) {
      outer |= 1 << UInt64(number)
    }
    let all = decision.conditions.count == 64 ? UInt64.max : 1 << UInt64(decision.conditions.count) - 1
    note(clause, observation, Vector(values: outer), all & ~inner)
    for (place, quantifier) in decision.quantifiers.enumerated() {
      let own = quantifier.conditions.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
      for index in Self.indices(below: quantifier.bound(observation, 0)) {
        var values = outer
        for number in quantifier.conditions where decision.conditions[number].test(observation, index) {
          values |= 1 << UInt64(number)
        }
        note(clause, observation, Vector(values: values, instance: place), all & ~inner | own)
      }
    }
  }

  private static func indices(below bound: UInt64) -> [UInt64] {
    bound <= mostIndices
      ? Array(0..<bound) : Array(0..<mostIndices / 2) + Array(bound - mostIndices / 2..<bound)
  }

  /// - Parameter among: the conditions that the values are of.
  private mutating func note(_ clause: Int, _ observation: Observation, _ vector: Vector, _ among: UInt64) {
    let entry = specification.clauses[clause]
    guard !vectors[clause].contains(vector), entry.holds(of: observation) else { return }
    vectors[clause].insert(vector)
    seen[clause].asTrue |= vector.values & among
    seen[clause].asFalse |= ~vector.values & among
    seen[clause].decisive |= entry.decision.decisive(vector.values, instance: vector.instance) & among
  }
}

extension Specification.CompiledClause {
  /// Its conditions, in SMT-LIB, by their numbers.
  package var conditions: [String] { decision.conditions.map(\.text) }
}
