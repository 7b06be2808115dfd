extension ShrinkPass {
  /// Replaces whole spans by their simplest form, the largest spans first.
  ///
  /// A span whose first choice decides how much follows (a list) becomes a single 0, and the choices that
  /// follow are gone; a span of fixed length keeps its length and becomes all 0.
  public static let lowerSpans = ShrinkPass("lower spans", tier: .quick) { session in
    var spans = session.best.spansBySize
    var index = 0
    while index < spans.count {
      let range = spans[index].bodyRange
      let base = session.sequence
      index += 1
      guard base.values[range].contains(where: { $0 > 0 }) else { continue }
      let zeros = repeatElement(UInt64(0), count: range.count)
      if try session.consider(base.replacing(range, with: zeros.prefix(1)))
        || session.consider(base.replacing(range, with: zeros))
      {
        spans = session.best.spansBySize
      }
    }
  }
}
