/// Makes a failing choice sequence as small, in shortlex order, as its passes can.
///
/// The shrinker knows sequences only. The client rebuilds its value from each candidate and says whether it
/// still fails; whatever the generator guarantees of its values therefore holds of the result as well.
///
/// The quick passes are repeated, in order, until a round of them makes the sequence no shorter. Then the
/// thorough passes have their turn, until one succeeds and the quick ones begin again. (They do not wait for
/// a round that changes nothing: two numbers that have to stay close come down in small steps one at a time,
/// and in a large step together.)
///
/// When no pass succeeds, the result is a *fixpoint*: no step that a pass tries makes it smaller. That is not
/// a proof that nothing smaller fails. Every step down is a step down in a well-founded order, so the shrink
/// terminates even without a budget.
///
/// The same sequence, predicate and passes give the same result: nothing here is random.
public struct Shrinker: Sendable {
  /// The most evaluations of the predicate.
  public var budget: Int
  /// The passes, in order.
  public var passes: [ShrinkPass]

  /// A shrinker.
  ///
  /// - Parameters:
  ///   - budget: the most evaluations of the predicate, the first one included.
  ///   - passes: the passes, in order.
  public init(budget: Int = 20_000, passes: [ShrinkPass] = ShrinkPass.all) {
    self.budget = budget
    self.passes = passes
  }

  /// Shrinks `sequence`.
  ///
  /// - Parameters:
  ///   - sequence: a sequence that fails.
  ///   - predicate: rebuilds the value of a candidate and judges it. It has to depend on the candidate alone,
  ///     and should replay it with the tail `overrun`, so that what it records is never larger.
  /// - Returns: the smallest recording found, with statistics.
  /// - Throws: what `predicate` throws; what was found until then is lost.
  public func shrink(
    _ sequence: ChoiceSequence, while predicate: (ChoiceSequence) throws -> Trial
  ) throws -> ShrinkReport {
    try withoutActuallyEscaping(predicate) { predicate in
      var statistics = passes.map { PassStatistics(name: $0.name) }
      guard var session = try ShrinkSession(sequence, budget: budget, predicate: predicate) else {
        return ShrinkReport(
          smallest: Recording(), evaluations: 1, cacheHits: 0, passes: statistics, ending: .notReproduced)
      }
      var ending = ShrinkReport.Ending.fixpoint
      do {
        try reachFixpoint(&session, &statistics)
      } catch is ShrinkSession.BudgetExhausted {
        ending = .budget
      }
      return ShrinkReport(
        smallest: session.best, evaluations: session.evaluations, cacheHits: session.cacheHits,
        passes: statistics, ending: ending)
    }
  }

  private func reachFixpoint(
    _ session: inout ShrinkSession, _ statistics: inout [PassStatistics]
  ) throws {
    let quick = passes.indices.filter { passes[$0].tier == .quick }
    let thorough = passes.indices.filter { passes[$0].tier == .thorough }
    var isImproved = true
    while isImproved {
      isImproved = false
      let count = session.sequence.count
      for index in quick where try run(index, &session, &statistics) {
        isImproved = true
      }
      if session.sequence.count == count, try thorough.contains(where: { try run($0, &session, &statistics) })
      {
        isImproved = true
      }
    }
  }

  /// Gives the pass at `index` a turn, and returns whether it succeeded.
  private func run(
    _ index: Int, _ session: inout ShrinkSession, _ statistics: inout [PassStatistics]
  ) throws -> Bool {
    session.statistics = statistics[index]
    defer { statistics[index] = session.statistics }
    let before = session.statistics.successes
    try passes[index].run(&session)
    return session.statistics.successes > before
  }
}
