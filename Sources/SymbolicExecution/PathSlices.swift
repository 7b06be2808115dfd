/// The comparisons of a path, in groups that have no input with each other.
struct PathSlices {
  /// The group of an input, as far as it was not joined to another.
  private var groups: [String: Int] = [:]
  /// The group that a group was joined to; itself if it was not.
  private var joined: [Int] = []
  /// The comparisons of a group, by number, in order.
  private var members: [[Int]] = []

  /// No comparison yet.
  init() {}

  /// All comparisons of a path.
  init(_ branches: [Branch]) {
    for (number, branch) in branches.enumerated() { add(number, branch.inputs) }
  }

  /// Adds a comparison of some inputs, the numbers of comparisons ascending.
  mutating func add(_ number: Int, _ inputs: Set<String>) {
    guard let root = join(inputs) else { return }
    members[root].append(number)
  }

  /// The comparisons that have something to do with some inputs, in order, without those that others imply: of a term that
  /// is more than 1, 2 and 3 only the last is left.
  mutating func comparisons(of inputs: Set<String>, in branches: [Branch]) -> [Branch] {
    guard let root = join(inputs) else { return [] }
    return Self.strongest(members[root].map { branches[$0] })
  }

  /// A term's bound: what is the same but for the number.
  private struct Bound: Hashable {
    var term: SymbolicTerm
    /// Whether the term is the first of the comparison.
    var isFirst: Bool
    var holds: Bool
  }

  private static func strongest(_ branches: [Branch]) -> [Branch] {
    var bounds: [Bound: UInt64] = [:]
    func bound(_ branch: Branch) -> (Bound, UInt64)? {
      guard branch.relation == .less else { return nil }
      if let number = branch.first.constant {
        return (Bound(term: branch.second, isFirst: false, holds: branch.holds), number)
      }
      return branch.second.constant.map {
        (Bound(term: branch.first, isFirst: true, holds: branch.holds), $0)
      }
    }
    for branch in branches {
      guard let (bound, number) = bound(branch) else { continue }
      // Below a number, or not above one: the smallest says most.
      let isUpper = bound.isFirst == bound.holds
      bounds[bound] = bounds[bound].map { isUpper ? min($0, number) : max($0, number) } ?? number
    }
    return branches.filter { branch in
      bound(branch).map { bounds[$0.0] == $0.1 } ?? true
    }
  }

  /// Makes one group of those of some inputs; nil if there are none.
  private mutating func join(_ inputs: Set<String>) -> Int? {
    var root: Int?
    for input in inputs {
      let other: Int
      if let group = groups[input] {
        other = find(group)
      } else {
        other = joined.count
        joined.append(other)
        members.append([])
        groups[input] = other
      }
      guard let known = root, known != other else {
        root = other
        continue
      }
      joined[other] = known
      members[known] = (members[known] + members[other]).sorted()
      members[other] = []
    }
    return root
  }

  private mutating func find(_ group: Int) -> Int {
    var root = group
    while joined[root] != root { root = joined[root] }
    joined[group] = root
    return root
  }
}
