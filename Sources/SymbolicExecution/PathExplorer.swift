internal import SMT

/// Finds the ways that a run can go, an input for each.
///
/// A run notes its comparisons (`PathRecorder`). For each of them the solver is asked for inputs that go the same way up to
/// it and the other way there; a run on those comes by comparisons of its own. Every path is found once, deepest branches
/// of a round first (P. Godefroid, N. Klarlund, K. Sen, https://doi.org/10.1145/1065010.1065036). A path is for all inputs
/// that make its comparisons come out as they did; nothing else of a run may depend on inputs.
public struct PathExplorer: Sendable {
  /// A way that a run went.
  public struct Path: Sendable {
    /// Inputs that go it, by name, those among them that the run asked for.
    public var inputs: [String: UInt64]
    /// Its comparisons, in order.
    public var branches: [Branch]
    /// When inputs were in use that differ by that.
    let uses: InputUses
    /// Where its inputs are told apart by their names.
    let world: String
    /// Why it is not known for all inputs that make its comparisons come out so: there were more than the bound, a word was
    /// given up to the concrete world, or the run was not followed to its end. Empty if it is.
    public var cuts: [String]

    /// Whether the bound on loops is the only reason in `cuts`.
    public var isAtBound: Bool

    /// Whether it is only a part of a path.
    public var isCut: Bool { !cuts.isEmpty }
  }

  /// What was found.
  public struct Exploration: Sendable {
    /// The paths, in the order in which they were found.
    public var paths: [Path] = []
    /// Comparisons whose other outcome the solver gave up on, with its reason, or that were not made: paths may be missing.
    public var undecided: [String] = []
    /// Runs that did not go the way that the solver said: something beside comparisons depends on inputs.
    public var diverged: [String] = []
    /// Comparisons whose other outcome was not looked for, as there were enough paths.
    public var left = 0
    /// Runs on inputs for which something did not hold that is assumed.
    public var outside = 0
    /// How often the solver was asked.
    public var queries = 0
    /// Questions whose answer was known: one about the same inputs had been asked.
    public var recalled = 0

    /// Adds what came of a part of it.
    mutating func add(_ part: Exploration) {
      paths += part.paths
      undecided += part.undecided
      diverged += part.diverged
      left += part.left
      outside += part.outside
      queries += part.queries
      recalled += part.recalled
    }

    /// Whether all inputs that are assumed go one of the paths, none of which is cut.
    public var isComplete: Bool {
      undecided.isEmpty && diverged.isEmpty && left == 0 && !paths.contains(where: \.isCut)
    }
  }

  /// The comparisons of a run at most.
  public var mostBranches = 10_000
  /// The paths at most.
  public var mostPaths = 100_000
  /// The work of the solver for one question, in its own steps.
  public var limit: UInt32 = 5_000_000

  /// Runs that are made before what they found is put together.
  private static let round = 64

  /// An explorer.
  public init() {}

  /// Inputs to run on, and how their run is known to begin.
  struct Start: Sendable {
    var inputs: [String: UInt64]
    /// The comparisons, the last one the other way than in the run that it was found in.
    var branches: ArraySlice<Branch> = []
  }

  /// What came of a run: what it adds to an exploration, and inputs to run on.
  struct Step<Finding: Sendable>: Sendable {
    var exploration = Exploration()
    var finding: Finding?
    var open: [Start] = []
  }

  /// Explores a run, which is made of its inputs alone: on the same ones it compares the same.
  ///
  /// - Parameters:
  ///   - first: the inputs to begin with; others are what the run says when it asks for them.
  ///   - run: a run; called from any thread.
  /// - Throws: `SolverError`, or what a run throws.
  public func explore(
    from first: [String: UInt64] = [:], _ run: @Sendable (PathRecorder) throws -> Void
  ) throws -> Exploration {
    try explore(from: first, run, look: { _, _, _ in }, collect: { _, _ in })
  }

  /// Explores a run, and looks at each path that is found.
  ///
  /// Runs are made on two threads, in rounds, after each of which they learn what the other has been told by the solver: so
  /// what comes of an exploration, and in which order, does not depend on the threads.
  ///
  /// - Parameters:
  ///   - first: the inputs to begin with; others are what the run says when it asks for them.
  ///   - run: a run; called from any thread.
  ///   - look: is given each path, what its run came to, and whom to ask for inputs that go it and make a formula true;
  ///     what is known already costs nothing. Called from any thread.
  ///   - collect: is given each path and what was found by looking, in the order of the paths.
  /// - Throws: `SolverError`, or what a run or a look throws.
  public func explore<Output, Finding: Sendable>(
    from first: [String: UInt64] = [:], _ run: @Sendable (PathRecorder) throws -> Output,
    look: @Sendable (Path, Output, (PathFormula) throws -> SolverAnswer) throws -> Finding,
    collect: (Path, Finding) -> Void
  ) throws -> Exploration {
    var exploration = Exploration()
    let lanes = QuestionLane.all(limit: limit)
    var open = [Start(inputs: first)]
    while !open.isEmpty {
      let count = min(open.count, Self.round, mostPaths - exploration.paths.count)
      guard count > 0 else {
        exploration.left = open.count
        break
      }
      let round = Array(open.suffix(count).reversed())
      open.removeLast(count)
      let steps = try QuestionLane.work(lanes, round) { start, questions in
        try step(start, run, look, &questions)
      }
      for step in steps {
        if let path = step.exploration.paths.first, let finding = step.finding { collect(path, finding) }
        exploration.add(step.exploration)
      }
      open += steps.reversed().flatMap(\.open)
    }
    return exploration
  }

