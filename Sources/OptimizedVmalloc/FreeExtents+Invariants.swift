public import Machine

extension FreeExtents {
  /// What is wrong, or nil: the tree, extents outside of the window, extents that touch, `total`. O(n).
  @inlinable
  public func violatedInvariant() -> String? {
    if let problem = tree.violatedInvariant() { return problem }
    var problem: String?
    var previous: Extent<Word>?
    var sum = Word.zero
    forEach { extent in
      if !window.contains(extent) { problem = problem ?? "an extent is not inside of the window" }
      if let previous, previous.touches(extent) { problem = problem ?? "extents touch" }
      previous = extent
      sum = sum &+ extent.length
    }
    if let problem { return problem }
    return sum == bytes ? nil : "the total is not the sum of the lengths"
  }
}
