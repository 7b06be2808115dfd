public import Properties

/// The canonical result of a verification; everything that is shown is rendered from it.
///
/// `core` depends on the seed, the runs, the specification and the code alone: the same twice, byte for
/// byte. What differs from run to run stands in `about`. Encoded, the fields of the core and `about` are
/// side by side.
public struct Report: Codable, Sendable {
  /// What was found out.
  public var core: Core
  /// When, where and how long.
  public var about: About

  /// A report.
  public init(core: Core, about: About) {
    self.core = core
    self.about = about
  }

  private enum CodingKeys: CodingKey { case about }

  /// Reads the fields of the core, and `about` beside them.
  public init(from decoder: any Decoder) throws {
    core = try Core(from: decoder)
    about = try decoder.container(keyedBy: CodingKeys.self).decode(About.self, forKey: .about)
  }

  /// Writes the fields of the core, and `about` beside them.
  public func encode(to encoder: any Encoder) throws {
    try core.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(about, forKey: .about)
  }

  /// The reproducible part.
  public struct Core: Codable, Sendable {
    /// The version of this format.
    public var schema = 1
    /// `conforms`, `violated` or `unknown`.
    public var verdict: String
    /// False if the verification was interrupted: then nothing beyond what it lists was looked at.
    public var isComplete: Bool
    /// Where the random numbers began.
    public var seed: String
    /// Runs asked for, per implementation.
    public var runs: Int
    /// The solver.
    public var solver: Solver
    /// The implementations that were judged.
    public var implementations: [ImplementationEntry]
    /// The declared deviations.
    public var findings: [FindingEntry]
    /// Every clause.
    public var clauses: [ClauseEntry]
    /// What was proved of the transition system; nil if nothing was asked for.
    public var model: Model?
    /// What was proved of the code of implementations: that it does what the transition system does; nil if nothing was asked
    /// for.
    public var code: [CodeProof]?
    /// The recordings that were judged.
    public var recordings: [RecordingEntry]
  }

  /// The solver that was used, and on what part of the runs.
  public struct Solver: Codable, Sendable {
    /// Its name.
    public var name: String
    /// Its version.
    public var version: String
    /// Every how many-th run it judged the heart clauses on; 0 for none.
    public var stride: Int
    /// Reasons why it gave up.
    public var unknownReasons: [String]
  }

  /// An implementation, and what its runs came to.
  public struct ImplementationEntry: Codable, Sendable {
    /// Its name.
    public var name: String
    /// The profiles it claims.
    public var profiles: [String]
    /// Runs judged.
    public var runs: Int
    /// Runs that ended in a halt.
    public var halted: Int
    /// Calls, nested ones included.
    public var calls: Int
    /// Events.
    public var events: Int
    /// Observations that were derived a second time, from the raw events.
    public var observationsCompared: Int
    /// Those on which the two derivations differ: then no verdict can be trusted.
    public var observationsDiffering: Int
    /// What the runs reached, and how often.
    public var coverage: [String: Int]
    /// The same histories beside the reference; nil for the reference and for what cannot be compared with it.
    public var refinement: RefinementCampaign.Result?
    /// What was shown of the paths of some runs; nil if none was looked at.
    public var paths: Paths?
  }

  /// What was shown of the paths of some random runs, for every input that goes them: the rest of the last page, mask, node and
  /// protection of each allocation, frames, pointers and nodes that are given. What is fixed is the history: the calls, their
  /// pages, alignments and flags, what was refused, and where something was given that had been given back. Of a history that is
  /// made twice it is the first time.
  public struct Paths: Codable, Sendable {
    /// Runs that were looked at.
    public var cases: Int
    /// The paths that they went.
    public var paths: Int
    /// Those on which no input breaks a clause, but where findings say so.
    public var proved: Int
    /// Runs that went one of those.
    public var casesOnProved: Int
    /// Runs whose path was not followed, by the reason.
    public var notFollowed: [String: Int]
    /// Why clauses are not decided on some paths, with their number.
    public var undecided: [String: Int]
    /// Paths that no run went, each with one that goes there.
    public var unmet: [UnmetPath]
    /// Paths that those went, on which no input breaks a clause, but where findings say so.
    public var unmetProved: Int
    /// Other paths that those went.
    public var unmetNotProved: Int
    /// Runs of these whose path was not followed.
    public var unmetNotFollowed: Int
    /// Comparisons whose other outcome was not looked for, or not decided.
    public var unmetLeft: Int
  }

