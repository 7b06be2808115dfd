extension ShrinkPass {
  /// Lowers two numbers of one range by the same amount: a failure that needs a certain distance between them keeps it.
  public static let lowerPairs = ShrinkPass("lower pairs", tier: .thorough) { session in
    try session.forEachPair { session, first, second in
      let (a, b) = (session.best.choices[first], session.best.choices[second])
      guard b.value > 0, a.limit == b.limit, a.origin == b.origin else { return }
      try session.move(first, by: min(a.distance, b.distance), second) { amount in
        (a.nearer(by: amount), b.nearer(by: amount))
      }
    }
  }
}
