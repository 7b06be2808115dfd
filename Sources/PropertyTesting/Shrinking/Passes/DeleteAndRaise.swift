extension ShrinkPass {
  /// Deletes siblings and raises a number in their neighbour to the most it can be: one large part may do what several
  /// small ones did. The number comes down again afterwards, as far as it goes.
  public static let deleteAndRaise = ShrinkPass("delete and raise", tier: .thorough) { session in
    try session.forEachGroup { session, group in try session.deleteAndRaise(in: group) }
  }
}

extension ShrinkSession {
  /// Numbers of larger ranges are not raised: their most is hardly ever what is wanted.
  private var mostLimit: UInt64 { 1 << 16 }

  /// Deletes the first siblings that can be; whether there are some.
  fileprivate mutating func deleteAndRaise(in group: SpanForest.Siblings) throws -> Bool {
    let spans = group.spans
    guard spans.count > 1, group.areMarked(in: best.choices) else { return false }
    for (index, span) in spans.enumerated() {
      for place in span.bodyRange {
        let choice = best.choices[place]
        guard choice.kind == .number, choice.value < choice.limit, choice.limit <= mostLimit
        else { continue }
        let raised = sequence.replacing(place, with: choice.limit)
        // The last sibling is often the one that shows the failure.
        let rest = spans.count - index - 1
        for amount in [rest - 1, rest / 2, 1] where amount > 0 && amount <= rest {
          if try consider(raised.removing(spans[index + 1...index + amount])) { return true }
        }
        for amount in [index, index / 2, 1] where amount > 0 && amount <= index {
          if try consider(raised.removing(spans[index - amount..<index])) { return true }
        }
      }
    }
    return false
  }
}
