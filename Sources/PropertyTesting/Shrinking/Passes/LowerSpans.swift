extension ShrinkPass {
  /// Replaces whole spans by a simple form, the largest spans first: as few zeros as the shortest span of the label
  /// has choices, or as many as the span has.
  public static let lowerSpans = ShrinkPass("lower spans", tier: .quick) { session in
    var spans = session.spansBySize
    var index = 0
    while index < spans.count {
      if try session.lower(spans[index]) { spans = session.spansBySize }
      index += 1
    }
  }
}

extension ShrinkSession {
  /// The non-empty spans, those with the most choices first and the earlier of two with as many.
  fileprivate var spansBySize: [Span] {
    best.spans.filter { !$0.range.isEmpty }.sorted {
      ($1.range.count, $0.start) < ($0.range.count, $1.start)
    }
  }

  fileprivate mutating func lower(_ span: Span) throws -> Bool {
    let range = span.bodyRange
    guard let first = range.first, sequence.values[range].count(where: { $0 > 0 }) > 1 else { return false }
    var length = range.count
    if best.choices[first].kind == .number {
      for other in best.spans where other.label.isSame(as: span.label) && !other.bodyRange.isEmpty {
        length = min(length, other.bodyRange.count)
      }
    } else {
      // What the first choice decides may take no more.
      length = 1
    }
    let zeros = repeatElement(UInt64(0), count: range.count)
    if length < range.count, try consider(sequence.replacing(range, with: zeros.prefix(length))) {
      return true
    }
    return try consider(sequence.replacing(range, with: zeros))
  }
}
