extension ShrinkSession {
  /// Finds how far a step can be taken, in a number of attempts logarithmic in the answer.
  ///
  /// The answer is the largest if failing is monotone (a step that does not fail, does not for any larger
  /// amount); otherwise it is some amount that cannot be increased by 1. The amounts 1, 2, 4, … are tried
  /// until one does not fail, then the gap is halved.
  ///
  /// - Parameters:
  ///   - limit: the largest amount that makes sense.
  ///   - optimistic: whether to try `limit` first, where success there is likely and ends the search.
  ///   - attempt: tries an amount of `1...limit`; whether it was accepted. A larger amount is a smaller sequence.
  /// - Returns: the amount accepted last; 0 if there is none.
  /// - Throws: what `attempt` throws.
  mutating func largest(
    upTo limit: UInt64, optimistic: Bool = true,
    _ attempt: (inout ShrinkSession, UInt64) throws -> Bool
  ) throws -> UInt64 {
    guard limit > 0 else { return 0 }
    if optimistic, try attempt(&self, limit) { return limit }
    if limit == 1 && optimistic { return 0 }
    guard try attempt(&self, 1) else { return 0 }
    var good: UInt64 = 1
    var bad = limit
    if !optimistic {
      guard limit > 1 else { return 1 }
      bad = limit < .max ? limit + 1 : limit
    }
    while good < bad - good {
      if try attempt(&self, good * 2) {
        good *= 2
      } else {
        bad = good * 2
      }
    }
    while bad - good > 1 {
      let middle = good + (bad - good) / 2
      if try attempt(&self, middle) {
        good = middle
      } else {
        bad = middle
      }
    }
    return good
  }

  /// A gap that takes more than 40 attempts to halve to nothing.
  private static var wideGap: UInt64 { 1 << 40 }

  /// Finds a small amount that still fails between one that does not and one that does: by halving the bits as long
  /// as the bounds are far apart, then by halving the gap. While the gap is wide, each attempt in vain is followed by one
  /// near the larger bound, at a distance that grows as long as that succeeds: perhaps hardly anything can be taken away.
  ///
  /// - Parameters:
  ///   - bad: an amount that does not fail.
  ///   - good: the amount accepted last, larger.
  ///   - attempt: tries an amount in between; whether it was accepted.
  /// - Returns: the amount accepted last.
  /// - Throws: what `attempt` throws.
  mutating func smallest(
    above bad: UInt64, upTo good: UInt64, _ attempt: (inout ShrinkSession, UInt64) throws -> Bool
  ) throws -> UInt64 {
    var (bad, good) = (bad, good)
    var step: UInt64 = 1
    while good - bad > 1 {
      let bits = (64 - bad.leadingZeroBitCount, 64 - good.leadingZeroBitCount)
      let middle =
        bits.1 - bits.0 > 3 ? 1 << UInt64((bits.0 + bits.1) / 2) : bad + (good - bad) / 2
      if try attempt(&self, middle) {
        good = middle
        continue
      }
      bad = middle
      guard good - bad > Self.wideGap else { continue }
      if try attempt(&self, good - step) {
        good -= step
        step *= 2
      } else {
        bad = good - step
      }
    }
    return good
  }
}
