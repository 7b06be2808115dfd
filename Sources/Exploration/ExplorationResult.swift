internal import SymbolicExecution

/// What came of a clause on the paths of a scenario.
package struct ClauseVerdict: Encodable, Sendable {
  /// A verdict, to a bound on the pages.
  package enum Verdict: String, Encodable, Sendable {
    /// No inputs break it, and some give it something to say.
    case proved
    /// So it is, but where findings say so, by which it is broken.
    case provedButForFindings = "proved but for findings"
    /// Inputs break it, and no finding explains that.
    case violated
    /// Something is not decided: on a path, or whether there are others.
    case unknown
    /// Nothing gives it anything to say.
    case notExercised = "not exercised"
  }

  /// Its id.
  package var id: String
  /// The verdict.
  package fileprivate(set) var verdict = Verdict.unknown
  /// Paths with inputs that give it something to say.
  package fileprivate(set) var exercised = 0
  /// Paths with inputs that break it and that no finding explains.
  package fileprivate(set) var violated = 0
  /// Paths with inputs that break it and that a finding explains, by the finding.
  package fileprivate(set) var excused: [String: Int] = [:]
  /// Paths on which it is not decided, or causes for which there is no witness, by the reason.
  package fileprivate(set) var unknown: [String: Int] = [:]
  /// Inputs that break it, one where no finding explains that, one for each that does; each was replayed.
  package fileprivate(set) var witnesses: [Witness] = []

  /// Inputs that break a clause.
  package struct Witness: Encodable, Sendable {
    /// The finding that explains that, if one does.
    package var finding: String?
    /// The inputs, by name.
    package var inputs: [String: UInt64]
    /// The input that is as small as was found, if one was asked to be.
    package var smallest: String?
    /// Whether there is no smaller one on the paths that were followed to their end.
    package var isProvedSmallest = false
  }

  init(id: String) { self.id = id }
}

/// What a path shows of the clauses.
package struct PathNotes: Sendable {
  /// What it shows of a clause.
  package enum Note: Hashable, Sendable {
    /// Inputs that go it give the clause something to say.
    case exercised
    /// Inputs that go it break the clause, and no finding explains that.
    case violated
    /// Inputs that go it break the clause, as the finding explains.
    case excused(String)
    /// Whether there are such inputs is not decided, for a reason.
    case unknown(String)
  }

  /// Notes of clauses, by id. Each kind of note is taken once, whatever the calls of the path.
  package private(set) var all: [(clause: String, note: Note)] = []
  /// Whether the path is cut, as in the result.
  var cut: [String: Int] = [:]
  var unfollowed: [String: Int] = [:]
  /// What breaks clauses, for which inputs that go the path, and such inputs.
  var broken: [(cause: PathTally.Cause, formula: PathFormula, inputs: [String: UInt64])] = []
  /// What may break clauses beside that.
  var incomplete: [PathTally.Cause] = []
  private var taken: [String: Set<Note>] = [:]

  /// Inputs that break clauses where no finding explains it; those of a clause once.
  package private(set) var unexplained: [(clause: String, inputs: [String: UInt64])] = []

  mutating func note(violated clause: String, _ inputs: [String: UInt64]) {
    if taken[clause]?.contains(.violated) != true { unexplained.append((clause, inputs)) }
    note(.violated, clause)
  }

  mutating func note(_ note: Note, _ clause: String) {
    if taken[clause, default: []].insert(note).inserted { all.append((clause, note)) }
  }
}

/// What is counted of paths while they are found.
struct PathTally {
  fileprivate private(set) var clauses: [String: ClauseVerdict]
  fileprivate let order: [String]
  fileprivate private(set) var cut: [String: Int] = [:]
  fileprivate private(set) var unfollowed: [String: Int] = [:]

  init(_ ids: [String]) {
    order = ids
    clauses = Dictionary(uniqueKeysWithValues: ids.map { ($0, ClauseVerdict(id: $0)) })
  }

