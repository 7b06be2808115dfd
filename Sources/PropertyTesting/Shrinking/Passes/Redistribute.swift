extension ShrinkPass {
  /// Lowers a number and raises a later one by the same amount.
  ///
  /// A failure that needs a sum keeps it, while the earlier number comes down, perhaps to where its part can
  /// be deleted. What is added in a range of all numbers of some bits wraps around.
  public static let redistribute = ShrinkPass("redistribute", tier: .thorough) { session in
    try session.forEachPair { session, first, second in
      let (a, b) = (session.best.choices[first], session.best.choices[second])
      let isDown = a.position > a.origin
      let isModular = b.limit & (b.limit &+ 1) == 0
      let room = isModular ? .max : isDown ? b.limit - b.position : b.position
      try session.move(first, by: min(a.distance, room), second) { amount in
        let position = (isDown ? b.position &+ amount : b.position &- amount) & (isModular ? b.limit : .max)
        return (a.nearer(by: amount), Choice.rank(position, limit: b.limit, origin: b.origin))
      }
    }
  }
}
