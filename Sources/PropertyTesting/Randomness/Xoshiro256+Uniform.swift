extension Xoshiro256 {
  /// A number of `0...limit`, each with exactly the same probability. Expected constant time.
  ///
  /// The high half of a random word times the number of cases is the result; the few low halves that would
  /// make some cases more likely than others are drawn again.
  ///
  /// D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019,
  /// doi:10.1145/3230636.
  mutating func uniform(upTo limit: UInt64) -> UInt64 {
    let cases = limit &+ 1
    guard cases != 0 else { return next() }
    var product = next().multipliedFullWidth(by: cases)
    if product.low < cases {
      let surplus = (0 &- cases) % cases
      while product.low < surplus {
        product = next().multipliedFullWidth(by: cases)
      }
    }
    return product.high
  }

  /// True with exactly the given probability. Expected constant time.
  mutating func happens(_ probability: Probability) -> Bool {
    uniform(upTo: probability.denominator - 1) < probability.numerator
  }
}