  /// What breaks a clause, where a finding explains it or where none does.
  struct Cause: Hashable {
    var clause: Int
    var finding: String?
  }

  /// The paths on which clauses are broken, in order.
  private(set) var broken:
    [Cause: [(path: PathExplorer.Path, formula: PathFormula, inputs: [String: UInt64])]] =
      [:]
  private(set) var causes: [Cause] = []
  /// Those that there may be more paths of.
  private(set) var incomplete: Set<Cause> = []

  /// Notes that a clause is not decided.
  mutating func addUnknown(_ reason: String, _ clause: String) {
    clauses[clause]?.unknown[reason, default: 0] += 1
  }

  /// Adds inputs that break a clause.
  mutating func add(_ witness: ClauseVerdict.Witness, _ clause: String) {
    clauses[clause]?.witnesses.append(witness)
  }

  /// Counts what one more path shows.
  mutating func add(_ notes: PathNotes, of path: PathExplorer.Path) {
    for (cause, formula, inputs) in notes.broken {
      if broken[cause] == nil { causes.append(cause) }
      broken[cause, default: []].append((path, formula, inputs))
    }
    incomplete.formUnion(notes.incomplete)
    cut.merge(notes.cut, uniquingKeysWith: +)
    unfollowed.merge(notes.unfollowed, uniquingKeysWith: +)
    for (clause, note) in notes.all {
      switch note {
      case .exercised: clauses[clause]?.exercised += 1
      case .violated: clauses[clause]?.violated += 1
      case .excused(let finding): clauses[clause]?.excused[finding, default: 0] += 1
      case .unknown(let reason): clauses[clause]?.unknown[reason, default: 0] += 1
      }
    }
  }
}

/// What came of an exploration.
package struct ExplorationResult: Encodable, Sendable {
  /// Whether every path was found and followed, but for more pages than the bound, and every clause decided on it: else
  /// nothing is proved.
  package var isDecided: Bool
  /// Paths that were followed to their end.
  package var paths: Int
  /// Paths that were not because they are of more pages than the bound, by what they do.
  package var cut: [String: Int]
  /// Paths that were not for another reason.
  package var unfollowed: [String: Int]
  /// Comparisons whose other outcome the solver gave up on.
  package var undecided: [String]
  /// Runs that did not go the way that the solver said.
  package var diverged: [String]
  /// Comparisons whose other outcome was not looked for, as there were enough paths.
  package var left: Int
  /// How often the solver was asked.
  package var queries: Int
  /// How often it was asked for inputs that break a clause and are as small as it gets.
  package var queriesForSmallest: Int
  /// Questions whose answer was known.
  package var recalled: Int
  /// The clauses.
  package var clauses: [ClauseVerdict]

  /// Whether a clause is broken, and no finding explains it.
  package var isViolated: Bool { clauses.contains { $0.verdict == .violated } }

  init(_ exploration: PathExplorer.Exploration, _ tally: PathTally, queriesForSmallest: Int) {
    paths = exploration.paths.count { !$0.isCut }
    cut = tally.cut
    unfollowed = tally.unfollowed
    undecided = exploration.undecided
    diverged = exploration.diverged
    left = exploration.left
    queries = exploration.queries
    self.queriesForSmallest = queriesForSmallest
    recalled = exploration.recalled
    let isComplete =
      paths > 0 && undecided.isEmpty && diverged.isEmpty && unfollowed.isEmpty && left == 0
    clauses = tally.order.compactMap { tally.clauses[$0] }.map { clause in
      var clause = clause
      clause.verdict =
        if clause.violated > 0 {
          .violated
        } else if !clause.unknown.isEmpty {
          .unknown
        } else if clause.exercised == 0 {
          .notExercised
        } else if !isComplete {
          .unknown
        } else { clause.excused.isEmpty ? .proved : .provedButForFindings }
      return clause
    }
    isDecided = isComplete && clauses.allSatisfy(\.unknown.isEmpty)
  }
}
