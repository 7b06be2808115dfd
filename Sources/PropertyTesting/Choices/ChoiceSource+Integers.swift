extension ChoiceSource {
  /// An integer of a range. Shrinks toward 0, or the bound next to it; a positive number is simpler than the negative
  /// one as far away.
  ///
  /// Mostly small, more so in a run of small `size`; sometimes from anywhere in the range, and sometimes at its
  /// bounds. Constant time.
  public mutating func integer<T: FixedWidthInteger>(_ range: ClosedRange<T>) -> T {
    precondition(T.bitWidth <= 64, "an integer has at most 64 bits")
    // Widths of ranges do not fit in a signed type, but modulo 2^64 they come out right.
    let low = UInt64(truncatingIfNeeded: range.lowerBound)
    let limit = UInt64(truncatingIfNeeded: range.upperBound) &- low
    let simplest = min(max(0, range.lowerBound), range.upperBound)
    let origin = UInt64(truncatingIfNeeded: simplest) &- low
    let size = size
    let rank = choose(upTo: limit, origin: origin) { random in
      ChoiceSource.integerRank(&random, limit: limit, origin: origin, size: size)
    }
    let position = Choice.position(rank, limit: limit, origin: origin)
    return T(truncatingIfNeeded: low &+ position)
  }

  /// Any integer of a type: see `integer(_:)` with a range.
  public mutating func integer<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T {
    integer(T.min...T.max)
  }

  /// Draws how simple an integer is to be.
  private static func integerRank(
    _ random: inout Xoshiro256, limit: UInt64, origin: UInt64, size: Int
  ) -> UInt64 {
    if limit == 0 { return 0 }
    switch random.uniform(upTo: 15) {
    case 0 where size > 20:
      // The bounds and their neighbours.
      let step = min(random.uniform(upTo: 1), limit)
      let position = random.uniform(upTo: 1) == 0 ? step : limit - step
      return Choice.rank(position, limit: limit, origin: origin)
    case 1 where size > 20, 2 where size > 50:
      return random.uniform(upTo: limit)
    default:
      // As many bits as the size allows, all numbers of bits equally likely.
      let width = 64 - limit.leadingZeroBitCount
      let most = max(1, min(width, 3 + width * size / 200))
      let bits = UInt64(1 + random.uniform(upTo: UInt64(most - 1)))
      return random.uniform(upTo: min(limit, (1 << (bits - 1) - 1) << 1 | 1))
    }
  }
}