  /// Makes a run and looks at its path, then for others.
  private func step<Output, Finding>(
    _ start: Start, _ run: (PathRecorder) throws -> Output,
    _ look: (Path, Output, (PathFormula) throws -> SolverAnswer) throws -> Finding,
    _ questions: inout QuestionCache
  ) throws -> Step<Finding> {
    let recorder = PathRecorder(inputs: start.inputs, most: mostBranches)
    var step = try follow(recorder, as: start.branches, run, look, &questions)
    if step.exploration.diverged.isEmpty {
      step.open = try others(
        of: recorder.branches, recorder, known: start.branches.count, &questions, &step.exploration)
    }
    return step
  }

  /// Makes a run, which is known to begin with some comparisons, and looks at its path.
  func follow<Output, Finding>(
    _ recorder: PathRecorder, as expected: ArraySlice<Branch> = [], _ run: (PathRecorder) throws -> Output,
    _ look: (Path, Output, (PathFormula) throws -> SolverAnswer) throws -> Finding,
    _ questions: inout QuestionCache
  ) throws -> Step<Finding> {
    var step = Step<Finding>()
    let output = try recorder.recording { try run(recorder) }
    let branches = recorder.branches
    guard Self.begins(branches, with: expected) else {
      step.exploration.diverged.append(Self.divergence(of: branches, from: expected))
      return step
    }
    let cuts = Self.cuts(recorder, branches)
    guard !recorder.isOutside else {
      step.exploration.outside += 1
      // What lies behind the cut may be inside.
      step.exploration.undecided += cuts.map { "a run outside of what is assumed is cut: \($0)" }
      return step
    }
    let path = Path(
      inputs: recorder.inputs, branches: branches, uses: recorder.uses, world: recorder.world, cuts: cuts,
      isAtBound: recorder.isAtBound && cuts.count == 1)
    step.exploration.paths.append(path)
    var known = KnownPath(path)
    step.finding = try look(path, output) { formula in
      if formula.isTrue(for: path.inputs) { return .inputs(path.inputs) }
      let answer = try questions.answer(formula, on: &known, exploration: &step.exploration)
      guard case .inputs(let model) = answer else { return answer }
      return .inputs(path.inputs.merging(model) { $1 })
    }
    return step
  }

  /// Whether a run made some comparisons first, with those outcomes. By hashes: terms are large.
  private static func begins(_ branches: [Branch], with expected: ArraySlice<Branch>) -> Bool {
    branches.count >= expected.count
      && zip(branches, expected).allSatisfy {
        $0.holds == $1.holds && $0.relation == $1.relation && $0.first.hash == $1.first.hash
          && $0.second.hash == $1.second.hash
      }
  }

  /// Where a run did not go the way that it was known to, in words.
  private static func divergence(of branches: [Branch], from expected: ArraySlice<Branch>) -> String {
    let place = zip(branches, expected).prefix { begins([$0], with: [$1]) }.count
    guard place < branches.count, place < expected.count else {
      return "\(branches.count) comparisons, not the \(expected.count) that were expected"
    }
    return "comparison \(place + 1) is \(branches[place]), not \(expected[expected.startIndex + place])"
  }

  private static func cuts(_ recorder: PathRecorder, _ branches: [Branch]) -> [String] {
    (recorder.cut.map { [$0] } ?? [])
      + branches.filter { $0.relation == .isValue }.map { "a value is given up: \($0.reason ?? "")" }
  }

  /// Inputs that go the other way at one of the comparisons that were not looked at yet, those of the first comparison
  /// first.
  private func others(
    of branches: [Branch], _ recorder: PathRecorder, known count: Int, _ questions: inout QuestionCache,
    _ exploration: inout Exploration
  ) throws -> [Start] {
    let inputs = recorder.inputs
    var known = KnownPath(recorder.uses, in: recorder.world)
    var found: [Start] = []
    for (number, branch) in branches.enumerated() {
      if number >= count, Self.isOpen(branch) {
        let other = branch.opposite
        switch try questions.answer(.comparison(other), on: &known, exploration: &exploration) {
        case .inputs(let model):
          found.append(
            Start(inputs: inputs.merging(model) { $1 }, branches: branches[..<number] + [other]))
        case .none: break
        case .unknown(let reason): exploration.undecided.append("comparison \(number + 1): \(reason)")
        }
      }
      known.add(branch)
      // Behind what is assumed and does not hold there is nothing to be found.
      if let assumed = branch.assumed, assumed != branch.holds { break }
    }
    return found
  }

  /// Whether the other outcome of a comparison is looked for: not if it is assumed not to come, nor if a word was given up to
  /// the concrete world, which could have any value: that is told, not explored.
  static func isOpen(_ branch: Branch) -> Bool {
    branch.relation != .isValue && branch.assumed != branch.holds
  }
}

extension PathExplorer {
  /// A solver of so much work at most.
  static func solver(_ context: Context, limit: UInt32) throws -> Solver {
    try Solver(
      context, SolverConfiguration(engine: .logic("QF_BV"), resourceLimit: ResourceLimit(steps: limit)))
  }
}
