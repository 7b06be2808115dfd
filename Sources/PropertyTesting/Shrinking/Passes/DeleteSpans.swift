extension ShrinkPass {
  /// Deletes runs of sibling spans.
  ///
  /// The groups of siblings are visited from the one with the most choices to the one with the fewest. In a
  /// group, from left to right, the longest deletable run at each span is found with a number of attempts
  /// logarithmic in its length: of *n* siblings of which *k* are needed, O((*k* + 1) log *n*) attempts find the *k*.
  ///
  /// Spans that an earlier number counts are deleted together with lowering that number. Where a deletion lowers the
  /// limit of a later choice, that choice is taken to point at one of the siblings, and is lowered along.
  public static let deleteSpans = ShrinkPass("delete spans", tier: .quick) { session in
    var groups = SpanForest(session.best).groups
    var rank = 0
    while rank < groups.count {
      // Steps have a pass of their own, which knows what belongs to them.
      if !groups[rank].spans[0].label.isSame(as: ChoiceSource.stepLabel) {
        try session.deleteRuns(ofGroup: rank, in: &groups)
      }
      rank += 1
    }
  }
}

extension ShrinkSession {
  fileprivate mutating func deleteRuns(ofGroup rank: Int, in groups: inout [SpanForest.Siblings]) throws {
    guard let way = try wayToDelete(groups[rank]) else { return }
    if case .counted(_, let isShorter) = way, isShorter { groups = SpanForest(best).groups }
    var index = 0
    while rank < groups.count {
      let spans = way.extended(groups[rank].spans)
      guard index < spans.count else { return }
      let base = sequence
      let choices = best.choices
      let removed = try largest(upTo: UInt64(spans.count - index)) { session, amount in
        let run = spans[index..<index + Int(amount)]
        let gap = spans[index].start..<spans[index + Int(amount) - 1].end
        var candidate = base
        if case .counted(let governor, _) = way {
          guard governor < base.count, base[governor] >= amount else { return false }
          candidate[governor] -= amount
        }
        candidate = candidate.removing(run)
        return try session.considerDeletion(candidate, gap: gap, choices) {
          value in
          value >= UInt64(index) + amount
        }
      }
      if removed > 0 { groups = SpanForest(best).groups }
      // The span now at this index is the one that ended the run: it is needed.
      index += 1
    }
  }

  /// Considers a candidate with a gap. If its replay shows that the limits of later choices are lower by some amount,
  /// these are taken to point at what was deleted or its like, and lowered along: those that point behind it, or all.
  ///
  /// - Parameters:
  ///   - candidate: what is left.
  ///   - gap: where choices were removed.
  ///   - choices: those before.
  ///   - isBehind: whether a pointer points behind the gap, if siblings are counted from 0.
  mutating func considerDeletion(
    _ candidate: ChoiceSequence, gap: Range<Int>, _ choices: ContiguousArray<Choice>,
    isBehind: (UInt64) -> Bool
  ) throws -> Bool {
    if try consider(candidate) { return true }
    guard isFresh else { return false }
    var some = candidate
    var all = candidate
    let now = replayed.choices
    var place = gap.upperBound
    while place < choices.count, place - gap.count < now.count {
      let (before, after) = (choices[place], now[place - gap.count])
      guard before.kind == after.kind else { break }
      if before.kind == .number, after.limit < before.limit {
        let amount = before.limit - after.limit
        if before.value >= amount {
          all[place - gap.count] = before.value - amount
          if isBehind(before.value) { some[place - gap.count] = before.value - amount }
        }
      }
      place += 1
    }
    if some != candidate, try consider(some) { return true }
    return all == some ? false : try consider(all)
  }
}
