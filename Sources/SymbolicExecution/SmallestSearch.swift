/// Looks for inputs with one of them as small as it gets.
///
/// What it was told by the solver it keeps: on many paths the same is asked for.
public struct SmallestSearch {
  /// Inputs with one of them as small as it gets on some paths.
  public struct Smallest: Sendable {
    /// Inputs that go a path, that one being the smallest.
    public var inputs: [String: UInt64]
    /// Whether there is none with a smaller one: the solver says so.
    public var isProved: Bool
  }

  /// A path, and what is to be true on it.
  public typealias Candidate = (path: PathExplorer.Path, formula: PathFormula)

  private var questions: QuestionCache
  /// Questions asked and recalled.
  private var counts = PathExplorer.Exploration()
  /// What was found before: inputs that go a path may break more than one clause there.
  private var found: [[String: UInt64]] = []

  /// Nothing was asked yet.
  public init(_ explorer: PathExplorer) { questions = QuestionCache(limit: explorer.limit) }

  /// How often it gave up.
  public private(set) var undecided = 0

  /// How often the solver was asked.
  public var queries: Int { counts.queries }

  /// The smallest value of an input of so many bits with which one of some paths is gone and what is asked for is true, found by
  /// halving; nil if there is none.
  ///
  /// Whether a path has a smaller value than those before is one question, which is mostly answered already.
  ///
  /// - Throws: `SolverError`.
  public mutating func smallest(_ name: String, bits: Int = 64, of candidates: [Candidate]) throws
    -> Smallest?
  {
    var best = found.filter { inputs in
      candidates.contains { candidate in
        candidate.formula.isTrue(for: inputs) && candidate.path.branches.allSatisfy { $0.isTrue(for: inputs) }
      }
    }.min { ($0[name] ?? 0) < ($1[name] ?? 0) }
    var isProved = true
    var common = KnownPath(
      Self.common(candidates.map(\.path)), InputUses(), in: candidates.first?.path.world ?? "")
    // Where least happens there is most to gain: what comes later has nothing smaller then.
    for candidate in candidates.sorted(by: { $0.path.branches.count < $1.path.branches.count }) {
      // What all paths have in common may be enough to say that none has a smaller one: then that is known of each.
      if let best { _ = try find(name, bits, below: best[name] ?? 0, candidate, &common) }
      var known = KnownPath(candidate.path)
      isProved = try improve(&best, name, bits, candidate, &known) && isProved
    }
    if let best { found.append(best) }
    return best.map { Smallest(inputs: $0, isProved: isProved) }
  }

  /// The comparisons that are on all paths, in their order on the first one.
  private static func common(_ paths: [PathExplorer.Path]) -> [Branch] {
    guard let first = paths.first else { return [] }
    let common = paths.dropFirst().reduce(Set(first.branches)) { $0.intersection($1.branches) }
    return first.branches.filter(common.contains)
  }

  /// Makes a value smaller where a path has a smaller one; whether none that is left out is smaller still.
  private mutating func improve(
    _ best: inout [String: UInt64]?, _ name: String, _ bits: Int, _ candidate: Candidate,
    _ known: inout KnownPath
  ) throws -> Bool {
    // Where it is not asked for it may have any value.
    switch try find(name, bits, below: best.map { $0[name] ?? 0 }, candidate, &known) {
    case .none: return true
    case .unknown: return false
    case .inputs(let inputs): best = inputs
    }
    // No value below this one goes the path.
    var least: UInt64 = 0
    while let value = best?[name], least < value {
      let middle = least + (value - least) / 2
      switch try find(name, bits, below: middle + 1, candidate, &known) {
      case .none: least = middle + 1
      case .unknown: return false
      case .inputs(let inputs): best = inputs
      }
    }
    return true
  }

  private mutating func find(
    _ name: String, _ bits: Int, below bound: UInt64?, _ candidate: Candidate, _ known: inout KnownPath
  ) throws -> SolverAnswer {
    let input = SymbolicTerm.input(name, bits: bits)
    let isBelow = bound.map { bound in
      PathFormula.comparison(
        Branch(relation: .less, first: input, second: .constant(bound, bits: bits), holds: true))
    }
    let formula = PathFormula.conjunction([candidate.formula] + (isBelow.map { [$0] } ?? []))
    let answer = try questions.answer(formula, on: &known, exploration: &counts)
    if case .unknown = answer { undecided += 1 }
    guard case .inputs(let model) = answer else { return answer }
    return .inputs(candidate.path.inputs.merging(model) { $1 })
  }
}
