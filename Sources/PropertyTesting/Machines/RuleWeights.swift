/// How often the rules of a machine are drawn.
@usableFromInline
struct RuleWeights {
  /// Of each rule.
  @usableFromInline let weights: ContiguousArray<UInt64>
  /// The bits of the rules that have a weight.
  @usableFromInline let drawable: UInt64
  /// The rules that were added up last, and their weight in all: mostly those of the next step as well.
  private var candidates: UInt64 = 0
  private var total: UInt64 = 0

  @usableFromInline
  init(_ weights: ContiguousArray<UInt64>) {
    self.weights = weights
    drawable = weights.enumerated().reduce(0) { $1.element > 0 ? $0 | 1 << UInt64($1.offset) : $0 }
  }

  var count: Int { weights.count }

  /// Draws one of the rules that have their bit set, in proportion to their weights; the first rule if none has.
  @inline(__always)
  mutating func pick(from candidates: UInt64, _ random: inout Xoshiro256) -> Int {
    if candidates != self.candidates { add(candidates) }
    var left = random.uniform(upTo: max(1, total) - 1)
    var bits = candidates
    while bits != 0 {
      let rule = bits.trailingZeroBitCount
      if left < weights[rule] { return rule }
      left -= weights[rule]
      bits &= bits - 1
    }
    return 0
  }

  private mutating func add(_ candidates: UInt64) {
    self.candidates = candidates
    total = 0
    var bits = candidates
    while bits != 0 {
      total &+= weights[bits.trailingZeroBitCount]
      bits &= bits - 1
    }
  }
}
