import PropertyTesting
import SMT
import Specification
import Testing

@Suite("Compiled clauses and Z3")
struct EvaluationTests {
  /// Observations of each clause that Z3 evaluates whatever comes out.
  static let sample = 60
  /// Further ones that are drawn until both outcomes have come up as often as this.
  static let each = 8
  static let most = 20_000

  @Test("judge random observations alike, each clause with both outcomes")
  func evaluate() throws {
    let specification = try loadClauses()
    let judge = try SolverJudge(specification)
    for (number, entry) in specification.clauses.enumerated() {
      let symbols = entry.symbols.sorted { $0.rawValue < $1.rawValue }
      var source = ObservationSource(
        seed: Seed(rawValue: 21).run(number), vocabulary: specification.vocabulary)
      var broken = 0
      var exercised = 0
      var drawn = 0
      while drawn < EvaluationTests.most,
        drawn < EvaluationTests.sample || min(exercised, broken) < EvaluationTests.each
      {
        drawn += 1
        let observation = source.observation(of: symbols)
        let verdict = specification.verdict(of: number, on: observation)
        let isWanted =
          verdict.holds
          ? verdict.isExercised && exercised < EvaluationTests.each : broken < EvaluationTests.each
        if !verdict.holds { broken += 1 } else if verdict.isExercised { exercised += 1 }
        guard drawn <= EvaluationTests.sample || isWanted else { continue }
        let answer = try judge.evaluate(number, observation)
        #expect(answer == verdict.holds, "\(entry.clause.id) of \(observation)")
      }
      // No clause is left out: each can be kept and broken.
      #expect(exercised > 0, "\(entry.clause.id) was never kept where it had anything to say")
      #expect(broken > 0, "\(entry.clause.id) was never broken")
    }
  }

  @Test("decide alike, one by one and together")
  func decide() throws {
    let specification = try loadClauses()
    let judge = try SolverJudge(specification)
    var outcomes: Set<Bool> = []
    for (number, entry) in specification.clauses.enumerated() {
      let symbols = entry.symbols.sorted { $0.rawValue < $1.rawValue }
      var source = ObservationSource(
        seed: Seed(rawValue: 22).run(number), vocabulary: specification.vocabulary)
      let observations = (0..<400).map { _ in source.observation(of: symbols) }
      let verdicts = observations.map { specification.verdict(of: number, on: $0) }
      let some = [
        verdicts.firstIndex { !$0.holds }, verdicts.firstIndex { $0.holds && $0.isExercised },
        verdicts.firstIndex { $0.holds },
      ]
      for place in some.compactMap(\.self) {
        let decisions = try judge.decide([number], observations[place], limit: 2_000_000)
        #expect(decisions.map(\.clause) == [number])
        let expected: SolverJudge.Decision = verdicts[place].holds ? .holds : .violated
        #expect(decisions.map(\.decision) == [expected], "\(entry.clause.id) of \(observations[place])")
        outcomes.insert(verdicts[place].holds)
      }
    }
    #expect(outcomes.count == 2)
    let all = Array(specification.clauses.indices)
    var source = ObservationSource(seed: 23, vocabulary: specification.vocabulary)
    for _ in 0..<6 {
      let observation = source.observation(of: Symbol.allCases)
      let decisions = try judge.decide(all, observation, limit: 20_000_000)
      for (clause, decision) in decisions {
        let holds = specification.verdict(of: clause, on: observation).holds
        #expect(decision == (holds ? .holds : .violated), "\(specification.clauses[clause].clause.id)")
      }
    }
  }

  @Test("a solver that may do next to nothing gives up, and says so")
  func limit() throws {
    let specification = try loadClauses()
    let judge = try SolverJudge(specification)
    let all = Array(specification.clauses.indices)
    var source = ObservationSource(seed: 24, vocabulary: specification.vocabulary)
    let observation = source.observation(of: Symbol.allCases)
    let decisions = try judge.decide(all, observation, limit: 1)
    #expect(decisions.count == all.count)
    for (clause, decision) in decisions {
      guard case .unknown(let reason) = decision else {
        // A clause that the observation gives nothing to say is true before any step is taken.
        let verdict = specification.verdict(of: clause, on: observation)
        let id = specification.clauses[clause].clause.id
        #expect(decision == .holds && !verdict.isExercised, "\(id) was decided: \(decision)")
        continue
      }
      #expect(!reason.isEmpty)
    }
    let exercised = all.filter { specification.verdict(of: $0, on: observation).isExercised }
    #expect(!exercised.isEmpty)
  }
}
