extension ShrinkPass {
  /// Lowers each choice by itself, the first one first.
  ///
  /// A choice that is as low as it can be costs four evaluations: 0, half of it, 1 less and 2 less. Otherwise
  /// bits are dropped from its low end as far as possible, then the rest is searched by subtraction, by an
  /// even amount where only that works (the number is odd, and has to be): twice logarithmic steps for what
  /// may be a 64-bit number.
  public static let minimiseChoices = ShrinkPass("minimise choices", tier: .quick) { session in
    var index = 0
    while index < session.sequence.count {
      try session.minimise(at: index)
      index += 1
    }
  }
}

extension ShrinkSession {
  /// Lowers the choice at `index` as far as it goes by itself.
  fileprivate mutating func minimise(at index: Int) throws {
    var base = sequence
    let width = UInt64(UInt64.bitWidth - base[index].leadingZeroBitCount)
    let dropped = try largest(upTo: width) { bits in
      base.replacing(index, with: base[index] >> bits)
    }
    guard dropped < width, index < sequence.count else { return }
    base = sequence
    let lowered = try largest(upTo: base[index]) { amount in
      base.replacing(index, with: base[index] - amount)
    }
    if lowered == 0 {
      _ = try largest(upTo: base[index] / 2, optimistic: false) { half in
        base.replacing(index, with: base[index] - 2 * half)
      }
    }
  }
}
