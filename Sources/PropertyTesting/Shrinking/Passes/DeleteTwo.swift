extension ShrinkPass {
  /// Deletes two siblings at once, those near each other first: what is made and what unmakes it.
  public static let deleteTwo = ShrinkPass("delete two", tier: .thorough) { session in
    try session.forEachGroup { session, group in try session.deleteTwo(of: group) }
  }
}

extension ShrinkSession {
  /// Groups with more siblings are left alone: the pairs would be too many.
  private var mostSiblings: Int { 32 }

  /// Deletes the first two siblings that can be; whether there are two.
  fileprivate mutating func deleteTwo(of group: SpanForest.Siblings) throws -> Bool {
    let spans = group.spans
    guard spans.count > 2, spans.count <= mostSiblings, group.areMarked(in: best.choices) else {
      return false
    }
    let choices = best.choices
    for distance in 1..<spans.count {
      for first in 0..<spans.count - distance {
        let (a, b) = (spans[first], spans[first + distance])
        let candidate = sequence.removing(b.range).removing(a.range)
        // What stands behind both has moved by as much as both are long.
        let gap = b.start - a.range.count..<b.end
        if try considerDeletion(candidate, gap: gap, choices, isBehind: { _ in false }) { return true }
      }
    }
    return false
  }
}
