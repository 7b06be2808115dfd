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

  /// The comparisons that have something to do with some inputs, in order.
  mutating func comparisons(of inputs: Set<String>, in branches: [Branch]) -> [Branch] {
    guard let root = join(inputs) else { return [] }
    return members[root].map { branches[$0] }
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
