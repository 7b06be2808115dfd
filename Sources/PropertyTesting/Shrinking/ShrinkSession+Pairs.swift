extension ShrinkSession {
  /// Calls `body` with the indices of pairs of numbers: the first not the simplest, the second the next number behind it
  /// or one of the seven behind that which have the same range. The indices are valid when `body` is called.
  mutating func forEachPair(_ body: (inout ShrinkSession, Int, Int) throws -> Void) throws {
    var first = 0
    while first < sequence.count {
      var second = first
      var left = 8
      while left > 0 {
        second += 1
        guard second < sequence.count, best.choices[first].kind == .number, sequence[first] > 0 else { break }
        let (a, b) = (best.choices[first], best.choices[second])
        guard b.kind == .number, b.limit > 0 else { continue }
        left -= 1
        if left == 7 || (a.limit == b.limit && a.origin == b.origin) { try body(&self, first, second) }
      }
      first += 1
    }
  }

  /// Changes two numbers by an amount of at most `most`: by all of it, or by as much as leaves little of it.
  mutating func move(
    _ first: Int, by most: UInt64, _ second: Int, _ moved: (UInt64) -> (UInt64, UInt64)
  ) throws {
    let base = sequence
    func attempt(_ session: inout ShrinkSession, _ left: UInt64) throws -> Bool {
      let (a, b) = moved(most - left)
      return try session.consider(base.replacing(first, with: a).replacing(second, with: b))
    }
    guard most > 0, try !attempt(&self, 0), most > 1, try attempt(&self, most - 1) else { return }
    _ = try smallest(above: 0, upTo: most - 1, attempt)
  }
}
