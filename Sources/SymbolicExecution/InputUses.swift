/// Terms that differ from those in use at the same time, as frames do: when each was in use. Frames of a block are one input
/// and a constant.
@usableFromInline
struct InputUses: Sendable {
  /// What differs from each other: a frame may have the number of a pointer.
  @usableFromInline
  enum Kind: Sendable {
    case frame, pointer
  }

  /// From when on, and until when, `.max` if it is in use.
  private var uses: [SymbolicTerm: (kind: Kind, from: Int, until: Int)] = [:]
  private var count = 0

  /// Notes that a term is in use from now on: it differs from all of its kind that are.
  mutating func begin(_ term: SymbolicTerm, as kind: Kind) {
    count += 1
    uses[term] = (kind, count, .max)
  }

  /// Notes that a term is not in use any more.
  mutating func end(_ term: SymbolicTerm) {
    count += 1
    precondition(uses[term]?.until == .max, "\(term) is not in use")
    uses[term]?.until = count
  }

  /// The names of the inputs. O(inputs).
  var inputs: Set<String> { uses.keys.reduce(into: []) { $0.formUnion($1.inputs) } }

  /// Whether a comparison is of two of a kind that were in use at the same time.
  func isOfTwo(_ branch: Branch) -> Bool {
    guard branch.relation == .equal else { return false }
    let (first, second) = Self.narrowed(branch.first, branch.second)
    guard let one = uses[first], let other = uses[second] else { return false }
    return one.kind == other.kind && one.from < other.until && other.from < one.until
  }

  /// Two terms, or what both of them extend.
  private static func narrowed(_ first: SymbolicTerm, _ second: SymbolicTerm) -> (SymbolicTerm, SymbolicTerm)
  {
    guard case .extend = first.operation, case .extend = second.operation,
      first.operands[0].bits == second.operands[0].bits
    else { return (first, second) }
    return (first.operands[0], second.operands[0])
  }

  /// Each two that differ from each other by that, as a comparison: those of one input do in any case. O(terms²).
  var differences: [Branch] {
    let uses = uses.sorted { $0.value.from < $1.value.from }
    return uses.indices.flatMap { later in
      uses[..<later].filter {
        $0.value.kind == uses[later].value.kind && $0.value.until > uses[later].value.from
          && $0.key.inputs != uses[later].key.inputs
      }.map {
        Branch(relation: .equal, first: $0.key, second: uses[later].key, holds: false)
      }
    }
  }
}
