internal import SymbolicExecution

/// Paths of histories, as trees of their comparisons, and what each path shows.
///
/// What a run on some inputs would do is found by making the comparisons of the tree, without a run: one that makes the same
/// calls, is refused the same requests and compares alike goes the same path.
struct PathTree: Sendable {
  /// What follows an outcome of a comparison.
  enum Place: Equatable, Sendable {
    case comparison(Int)
    case path(Int)
  }

  /// A comparison that paths make, by its terms.
  struct Node: Sendable {
    /// The comparison; whether it holds is a matter of the path.
    var branch: Branch
    /// What follows if it holds, and if it does not; nil where no path is known.
    var ifHolds: Place?
    var ifNot: Place?

    subscript(holds: Bool) -> Place? {
      get { holds ? ifHolds : ifNot }
      set { if holds { ifHolds = newValue } else { ifNot = newValue } }
    }
  }

  private var nodes: [Node] = []
  private(set) var paths: [PathVerdicts] = []
  private var roots: [History: Place] = [:]

  /// The path of a history with some inputs, by its number; nil if it is not known. O(comparisons).
  func path(of history: History, _ inputs: [String: UInt64]) -> Int? {
    var place = roots[history]
    while case .comparison(let node) = place { place = nodes[node][nodes[node].branch.outcome(for: inputs)] }
    if case .path(let number) = place { return number }
    return nil
  }

  /// Adds a path.
  ///
  /// - Returns: its number, that of the known path if it is known; nil if it compares otherwise than one that went the same way
  ///   so far: then something beside comparisons depends on inputs.
  mutating func add(_ branches: [Branch], _ verdicts: PathVerdicts, of history: History) -> Int? {
    var parent: (node: Int, holds: Bool)?
    for branch in branches {
      let node: Int
      switch place(after: parent, history) {
      case .path: return nil
      case .comparison(let known):
        guard nodes[known].branch.asks(branch) else { return nil }
        node = known
      case nil:
        nodes.append(Node(branch: branch))
        node = nodes.count - 1
        put(.comparison(node), after: parent, history)
      }
      parent = (node, branch.holds)
    }
    switch place(after: parent, history) {
    case .path(let known): return known
    case .comparison: return nil
    case nil:
      paths.append(verdicts)
      put(.path(paths.count - 1), after: parent, history)
      return paths.count - 1
    }
  }

  /// The comparisons of a known path, by number, behind whose other outcome no path is known, and that are of arguments only and
  /// not assumed; and their nodes.
  func openTurns(of history: History, _ branches: [Branch]) -> [(comparison: Int, node: Int)] {
    var turns: [(comparison: Int, node: Int)] = []
    var place = roots[history]
    for (number, branch) in branches.enumerated() {
      guard case .comparison(let node) = place else { break }
      let isOfArguments = branch.inputs.allSatisfy(HistoryInputs.isArgument)
      if nodes[node][!branch.holds] == nil, isOfArguments, branch.assumed == nil {
        turns.append((number, node))
      }
      place = nodes[node][branch.holds]
    }
    return turns
  }

  private func place(after parent: (node: Int, holds: Bool)?, _ history: History) -> Place? {
    parent.map { nodes[$0.node][$0.holds] } ?? roots[history]
  }

  private mutating func put(_ place: Place, after parent: (node: Int, holds: Bool)?, _ history: History) {
    if let parent { nodes[parent.node][parent.holds] = place } else { roots[history] = place }
  }
}

extension Branch {
  /// Whether its relation holds for some inputs.
  func outcome(for inputs: [String: UInt64]) -> Bool { isTrue(for: inputs) == holds }

  /// Whether another comparison is the same but for the outcome.
  func asks(_ other: Branch) -> Bool {
    relation == other.relation && first == other.first && second == other.second
  }
}
