extension ShrinkPass {
  /// Deletes short runs of neighbouring choices, whatever span they belong to: the longest runs first, and
  /// from the end, where a choice has the fewest that depend on it. Steps are left alone: they are deleted whole.
  public static let deleteChoices = ShrinkPass("delete choices", tier: .thorough) { session in
    guard session.hasLooseStructure else { return }
    for width in [8, 4, 3, 2, 1] {
      var start = session.sequence.count - width
      while start >= 0 {
        if !session.best.isInStep(start), !session.best.isInStep(start + width - 1) {
          _ = try session.consider(session.sequence.removing(start..<start + width))
        }
        start = min(start - 1, session.sequence.count - width)
      }
    }
  }
}
