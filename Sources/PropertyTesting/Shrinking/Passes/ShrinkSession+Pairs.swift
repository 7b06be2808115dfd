extension ShrinkSession {
  /// Calls `body` with the indices of pairs of numbers: choices of more than one bit, the first not 0, and
  /// the second among the next eight such choices behind it. The indices are valid when `body` is called.
  mutating func forEachPair(_ body: (inout ShrinkSession, Int, Int) throws -> Void) throws {
    var first = 0
    while first < sequence.count {
      var second = first
      var left = 8
      while left > 0 {
        second += 1
        guard second < sequence.count, best.choices[first].limit > 1, sequence[first] > 0 else { break }
        guard best.choices[second].limit > 1 else { continue }
        left -= 1
        try body(&self, first, second)
      }
      first += 1
    }
  }
}
