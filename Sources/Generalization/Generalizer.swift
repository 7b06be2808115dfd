package import Exploration
internal import Machine
package import Properties
package import Specification
internal import SymbolicExecution

/// Takes random runs for examples of paths, and judges each path for every input that goes it.
///
/// A run is made again on a symbolic machine, with its own arguments and with what its own environment gave. If that does the
/// same, event by event, the comparisons say which inputs do, too, of runs with the same history: whatever the masks, nodes,
/// protections and rests of the last pages, whichever frames, pointers and nodes are given. Runs that go a path that is known
/// need no second run.
package struct Generalizer: Sendable {
  /// A run to be generalised.
  package struct Case: Sendable {
    /// Its number.
    package var run: Int
    /// What was run.
    package var workload: Workload

    /// A run of a workload.
    package init(run: Int, _ workload: Workload) {
      self.run = run
      self.workload = workload
    }
  }

  /// The paths that are known.
  private var tree = PathTree()
  /// What came of the cases so far.
  package private(set) var result = GeneralizationResult()
  /// Runs that were followed; the path of the others was known by then.
  package private(set) var followed = 0

  /// Events of a run at most.
  private static let mostEvents = 50_000
  /// The work of the solver for one question at most, in its own steps; most take a hundredth.
  package static let usualLimit: UInt32 = 200_000

  private let specification: Specification
  private let profiles: Set<Profile>
  private let family: String
  private let steps: ExploredSteps
  private let run: @Sendable (Workload) -> RunRecord
  private let explorer: PathExplorer
  private let follower: PathFollower
  private let cache: PathCache?
  private let implementation: String
  /// The paths of the cases so far, by number.
  private var met: Set<Int> = []
  /// Paths that a run went and did something else: nothing is known of them.
  private var isContradicted: Set<Int> = []
  /// The first case on each path.
  private var ways: [(example: Example, path: PathExplorer.Path)] = []

  /// A generaliser.
  ///
  /// - Parameters:
  ///   - steps: the implementation.
  ///   - family: whose findings explain violations.
  ///   - profiles: those that it claims.
  ///   - limit: the work of the solver for one question at most, in its own steps.
  ///   - cache: paths that are known, and the implementation's name there; nil for none.
  ///   - run: runs a workload on the implementation.
  package init(
    _ steps: ExploredSteps, family: String, profiles: Set<Profile>, _ specification: Specification,
    limit: UInt32 = Generalizer.usualLimit, cache: (PathCache, implementation: String)? = nil,
    run: @escaping @Sendable (Workload) -> RunRecord
  ) {
    self.steps = steps
    self.family = family
    self.profiles = profiles
    self.specification = specification
    self.cache = cache?.0
    implementation = cache?.implementation ?? family
    self.run = run
    var explorer = PathExplorer()
    explorer.limit = limit
    self.explorer = explorer
    follower = PathFollower(explorer)
  }

  /// A case, and what its run did.
  private struct Example: Sendable {
    var number: Int
    var workload: Workload
    var shape: Geometry
    var history: History
    var log: EventLog
    var inputs: [String: UInt64]
  }

  /// What came of following a run.
  private enum Finding: Sendable {
    case verdicts(PathVerdicts, broken: [GeneralizationResult.Broken])
    case notFollowed(String)
  }

  /// Adds a round of cases, each on the path that it goes.
  ///
  /// - Throws: `SolverError`.
  package mutating func add(_ cases: [Case]) throws { try add(cases.compactMap(example)) }

  private mutating func add(_ examples: [Example]) throws {
    result.cases += examples.count
    let isLong = examples.map { $0.log.events.count > Self.mostEvents }
    let unknown = examples.indices.filter {
      !isLong[$0] && tree.path(of: examples[$0].history, examples[$0].inputs) == nil
    }
    let found = try follow(unknown.map { examples[$0] })
    var reasons: [Int: String] = [:]
    for (place, (path, finding)) in zip(unknown, found) {
      let example = examples[place]
      switch finding {
      case .notFollowed(let reason): reasons[place] = reason
      case .verdicts(let verdicts, let broken):
        followed += 1
        let known = tree.path(of: example.history, example.inputs)
        guard let path, let number = tree.add(path.branches, verdicts, of: example.history),
          verdicts.isProved == tree.paths[number].isProved, known == nil || known == number
        else {
          reasons[place] = "does not do what a run did that went the same way"
          isContradicted.formUnion(known.map { [$0] } ?? [])
          continue
        }
        if known == nil {
          result.broken += broken
          ways.append((example, path))
        }
      }
    }
    for (place, example) in examples.enumerated() {
      note(example, isLong[place] ? "more than \(Self.mostEvents) events" : reasons[place])
    }
  }

  /// Notes a run. One that was not followed is on no path, whatever others showed.
  private mutating func note(_ example: Example, _ reason: String?) {
    let path = tree.path(of: example.history, example.inputs)
    guard reason == nil, let path, !isContradicted.contains(path) else {
      result.notFollowed[reason ?? "is on a path that another run contradicts", default: 0] += 1
      return
    }
    result.note(tree.paths[path], isNew: met.insert(path).inserted)
  }

  /// Looks for paths that no case so far went: those that part from one by a comparison of arguments, early ones first. Each is
  /// run with arguments that the solver says, and added.
  ///
  /// - Parameter most: the comparisons that the solver is asked about at most.
  /// - Returns: the runs.
  /// - Throws: `SolverError`.
  package mutating func turn(most: Int) throws -> [GeneralizationResult.Turned] {
    var asked: Set<Int> = []
    let turns = ways.indices.flatMap { way in
      tree.openTurns(of: ways[way].example.history, ways[way].path.branches)
        .map { (way: way, comparison: $0.comparison, node: $0.node) }
    }.sorted { ($0.comparison, $0.way) < ($1.comparison, $1.way) }
      .filter { asked.insert($0.node).inserted }
    let first = turns.prefix(most)
    // Another follower: which inputs are said may depend on what was asked, and of a path that is known nothing was.
    let answers = try PathFollower(explorer).inputs(
      turningAt: first.map { .init(ways[$0.way].path, $0.comparison) })
    result.turnsLeft += turns.count - first.count
    var runs: [(turned: GeneralizationResult.Turned, example: Example)] = []
    for (turn, answer) in zip(first, answers) {
      let (example, path) = ways[turn.way]
      switch answer {
      case .none: break
      case .unknown: result.turnsLeft += 1
      case .inputs(let inputs):
        let workload = HistoryInputs.workload(example.workload, with: inputs)
        guard let other = self.example(Case(run: example.number, workload)) else { continue }
        let goes =
          other.history == example.history
          && path.branches[..<turn.comparison].allSatisfy { $0.isTrue(for: other.inputs) }
          && !path.branches[turn.comparison].isTrue(for: other.inputs)
        runs.append(
          (
            GeneralizationResult.Turned(
              run: example.number, workload: workload,
              comparison: "\(path.branches[turn.comparison].opposite)", goesThere: goes), other
          ))
      }
    }
    try add(runs.map(\.example))
    return runs.map(\.turned)
  }

  private func example(_ item: Case) -> Example? {
    guard let (history, log) = History.made(by: item.workload, run), let shape = item.workload.shape
    else { return nil }
    return Example(
      number: item.run, workload: item.workload, shape: shape, history: history, log: log,
      inputs: HistoryInputs.of(history, log, on: shape))
  }

  /// What a run on a symbolic machine comes to.
  private struct Outcome {
    var example: Example
    var judgement: ClauseJudgement
    var claims = PathClaims()
    /// Why it is not followed, nil if it is.
    var reason: String?
  }

  private func follow(_ examples: [Example]) throws -> [(path: PathExplorer.Path?, finding: Finding)] {
    let (run, follower, cache, implementation) = (run, follower, cache, implementation)
    let found = try follower.follow(
      examples.map { ("\($0.history.geometry) with \($0.history.ramPages)", $0.inputs) }
    ) { number, recorder in
      outcome(examples[number], recorder)
    } look: { path, outcome, solve -> Finding in
      if path.isCut { return .notFollowed(path.cuts.joined(separator: ", ")) }
      if let reason = outcome.reason { return .notFollowed(reason) }
      let workload = outcome.example.workload
      func replay(_ inputs: [String: UInt64]) -> EventLog {
        History.made(by: HistoryInputs.workload(workload, with: inputs), run)?.1 ?? EventLog()
      }
      let words = ([outcome.example.history.text] + path.branches.map(\.description)).joined(separator: "\n")
      if cache?.isProved(words, of: implementation) == true {
        // What the run itself shows depends on its inputs.
        let notes = try outcome.judgement.violations(on: path, outcome.claims, { _ in .none }, replay)
        return .verdicts(PathVerdicts(notes), broken: [])
      }
      var notes = try outcome.judgement.violations(on: path, outcome.claims, solve, replay)
      if !PathVerdicts(notes).isProved {
        // What is reported depends on the path alone.
        notes = try outcome.judgement.violations(
          on: path, outcome.claims, { try follower.inputs(of: $0, on: path) }, replay)
      }
      let verdicts = PathVerdicts(notes)
      if verdicts.isProved { cache?.add(words, of: implementation) }
      return .verdicts(
        verdicts,
        broken: notes.unexplained.map {
          GeneralizationResult.Broken(
            clause: $0.clause, run: outcome.example.number,
            workload: HistoryInputs.workload(workload, with: $0.inputs))
        })
    }
    return found.map { item in
      guard let path = item.path, let finding = item.finding else {
        return (nil, .notFollowed("its arguments are not those of users"))
      }
      return (path, finding)
    }
  }

  private func outcome(_ example: Example, _ recorder: PathRecorder) -> Outcome {
    switch example.shape.wordBits {
    case 8: outcome(example, recorder, on: UInt8.self)
    case 16: outcome(example, recorder, on: UInt16.self)
    case 32: outcome(example, recorder, on: UInt32.self)
    default: outcome(example, recorder, on: UInt64.self)
    }
  }

  private func outcome<Concrete: ConcreteWord>(
    _ example: Example, _ recorder: PathRecorder, on: Concrete.Type
  ) -> Outcome {
    let judgement = ClauseJudgement(
      specification, profiles: profiles, implementation: family, geometry: example.shape,
      judgesHistory: example.history.isComplete)
    var outcome = Outcome(example: example, judgement: judgement)
    let log: SymbolicLog<Concrete> = example.history.explored(steps, on: example.shape, recorder)
    guard recorder.cut == nil, !recorder.isOutside else { return outcome }
    outcome.reason = Self.difference(of: log.concrete, from: example.log)
    if outcome.reason == nil { outcome.claims = judgement.claims(log, recorder) }
    return outcome
  }

  /// Where a run on a symbolic machine is not what it was on a concrete one, in words; nil if it is.
  private static func difference(of log: EventLog, from expected: EventLog) -> String? {
    if let place = zip(log.events, expected.events).first(where: { $0 != $1 }) {
      return "does something else on a symbolic machine: \(place.0.kind), not \(place.1.kind)"
    }
    guard log.events.count == expected.events.count else {
      return "does \(log.events.count < expected.events.count ? "less" : "more") on a symbolic machine"
    }
    return log.calls == expected.calls ? nil : "makes other calls on a symbolic machine"
  }
}
