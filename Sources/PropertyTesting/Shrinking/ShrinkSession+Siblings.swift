extension ShrinkSession {
  /// Calls `body` with every group of siblings, those with the most choices first; again with the group that is now in
  /// its place, as long as it says that the best has changed.
  mutating func forEachGroup(
    _ body: (inout ShrinkSession, SpanForest.Siblings) throws -> Bool
  ) rethrows {
    var groups = SpanForest(best).groups
    var rank = 0
    while rank < groups.count {
      if try body(&self, groups[rank]) {
        groups = SpanForest(best).groups
      } else {
        rank += 1
      }
    }
  }

  /// Calls `body` with every sibling of every group, from the one at `first` on; again with the one that is now in its
  /// place, as long as it says that the best has changed.
  mutating func forEachSibling(
    from first: Int = 0, _ body: (inout ShrinkSession, SpanForest.Siblings, Int) throws -> Bool
  ) rethrows {
    var groups = SpanForest(best).groups
    var rank = 0
    while rank < groups.count {
      var index = first
      while rank < groups.count, index < groups[rank].spans.count {
        if try body(&self, groups[rank], index) {
          groups = SpanForest(best).groups
        } else {
          index += 1
        }
      }
      rank += 1
    }
  }
}
