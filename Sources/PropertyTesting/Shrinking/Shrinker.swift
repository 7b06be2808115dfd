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
/// a proof that nothing smaller fails; a search through everything smaller is, where it comes to its end within
/// `proofBudget`. Every step down is a step down in a well-founded order, so the shrink
/// terminates even without a budget.
///
/// The same recording, judge and passes give the same result: nothing here is random.
public struct Shrinker: Sendable {
  /// The most candidates that are replayed.
  public var budget: Int
  /// The most choices of a candidate.
  public var choiceLimit: Int
  /// The most replays of the search through everything smaller, once the passes are done; 0 for none.
  public var proofBudget: Int
  /// The passes, in order.
  public var passes: [ShrinkPass]
  /// Whether each step down is reported.
  public var keepsLog = false

  /// A shrinker.
  ///
  /// - Parameters:
  ///   - budget: the most candidates that are replayed.
  ///   - choiceLimit: the most choices of a candidate.
  ///   - proofBudget: the most replays of the search through everything smaller.
  ///   - passes: the passes, in order.
  public init(
    budget: Int = 20_000, choiceLimit: Int = ChoiceSource.defaultChoiceLimit, proofBudget: Int = 0,
    passes: [ShrinkPass] = ShrinkPass.all
  ) {
    self.budget = budget
    self.choiceLimit = choiceLimit
    self.proofBudget = proofBudget
    self.passes = passes
  }

  /// Shrinks a recording.
  ///
  /// - Parameters:
  ///   - recording: what the generator of a failing value drew.
  ///   - judge: builds a value from the source and tries it. It has to depend on the choices alone.
  /// - Returns: the smallest recording found, with statistics.
  /// - Throws: what `judge` throws; what was found until then is lost.
  public func shrink(_ recording: Recording, while judge: (inout ChoiceSource) throws -> Trial) throws
    -> ShrinkReport
  {
    try withoutActuallyEscaping(judge) { judge in
      var statistics = passes.map { PassStatistics(name: $0.name) }
      var session = ShrinkSession(recording, budget: budget, choiceLimit: choiceLimit, judge: judge)
      session.keepsLog = keepsLog
      var ending = ShrinkReport.Ending.fixpoint
      var search = SmallerSearch(budget: proofBudget)
      do {
        try reachFixpoint(&session, &statistics)
        // What the search finds is shrunk again: it may not be the smallest either.
        smaller: while proofBudget > 0 {
          switch try search.search(below: session.best, judge) {
          case .proved:
            ending = .smallest
            break smaller
          case .unknown: break smaller
          case .found(let recording):
            session.accept(recording)
            try reachFixpoint(&session, &statistics)
          }
        }
      } catch is ShrinkSession.BudgetExhausted {
        ending = .budget
      }
      return ShrinkReport(
        smallest: session.best, evaluations: session.evaluations, overruns: session.overruns,
        repetitions: session.repetitions, enumerated: search.replays, cacheHits: session.cacheHits,
        passes: statistics, ending: ending,
        log: session.log)
    }
  }

  private func reachFixpoint(
    _ session: inout ShrinkSession, _ statistics: inout [PassStatistics]
  ) throws {
    let quick = passes.indices.filter { passes[$0].tier == .quick }
    var thorough = passes.indices.filter { passes[$0].tier == .thorough }
    var isImproved = true
    while isImproved {
      isImproved = false
      let count = session.sequence.count
      for index in quick where try run(index, &session, &statistics) {
        isImproved = true
      }
      guard session.sequence.count == count else { continue }
      if let place = try thorough.firstIndex(where: { try run($0, &session, &statistics) }) {
        isImproved = true
        // What helped once helps again, mostly.
        thorough.insert(thorough.remove(at: place), at: 0)
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