  /// A path that no random run went: it parts from that of one by a comparison of arguments.
  public struct UnmetPath: Codable, Sendable {
    /// The run.
    public var run: Int
    /// The comparison, with the outcome that no run has had there; arguments are named by the number of the allocation.
    public var comparison: String
    /// The run with other arguments, which was judged like any other.
    public var workload: Workload
    /// Whether that goes there; if not, what its environment gave it led it elsewhere.
    public var isMet: Bool
  }

  /// A declared deviation.
  public struct FindingEntry: Codable, Sendable {
    /// Its id.
    public var id: String
    /// One sentence.
    public var title: String
    /// The clauses it breaks.
    public var clauses: [String]
    /// Where it shows.
    public var domain: String
    /// The implementation.
    public var implementation: String
    /// The run that shows it.
    public var witness: String
    /// What became of it.
    public var state: FindingState
    /// If stale, the clauses it should break and no longer does; if undeclared, those that it breaks.
    public var clausesAtFault: [String]
    /// Violations of random runs that it explains.
    public var explained: Int
  }

  /// Whether an implementation has a finding as it is declared.
  public enum FindingState: String, Codable, Sendable {
    /// It has it: the witness breaks every one of the clauses.
    case shown
    /// It is declared to have it, but the witness no longer breaks one of the clauses.
    case stale
    /// It is not declared to have it, and the witnesses, one of which at least ran to its end, break none of the
    /// clauses that it claims.
    case absent
    /// It is not declared to have it, but no witness ran to its end: nothing is known.
    case unknown
    /// It is not declared to have it, but the witness breaks one of the clauses.
    case undeclared

    /// Whether it makes a run fail.
    public var isFailure: Bool { self == .stale || self == .undeclared }
  }

  /// A clause, and what is known of it for each implementation and recording.
  public struct ClauseEntry: Codable, Sendable {
    /// Its id.
    public var id: String
    /// One sentence.
    public var title: String
    /// Its profiles.
    public var profiles: [String]
    /// The statement of the seed it comes from.
    public var source: String
    /// Where findings declare it broken, by the words of the findings; empty for nowhere.
    public var domain: String
    /// Whether it is the environment's promise.
    public var isAssumption: Bool
    /// What is proved of it for the transition system; nil if no obligation is of it, or none was proved at all.
    public var model: ModelEvidence?
    /// For each implementation that claims it.
    public var implementations: [Evidence]
    /// For each recording.
    public var recordings: [Evidence]
  }

  /// The obligations of the transition system, and what became of them.
  public struct Model: Codable, Sendable {
    /// Who proved them.
    public var solver: String
    /// How many there are.
    public var obligations: Int
    /// How many of them were proved.
    public var proved: Int
    /// The others, each with the reason.
    public var unproved: [String]
    /// Whether a solver only gave up or failed where something is not proved.
    public var isUndecided: Bool
    /// Files that are not what the system says.
    public var differences: [String]
    /// What all proofs assume.
    public var assumptions: [String]

    /// Whether everything was proved, of the system as it is.
    public var isProved: Bool { unproved.isEmpty && differences.isEmpty }
  }

  /// Whether the code of an implementation does what the transition system does, whatever the number of pages.
  public struct CodeProof: Codable, Sendable {
    /// The implementation, by name.
    public var implementation: String
    /// The paths between the heads of its loops.
    public var paths: Int
    /// What had to be shown on them.
    public var obligations: Int
    /// How much of that was.
    public var proved: Int
    /// Why it is not proved; empty if it is.
    public var reasons: [String]
    /// Clauses that are proved of the system and not of it: about what it does otherwise, or before it has a range.
    public var leftOut: [String]

    /// Whether each step of the code is one of the system.
    public var isProved: Bool { reasons.isEmpty && obligations > 0 && proved == obligations }
  }

  /// What the transition system has to do with a clause: nothing that an implementation could borrow.
  public struct ModelEvidence: Codable, Sendable {
    /// `proved (model)` or `not proved`.
    public var verdict: String
    /// The obligations that state it.
    public var obligations: [String]
    /// The invariants that they use.
    public var invariants: [String]
    /// What they say of the system's constants: with `slab-seed` it is proved of implementations only whose largest page array in
    /// the slab is a page.
    public var axioms: [String]
    /// The obligations that show those invariants.
    public var restsOn: Int
    /// Why it is not proved; nil if it is.
    public var reason: String?

    init(obligations: [String], invariants: [String], axioms: [String], restsOn: Int, reason: String?) {
      self.obligations = obligations
      self.invariants = invariants
      self.axioms = axioms
      self.restsOn = restsOn
      self.reason = reason
      verdict = reason == nil ? "proved (model)" : "not proved"
    }
  }

