extension ShrinkPass {
  /// Puts sibling spans of one label into ascending order: all at once, or else by exchanging neighbours.
  ///
  /// Only the bodies move, so that what belongs to the place of a span stays there.
  public static let sortSiblings = ShrinkPass("sort siblings", tier: .quick) { session in
    var groups = SpanForest(session.best).groups
    var rank = 0
    while rank < groups.count {
      let count = groups[rank].spans.count
      if count > 1 {
        let base = session.sequence
        let spans = groups[rank].spans
        let ascending = base.bodies(of: spans).sorted { $0.lexicographicallyPrecedes($1) }
        if try session.consider(base.replacingBodies(of: spans, with: ascending)) {
          groups = SpanForest(session.best).groups
        } else {
          try session.exchangeNeighbours(in: rank, of: &groups)
        }
      }
      rank += 1
    }
  }
}

extension ShrinkSession {
  /// Exchanges each two neighbours of the group at `rank` if that makes the sequence smaller: one sweep.
  fileprivate mutating func exchangeNeighbours(in rank: Int, of groups: inout [SpanForest.Siblings]) throws {
    var index = 1
    while rank < groups.count, index < groups[rank].spans.count {
      let base = sequence
      let pair = Array(groups[rank].spans[index - 1...index])
      if try consider(base.replacingBodies(of: pair, with: base.bodies(of: pair).reversed())) {
        groups = SpanForest(best).groups
      }
      index += 1
    }
  }
}

extension ChoiceSequence {
  fileprivate func bodies(of spans: [Span]) -> [ArraySlice<UInt64>] {
    spans.map { ArraySlice(values[$0.bodyRange]) }
  }

  /// The sequence with the bodies of `spans`, which are in order and apart, replaced by `bodies`.
  fileprivate func replacingBodies(of spans: [Span], with bodies: [ArraySlice<UInt64>]) -> ChoiceSequence {
    var result = self
    for (span, body) in zip(spans, bodies).reversed() {
      result.values.replaceSubrange(span.bodyRange, with: body)
    }
    return result
  }
}
