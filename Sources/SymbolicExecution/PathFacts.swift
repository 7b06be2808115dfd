/// What the comparisons of a path say of the terms that they are of: ranges and bits, narrower than what is known for all
/// inputs.
///
/// A comparison that these decide comes out in the same way for all inputs that go the path so far: it is no question, and
/// what is known is not complete, only right. Facts are found by what a comparison says of its two terms, and of what those
/// are made of where an operation can be undone.
struct PathFacts: Sendable {
  /// Terms of which something was learned.
  private var learned: [SymbolicTerm: KnownValue] = [:]
  /// The inputs that those are of: nothing is learned of others.
  private var inputs: Set<String> = []
  /// What is known of terms that are made of them, until something else is learned.
  private var derived: [SymbolicTerm: KnownValue] = [:]

  /// What is known of a term. O(size of what was not asked for since something was learned).
  mutating func known(_ term: SymbolicTerm) -> KnownValue {
    guard !inputs.isEmpty, !inputs.isDisjoint(with: term.inputs) else { return term.known }
    if let known = derived[term] { return known }
    var known = term.known
    if !term.operands.isEmpty {
      let operands = term.operands.map { self.known($0) }
      known.narrow(by: KnownValue(term.operation, operands, bits: term.bits))
    }
    if let own = learned[term] { known.narrow(by: own) }
    derived[term] = known
    return known
  }

  /// Whether the relation of a comparison holds, if that is known; nil else.
  mutating func decides(_ branch: Branch) -> Bool? {
    let (first, second) = (known(branch.first), known(branch.second))
    switch branch.relation {
    case .isValue: return nil
    case .less: return first.isLess(than: second)
    case .equal:
      if let value = first.value, value == second.value { return true }
      return first.differs(from: second) ? false : nil
    }
  }

  /// Learns what a comparison says that is not decided.
  mutating func learn(_ branch: Branch) {
    let (first, second) = (branch.first, branch.second)
    let (one, other) = (known(first).range, known(second).range)
    switch (branch.relation, branch.holds) {
    case (.equal, true), (.isValue, true):
      restrict(first, known(second))
      restrict(second, known(first))
    case (.equal, false), (.isValue, false):
      exclude(second, from: first)
      exclude(first, from: second)
    case (.less, true):
      // Not decided: neither end is the last word.
      if other.upperBound > 0 { restrict(first, to: 0...other.upperBound - 1) }
      if one.lowerBound < .max { restrict(second, to: (one.lowerBound + 1)...UInt64.max) }
    case (.less, false):
      restrict(second, to: 0...one.upperBound)
      restrict(first, to: other.lowerBound...UInt64.max)
    }
  }

  /// A term is none of the values that another one is, if that is only one: an end of a range, or the one bit of a mask.
  private mutating func exclude(_ other: SymbolicTerm, from term: SymbolicTerm) {
    guard let value = known(other).value else { return }
    let range = known(term).range
    if range.lowerBound == value, range.upperBound > value {
      restrict(term, to: (value + 1)...range.upperBound)
    } else if range.upperBound == value, range.lowerBound < value {
      restrict(term, to: range.lowerBound...(value - 1))
    }
    let open = ~known(term).zeros
    if value == 0, open.nonzeroBitCount == 1 { restrict(term, KnownValue(ones: open, bits: term.bits)) }
  }

  private mutating func restrict(_ term: SymbolicTerm, to range: ClosedRange<UInt64>) {
    let most = min(range.upperBound, SymbolicTerm.mask(term.bits))
    guard range.lowerBound <= most else { return }
    restrict(term, KnownValue(range: range.lowerBound...most, bits: term.bits))
  }

  /// Notes that a term is as said, and what that says of its operands.
  private mutating func restrict(_ term: SymbolicTerm, _ said: KnownValue) {
    guard term.constant == nil else { return }
    let before = known(term)
    var after = before
    after.narrow(by: said)
    guard after != before else { return }
    learned[term] = after
    inputs.formUnion(term.inputs)
    derived = [:]
    undo(term, after)
  }

  /// What a term's value says of its operands.
  private mutating func undo(_ term: SymbolicTerm, _ value: KnownValue) {
    guard let operand = term.operands.first else { return }
    let range = value.range
    let mask = SymbolicTerm.mask(term.bits)
    switch term.operation {
    case .add:
      guard let constant = term.operands[1].constant else { return }
      let least = (range.lowerBound &- constant) & mask
      let most = (range.upperBound &- constant) & mask
      if least <= most {
        restrict(operand, to: least...most)
      } else {
        // Two parts: what is known may leave only one of them.
        let own = known(operand).range
        if own.lowerBound > most { restrict(operand, to: least...mask) }
        if own.upperBound < least { restrict(operand, to: 0...most) }
      }
    case .multiply:
      guard let factor = term.operands[1].constant, factor > 0 else { return }
      guard !known(operand).range.upperBound.multipliedReportingOverflow(by: factor).overflow,
        known(operand).range.upperBound * factor <= mask
      else { return }
      let least = range.lowerBound / factor + (range.lowerBound % factor == 0 ? 0 : 1)
      if least <= range.upperBound / factor { restrict(operand, to: least...(range.upperBound / factor)) }
    case .and:
      guard let kept = term.operands[1].constant else { return }
      restrict(operand, KnownValue(zeros: value.zeros & kept, ones: value.ones & kept, bits: term.bits))
      let cleared = ~kept & mask
      if known(operand).zeros & cleared == cleared {
        restrict(operand, to: range)
      } else if cleared & (cleared &+ 1) == 0 {
        // Only low bits are cleared.
        restrict(operand, to: range.lowerBound...(range.upperBound | cleared))
      }
    case .or:
      for operand in term.operands where operand.constant == nil {
        restrict(operand, KnownValue(zeros: value.zeros & mask, bits: term.bits))
      }
      if let set = term.operands[1].constant {
        restrict(operand, KnownValue(ones: value.ones & ~set, bits: term.bits))
      }
    case .extend: restrict(operand, to: range)
    case .shiftRight(let count):
      guard count < term.bits else { return }
      let low = UInt64(1) << UInt64(count) &- 1
      let shifted = (range.upperBound << UInt64(count)) & mask
      guard shifted >> UInt64(count) == range.upperBound else { return }
      restrict(operand, to: range.lowerBound << UInt64(count)...(shifted | low))
    case .shiftLeft(let count):
      guard count < term.bits, known(operand).range.upperBound <= mask >> UInt64(count) else { return }
      let low = UInt64(1) << UInt64(count) &- 1
      let least = (range.lowerBound >> UInt64(count)) + (range.lowerBound & low == 0 ? 0 : 1)
      if least <= range.upperBound >> UInt64(count) {
        restrict(operand, to: least...(range.upperBound >> UInt64(count)))
      }
    default: return
    }
  }
}
