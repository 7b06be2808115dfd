/// Follows the paths of runs on inputs that are given; others are not looked for.
///
/// As those of an exploration, runs are made on two threads, which learn from each other in rounds: what comes of them does
/// not depend on the threads.
public struct PathFollower: Sendable {
  /// What came of a run.
  public struct Followed<Finding: Sendable>: Sendable {
    /// Its path; nil if something does not hold that is assumed.
    public var path: PathExplorer.Path?
    /// What was found on it.
    public var finding: Finding?
  }

  /// A comparison of a path, by number.
  public struct Turn: Sendable {
    /// The path.
    public var path: PathExplorer.Path
    /// Which of its comparisons.
    public var comparison: Int

    /// A comparison of a path.
    public init(_ path: PathExplorer.Path, _ comparison: Int) {
      self.path = path
      self.comparison = comparison
    }
  }

  private let explorer: PathExplorer
  private let lanes: [QuestionLane]

  /// A follower with the bounds of an explorer on comparisons and on the solver's work.
  public init(_ explorer: PathExplorer = PathExplorer()) {
    self.explorer = explorer
    lanes = QuestionLane.all(limit: explorer.limit)
  }

  /// Makes a round of runs and looks at the path of each.
  ///
  /// - Parameters:
  ///   - starts: the inputs of each run, and in which world they have their names; others are what the run says when it asks
  ///     for them.
  ///   - run: the run of a number; called from any thread.
  ///   - look: is given a path, what its run came to, and whom to ask for inputs that go the path and make a formula true.
  ///     Called from any thread.
  /// - Throws: `SolverError`, or what a run or a look throws.
  public func follow<Output, Finding: Sendable>(
    _ starts: [(world: String, inputs: [String: UInt64])],
    _ run: @Sendable (Int, PathRecorder) throws -> Output,
    look: @Sendable (PathExplorer.Path, Output, (PathFormula) throws -> SolverAnswer) throws -> Finding
  ) throws -> [Followed<Finding>] {
    try QuestionLane.work(lanes, Array(starts.enumerated())) { start, questions in
      let recorder = PathRecorder(
        inputs: start.element.inputs, most: explorer.mostBranches, world: start.element.world)
      let step = try explorer.follow(
        recorder, { try run(start.offset, $0) }, look, &questions)
      return Followed(path: step.exploration.paths.first, finding: step.finding)
    }
  }

  /// Inputs that go the same way as a path up to a comparison, and the other way there: all inputs of the path, changed.
  ///
  /// - Returns: for each turn inputs, or that there are none, which is so too where the comparison is assumed.
  /// - Throws: `SolverError`.
  public func inputs(turningAt turns: [Turn]) throws -> [SolverAnswer] {
    try QuestionLane.work(lanes, turns) { turn, questions in
      let branch = turn.path.branches[turn.comparison]
      guard PathExplorer.isOpen(branch) else { return .none }
      var known = KnownPath(turn.path.uses, in: turn.path.world)
      for earlier in turn.path.branches[..<turn.comparison] { known.add(earlier) }
      var exploration = PathExplorer.Exploration()
      let answer = try questions.answer(
        .comparison(branch.opposite), on: &known, exploration: &exploration)
      guard case .inputs(let model) = answer else { return answer }
      return .inputs(turn.path.inputs.merging(model) { $1 })
    }
  }

  /// Inputs that go a path and make a formula true, whatever was asked before.
  ///
  /// Which inputs a solver says may depend on what it was asked. `look` is told of some: where that is to be said of the path
  /// alone, this says it.
  ///
  /// - Throws: `SolverError`.
  public func inputs(of formula: PathFormula, on path: PathExplorer.Path) throws -> SolverAnswer {
    var questions = QuestionCache(limit: explorer.limit)
    var known = KnownPath(path)
    var exploration = PathExplorer.Exploration()
    let answer = try questions.answer(formula, on: &known, exploration: &exploration)
    guard case .inputs(let model) = answer else { return answer }
    return .inputs(path.inputs.merging(model) { $1 })
  }
}
