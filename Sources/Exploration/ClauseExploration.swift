package import Machine
package import SymbolicExecution

/// Judges an implementation by the clauses on every path of a scenario, up to a number of pages.
///
/// What is random elsewhere is every value here.
package struct ClauseExploration<Concrete: ConcreteWord>: Sendable {
  /// What is explored: calls on a symbolic machine, made of its recorder's inputs; the log of what happened.
  package typealias Scenario = @Sendable (PathRecorder) -> SymbolicLog<Concrete>

  private let judgement: ClauseJudgement
  private let pages: Int
  private let measure: String?
  /// The explorer, with its bounds.
  package var explorer = PathExplorer()

  /// What a run comes to.
  private struct Outcome {
    var claims = PathClaims()
    /// Whether the user asks for no more pages than the bound: of a path that is cut.
    var isSmall = PathFormula.known(true)
  }

  /// An exploration.
  ///
  /// - Parameters:
  ///   - judgement: judges each path.
  ///   - pages: those that a scenario follows at most.
  ///   - measure: the input of 64 bits that is to be as small as it gets in what breaks a clause.
  package init(_ judgement: ClauseJudgement, pages: Int, measure: String? = nil) {
    self.judgement = judgement
    self.pages = pages
    self.measure = measure
  }

  /// Explores a scenario.
  ///
  /// - Parameters:
  ///   - scenario: the calls; called from any thread.
  ///   - replay: the log of the same calls on a concrete machine, for some inputs: what is violated is confirmed there.
  ///   - progress: called with the number of each path.
  /// - Throws: `SolverError`.
  package func explore(
    _ scenario: @escaping Scenario, replay: @Sendable ([String: UInt64]) -> EventLog,
    progress: (Int) -> Void = { _ in }
  ) throws -> ExplorationResult {
    var tally = PathTally(judgement.claimed.map(judgement.id))
    var number = 0
    let exploration = try explorer.explore { recorder -> Outcome in
      let log = scenario(recorder)
      guard recorder.cut == nil, !recorder.isOutside else {
        return Outcome(isSmall: isSmall(log, recorder))
      }
      return Outcome(claims: judgement.claims(log, recorder))
    } look: { path, outcome, solve in
      path.isCut
        ? try notes(ofCut: path, outcome.isSmall, solve)
        : try judgement.notes(on: path, outcome.claims, solve, replay)
    } collect: { path, notes in
      number += 1
      progress(number)
      tally.add(notes, of: path)
    }
    var search = SmallestSearch(explorer)
    for cause in tally.causes { try addWitness(cause, &search, replay, &tally) }
    return ExplorationResult(exploration, tally, queriesForSmallest: search.queries)
  }

  /// Adds inputs that break a clause, the measure as small as it gets; it is replayed.
  private func addWitness(
    _ cause: PathTally.Cause, _ search: inout SmallestSearch, _ replay: ([String: UInt64]) -> EventLog,
    _ tally: inout PathTally
  ) throws {
    let paths = tally.broken[cause] ?? []
    var smallest: SmallestSearch.Smallest?
    if let measure {
      smallest = try search.smallest(measure, bits: Concrete.bits, of: paths.map { ($0.path, $0.formula) })
    }
    // What the concrete machine cannot be made to do is no witness: then another one that was found has to do.
    let found = (smallest.map { [$0.inputs] } ?? []) + paths.prefix(8).map(\.inputs)
    guard let place = found.firstIndex(where: { judgement.breaks(cause.clause, replay($0), cause.finding) })
    else {
      return tally.addUnknown(
        "no inputs that break it do so on the concrete machine", judgement.id(cause.clause))
    }
    tally.add(
      ClauseVerdict.Witness(
        finding: cause.finding, inputs: found[place], smallest: measure,
        isProvedSmallest: place == 0 && smallest?.isProved == true && !tally.incomplete.contains(cause)),
      judgement.id(cause.clause))
  }

  /// A cut is no gap only where the bound is the reason: where no inputs that go the path ask for so few pages.
  private func notes(
    ofCut path: PathExplorer.Path, _ isSmall: PathFormula, _ solve: (PathFormula) throws -> SolverAnswer
  ) throws -> PathNotes {
    var notes = PathNotes()
    let reasons = path.cuts.joined(separator: ", ")
    guard path.isAtBound else {
      notes.unfollowed[reasons, default: 0] += 1
      return notes
    }
    switch try solve(isSmall) {
    case .none: notes.cut[reasons, default: 0] += 1
    case .inputs: notes.unfollowed["\(reasons), though no more are asked for", default: 0] += 1
    case .unknown(let reason):
      notes.unfollowed["\(reasons), and whether more are asked for is not decided: \(reason)", default: 0] +=
        1
    }
    return notes
  }

  /// Whether no allocation asks for more pages than the bound, rounded up: false where rounding would wrap.
  private func isSmall(_ log: SymbolicLog<Concrete>, _ recorder: PathRecorder) -> PathFormula {
    let most = SymbolicWord<UInt64>(constant: UInt64(pages) * judgement.geometry.pageSize)
    let asked = log.calls.dropFirst(judgement.firstCall).filter {
      $0.depth == 0 && $0.arguments.operation == .vmalloc
    }
    return .conjunction(
      asked.map { .less(most, SymbolicWord(widening: $0.arguments.size), on: recorder).negated })
  }
}
