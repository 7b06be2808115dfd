extension ShrinkPass {
  /// Deletes runs of sibling spans.
  ///
  /// The groups of siblings are visited from the one with the most choices to the one with the fewest. In a
  /// group, from left to right, the longest deletable run at each span is found with a number of evaluations
  /// logarithmic in its length: of *n* siblings of which *k* are needed, O((*k* + 1) log *n*) evaluations
  /// find the *k*.
  public static let deleteSpans = ShrinkPass("delete spans", tier: .quick) { session in
    var groups = session.best.siblings
    var rank = 0
    var index = 0
    while rank < groups.count {
      let spans = groups[rank].spans
      guard index < spans.count else {
        rank += 1
        index = 0
        continue
      }
      let base = session.sequence
      let removed = try session.largest(upTo: UInt64(spans.count - index)) { amount in
        base.removing(spans[index..<index + Int(amount)])
      }
      if removed > 0 {
        groups = session.best.siblings
      }
      // The span now at this index is the one that ended the run: it is needed.
      index += 1
    }
  }
}
