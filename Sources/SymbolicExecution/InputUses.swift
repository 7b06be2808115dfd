/// Inputs that differ from those in use at the same time, as frames do: when each was in use.
struct InputUses: Sendable {
  /// From when on, and until when, `.max` if it is in use.
  private var uses: [SymbolicTerm: (from: Int, until: Int)] = [:]
  private var count = 0

  /// Notes that an input is in use from now on: it differs from all that are.
  mutating func begin(_ input: SymbolicTerm) {
    count += 1
    uses[input] = (count, .max)
  }

  /// Notes that an input is not in use any more.
  mutating func end(_ input: SymbolicTerm) {
    count += 1
    precondition(uses[input]?.until == .max, "\(input) is not in use")
    uses[input]?.until = count
  }

  /// The names of the inputs. O(inputs).
  var inputs: Set<String> { uses.keys.reduce(into: []) { $0.formUnion($1.inputs) } }

  /// Whether a comparison is of two that were in use at the same time.
  func isOfTwo(_ branch: Branch) -> Bool {
    guard branch.relation == .equal, let one = uses[branch.first], let other = uses[branch.second] else {
      return false
    }
    return one.from < other.until && other.from < one.until
  }

  /// Each two that differ from each other, as a comparison. O(inputs²).
  var differences: [Branch] {
    let uses = uses.sorted { $0.value.from < $1.value.from }
    return uses.indices.flatMap { later in
      uses[..<later].filter { $0.value.until > uses[later].value.from }.map {
        Branch(relation: .equal, first: $0.key, second: uses[later].key, holds: false)
      }
    }
  }
}
