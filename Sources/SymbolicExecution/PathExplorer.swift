internal import SMT

/// Finds the ways that a run can go, an input for each.
///
/// A run notes its comparisons (`PathRecorder`). For each of them the solver is asked for inputs that go the same way up to
/// it and the other way there; a run on those comes by comparisons of its own. Every path is found once, deepest branches
/// first (P. Godefroid, N. Klarlund, K. Sen, https://doi.org/10.1145/1065010.1065036). A path is for all inputs that make
/// its comparisons come out as they did; nothing else of a run may depend on inputs.
public struct PathExplorer: Sendable {
  /// An input: a word of so many bits.
  public struct Input: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its bits.
    public var bits: Int

    /// An input.
    public init(_ name: String, bits: Int) {
      self.name = name
      self.bits = bits
    }
  }

  /// A way that a run went.
  public struct Path: Sendable {
    /// Inputs that go it, by name.
    public var inputs: [String: UInt64]
    /// Its comparisons, in order.
    public var branches: [Branch]
    /// Whether the run made more comparisons than the bound, or gave a word up to the concrete world: then it is not known
    /// for all inputs that make its comparisons come out so.
    public var isCut: Bool
  }

  /// What was found.
  public struct Exploration: Sendable {
    /// The paths, in the order in which they were found.
    public var paths: [Path] = []
    /// Comparisons whose other outcome the solver gave up on, with its reason: paths may be missing.
    public var undecided: [String] = []
    /// Comparisons whose other outcome was not looked for, as there were enough paths.
    public var left = 0
    /// How often the solver was asked.
    public var queries = 0

    /// Whether all inputs go one of the paths, none of which is cut.
    public var isComplete: Bool { undecided.isEmpty && left == 0 && !paths.contains(where: \.isCut) }
  }

  /// The inputs.
  public var inputs: [Input]
  /// The comparisons of a run at most.
  public var mostBranches = 10_000
  /// The paths at most.
  public var mostPaths = 100_000
  /// The work of the solver for one question, in its own steps.
  public var limit: UInt32 = 5_000_000

  /// An explorer.
  public init(inputs: [Input]) { self.inputs = inputs }

  /// Inputs to run on, and how many of the comparisons that come are known to have been looked at.
  private struct Start {
    var inputs: [String: UInt64]
    var known: Int
  }

  /// Explores a run, which is made of its inputs alone: on the same ones it compares the same.
  ///
  /// - Parameters:
  ///   - first: the inputs to begin with, 0 where none is named.
  ///   - run: a run; it is called on the thread that this is.
  /// - Throws: `SolverError`, or what a run throws.
  public func explore(from first: [String: UInt64] = [:], _ run: ([String: UInt64]) throws -> Void) throws
    -> Exploration
  {
    var exploration = Exploration()
    let zeros = Dictionary(uniqueKeysWithValues: inputs.map { ($0.name, UInt64(0)) })
    var open = [Start(inputs: zeros.merging(first) { $1 }, known: 0)]
    while let start = open.popLast() {
      guard exploration.paths.count < mostPaths else {
        exploration.left += 1
        continue
      }
      let recorder = PathRecorder(most: mostBranches)
      try recorder.recording { try run(start.inputs) }
      let branches = recorder.branches
      exploration.paths.append(
        Path(
          inputs: start.inputs, branches: branches,
          isCut: recorder.isFull || branches.contains { $0.relation == .isValue }))
      open += try others(of: branches, start, &exploration)
    }
    return exploration
  }

  /// Inputs that go the other way at one of the comparisons that were not looked at yet, those of the first comparison
  /// first.
  private func others(of branches: [Branch], _ start: Start, _ exploration: inout Exploration) throws
    -> [Start]
  {
    let context = try Context()
    let solver = try Solver(
      context, SolverConfiguration(engine: .incremental, resourceLimit: ResourceLimit(steps: limit)))
    var writer = TermWriter(context)
    var found: [Start] = []
    for (number, branch) in branches.enumerated() {
      // A word given up to the concrete world could have any value: that is told, not explored.
      if number >= start.known, branch.relation != .isValue {
        var other = branch
        other.holds.toggle()
        try solver.push()
        try solver.assert(writer.formula(other))
        exploration.queries += 1
        switch try solver.check() {
        case .satisfiable:
          let model = try solver.model()
          var inputs = start.inputs
          for (name, term) in writer.inputs { inputs[name] = try model.value(of: term) }
          found.append(Start(inputs: inputs, known: number + 1))
        case .unsatisfiable: break
        case .unknown(let reason): exploration.undecided.append("comparison \(number + 1): \(reason)")
        }
        try solver.pop()
      }
      try solver.assert(writer.formula(branch))
    }
    return found
  }
}
