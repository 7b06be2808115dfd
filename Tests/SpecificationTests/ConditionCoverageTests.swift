import PropertyTesting
import Specification
import Testing

@Suite("Conditions of clauses")
struct ConditionCoverageTests {
  /// A clause of a text, and nothing else.
  private func specification(_ formula: String) throws -> Specification {
    let clause = try Clause(text: MalformedClauseTests.clause("(assert \(formula))"), file: "X1.smt2")
    return try Specification(vocabulary: loadVocabulary(), clauses: [clause], findings: [])
  }

  /// What is seen in observations, each of a call.
  private func seen(_ specification: Specification, _ observations: [Observation]) -> ConditionCoverage.Seen {
    var coverage = ConditionCoverage(specification, clauses: [0])
    for observation in observations {
      coverage.note(Observer.Completed(unit: .vmalloc, call: 0, observation: observation))
    }
    return coverage.seen[0]
  }

  private func observation(_ values: [Symbol: UInt64], _ columns: [Symbol: [UInt64]] = [:]) -> Observation {
    var seen = Observation()
    for (symbol, value) in values { seen[symbol] = value }
    for (symbol, values) in columns {
      for (index, value) in values.enumerated() { seen.set(symbol, UInt64(index), to: value) }
    }
    return seen
  }

  private func bits(_ numbers: Int...) -> UInt64 { numbers.reduce(0) { $0 | 1 << UInt64($1) } }

  @Test("A premise is decisive where it alone is false and the conclusion is, too")
  func premises() throws {
    let specification = try specification("(=> (and (= exitPath w1) (= trap w2)) (= n w2))")
    #expect(
      specification.clauses[0].conditions.map { $0.split(separator: " ")[1] } == ["exitPath", "trap", "n"])
    let kept = observation([.exitPath: 1, .trap: 2, .n: 2])
    #expect(seen(specification, [kept]).decisive == bits(2))
    #expect(seen(specification, [kept]).asTrue == bits(0, 1, 2) && seen(specification, [kept]).asFalse == 0)
    let other = observation([.exitPath: 3, .trap: 2, .n: 7])
    #expect(seen(specification, [other]).decisive == bits(0))
    // Two premises are false: none of them is alone.
    let both = observation([.exitPath: 3, .trap: 1, .n: 7])
    #expect(seen(specification, [both]).decisive == 0)
    // The conclusion is true: no premise is needed.
    #expect(seen(specification, [observation([.exitPath: 3, .trap: 2, .n: 2])]).decisive == 0)
    // Where it is broken nothing is shown.
    #expect(seen(specification, [observation([.exitPath: 1, .trap: 2, .n: 3])]).decisive == 0)
    #expect(seen(specification, [kept, other]).decisive == bits(0, 2))
  }

  @Test("Under a quantifier each index is a case of its own")
  func quantifiers() throws {
    let specification = try specification(
      "(=> (= exitPath w1) (forall ((j W)) (=> (and (w< j n) (= (frameAt j) w1)) (= (putsOf (frameAt j)) w1))))"
    )
    let count = specification.clauses[0].conditions.count
    #expect(count == 3)
    func observed(_ exit: UInt64, _ frames: [UInt64], putsOfOne: UInt64) -> Observation {
      var seen = observation([.exitPath: exit, .n: UInt64(frames.count)], [.frameAt: frames])
      seen.set(.putsOf, 1, to: putsOfOne)
      return seen
    }
    // At the first index the conclusion is decisive, at the second the premise is.
    #expect(seen(specification, [observed(1, [1, 5], putsOfOne: 1)]).decisive == bits(1, 2))
    // Where one index breaks it nothing is shown at another.
    #expect(seen(specification, [observed(1, [1, 5], putsOfOne: 0)]).decisive == 0)
    // The outer premise: one index would break it.
    #expect(seen(specification, [observed(2, [5, 1], putsOfOne: 0)]).decisive == bits(0))
    // No index, no condition of its body.
    let none = seen(specification, [observed(1, [], putsOfOne: 0)])
    #expect(none.decisive == 0 && (none.asTrue | none.asFalse) == bits(0))
  }

  @Test("Each condition of each clause decides something: the rest of it does not say the same")
  func everyCondition() throws {
    let specification = try loadClauses()
    var left: [String] = []
    for (number, entry) in specification.clauses.enumerated() {
      let symbols = entry.symbols.sorted { $0.rawValue < $1.rawValue }
      var source = ObservationSource(
        seed: Seed(rawValue: 22).run(number), vocabulary: specification.vocabulary)
      var coverage = ConditionCoverage(specification, clauses: [number])
      let all = entry.conditions.indices.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
      if entry.clause.id == "T0" {
        // Counts that are drawn are small.
        coverage.note(
          Observer.Completed(
            unit: .vmalloc, call: 0, observation: observation([.trap: 9, .n: 70_000])))
      }
      var drawn = 0
      while drawn < 200_000, coverage.seen[number].decisive != all {
        drawn += 1
        coverage.note(
          Observer.Completed(
            unit: entry.clause.units.first ?? .vmalloc, call: 0, observation: source.observation(of: symbols))
        )
      }
      for (place, condition) in entry.conditions.enumerated()
      where coverage.seen[number].decisive >> UInt64(place) & 1 == 0 {
        left.append("\(entry.clause.id): \(condition)")
      }
    }
    // It says when there is anything to say; no tables are never too many.
    #expect(left == ["E3.walk: (bvult #x0000000000000000 tableCount)"])
  }
}
