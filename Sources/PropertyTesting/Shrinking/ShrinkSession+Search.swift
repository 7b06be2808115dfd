extension ShrinkSession {
  /// Finds how far a step can be taken, in a number of evaluations logarithmic in the answer.
  ///
  /// The answer is the largest if being interesting is monotone (a step that fails, fails for every larger
  /// amount); otherwise it is some amount that cannot be increased by 1. The amounts 1, 2, 4, … are tried
  /// until one fails, then the gap is halved.
  ///
  /// - Parameters:
  ///   - limit: the largest amount that makes sense.
  ///   - optimistic: whether to try `limit` first, where success there is likely and ends the search.
  ///   - candidate: the sequence for an amount of `1...limit`. A larger amount gives a smaller sequence.
  /// - Returns: the amount accepted last; 0 if there is none.
  /// - Throws: what `consider` throws.
  mutating func largest(
    upTo limit: UInt64, optimistic: Bool = true, _ candidate: (UInt64) -> ChoiceSequence
  ) throws -> UInt64 {
    guard limit > 0 else { return 0 }
    if optimistic, try consider(candidate(limit)) { return limit }
    if limit == 1 && optimistic { return 0 }
    guard try consider(candidate(1)) else { return 0 }
    var good: UInt64 = 1
    var bad = limit
    if !optimistic {
      guard limit > 1 else { return 1 }
      bad = limit < .max ? limit + 1 : limit
    }
    while good < bad - good {
      if try consider(candidate(good * 2)) {
        good *= 2
      } else {
        bad = good * 2
      }
    }
    while bad - good > 1 {
      let middle = good + (bad - good) / 2
      if try consider(candidate(middle)) {
        good = middle
      } else {
        bad = middle
      }
    }
    return good
  }
}
