extension ChoiceSource {
  /// A finite number of a range. Shrinks toward integers near 0, then toward fractions of a small power of two.
  ///
  /// Mostly an integer or such a fraction, where the range has some; else any number of the range. Constant time.
  ///
  /// - Precondition: the bounds are finite.
  public mutating func double(_ range: ClosedRange<Double>) -> Double {
    precondition(range.lowerBound.isFinite && range.upperBound.isFinite, "a range of numbers is finite")
    return span("double") { source in
      // Beyond 2^53 all numbers are integers, which the last way draws.
      let most = 0x1p53
      let low = max(range.lowerBound, -most).rounded(.up)
      let high = min(range.upperBound, most).rounded(.down)
      let hasIntegers = low <= high
      switch source.weighted([hasIntegers ? 4 : 0, hasIntegers ? 2 : 0, 2]) {
      case 0: return Double(source.integer(Int64(low)...Int64(high)))
      case 1:
        let part = Double(source.integer(Int64(low)...Int64(high)))
        let shift = source.draw(1...10)
        let fraction = Double(source.draw(upTo: 1 << shift - 1)) / Double(UInt64(1) << shift)
        return min(max(part < 0 ? part - fraction : part + fraction, range.lowerBound), range.upperBound)
      default:
        // By place among all numbers of the range: those of small magnitude are as likely as those of large.
        let (first, last) = (Self.place(of: range.lowerBound), Self.place(of: range.upperBound))
        let place = source.integer(first...last)
        // As many choices as for a fraction, which is simpler.
        for _ in 0..<2 { _ = source.draw(upTo: 0) }
        return Self.number(at: place)
      }
    }
  }

  /// Numbers as integers in the same order, 0 for 0.
  private static func place(of number: Double) -> Int64 {
    let bits = Int64(bitPattern: number.magnitude.bitPattern)
    return number < 0 ? -bits : bits
  }

  private static func number(at place: Int64) -> Double {
    let magnitude = Double(bitPattern: place.magnitude)
    return place < 0 ? -magnitude : magnitude
  }
}