  /// What is known of a clause for one implementation or recording.
  public struct Evidence: Codable, Sendable {
    /// Of which.
    public var name: String
    /// What is known.
    public var verdict: Verdict
    /// Runs that were made of an implementation.
    public var runs: Int?
    /// Observations judged.
    public var judged: Int
    /// Those that gave the clause something to say.
    public var exercised: Int
    /// Violations that findings explain, by finding.
    public var excused: [String: Int]?
    /// Observations that the solver decided as well, in agreement.
    public var solverDecided: Int?
    /// Observations on which the solver and the compiled clause disagree.
    public var solverDisagreeing: Int?
    /// Observations on which the solver gave up.
    public var solverUnknown: Int?
    /// Observations of the sample that were too large to ask the solver about.
    public var solverLeftOut: Int?
    /// Whether it is proved of the implementation whatever the number of pages: of the transition system, which its code
    /// follows; nil if that was not asked for, or if no obligation is of the clause.
    public var isProved: Bool?
    /// Paths of random runs with inputs that give it something to say, on which no input breaks it, but where findings say so; nil
    /// if none was looked at.
    public var provedPaths: Int?
    /// What the runs showed of its conditions; nil of recordings.
    public var conditions: Conditions?
    /// Why, where the verdict needs it.
    public var reason: String?
    /// The counterexample, a path beside the report.
    public var counterexample: String?
    /// Where in the recording it is broken.
    public var lines: [Int]?
  }

  /// The conditions of a clause in the runs of an implementation, as modified condition/decision coverage has them
  /// (J. J. Chilenski, S. P. Miller, https://doi.org/10.1049/sej.1994.0025): of what always holds, the half that runs can show.
  public struct Conditions: Codable, Sendable {
    /// How many there are.
    public var count: Int
    /// Those that were decisive: the clause held, and would have been broken if that condition alone had been otherwise.
    public var decisive: Int
    /// The others.
    public var open: [OpenCondition]
  }

  /// A condition that was not decisive in any run.
  public struct OpenCondition: Codable, Sendable {
    /// The condition, in SMT-LIB.
    public var condition: String
    /// What it was: `true`, `false`, `both`, or `never`: no run had it to be judged.
    public var was: String
  }

  /// A recording, and what it holds.
  public struct RecordingEntry: Codable, Sendable {
    /// Its file name, with as much of its path as tells it from the others.
    public var name: String
    /// `conforms` or `violated`.
    public var verdict: String
    /// Areas, page arrays apart.
    public var areas: Int
    /// Those of which it shows every page, or every one obtained before a failure; of the others it shows less.
    public var areasInFull: Int
    /// Page arrays that are areas.
    public var nestedArrays: Int
    /// Pages obtained.
    public var pages: Int
    /// Translations read back.
    public var translations: Int
    /// Areas released.
    public var releases: Int
    /// Pages given back.
    public var pagesReleased: Int
    /// Allocations that stopped early.
    public var partialFailures: [PartialFailure]
    /// Reservations that found no room: nothing is judged of them.
    public var refused: Int
    /// Frees, outside of any release, of pages that an area held.
    public var strayFrees: Int
    /// Lines set aside, by reason.
    public var unattributed: [String: Int]
  }

  /// An allocation that stopped after `obtained` of `needed` pages.
  public struct PartialFailure: Codable, Sendable {
    /// The pages it had.
    public var obtained: Int
    /// The pages it would have needed.
    public var needed: Int
    /// The pages it gave back.
    public var released: Int
    /// Its line.
    public var line: Int
  }

  /// What differs from run to run.
  public struct About: Codable, Sendable {
    /// The version of this program.
    public var tool: String
    /// When it began, in ISO 8601.
    public var started: String
    /// Seconds it took.
    public var seconds: Double
    /// Processors.
    public var processors: Int
    /// The command.
    public var command: [String]
    /// Paths that were known to be proved, from a file; nil if there was none.
    public var pathsKnown: Int?
    /// Paths that were proved and added to it.
    public var pathsAdded: Int?

    /// What differs from run to run.
    public init(started: String, seconds: Double, processors: Int, command: [String]) {
      tool = Version.current
      self.started = started
      self.seconds = seconds
      self.processors = processors
      self.command = command
    }
  }
}

/// The version of this program.
public enum Version {
  /// Semantic.
  public static let current = "0.1.0"
}
