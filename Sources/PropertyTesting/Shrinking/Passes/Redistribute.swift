extension ShrinkPass {
  /// Lowers a number and raises a later one by the same amount.
  ///
  /// A failure that needs a sum keeps it, while the earlier number comes down, perhaps to where its part can
  /// be deleted.
  public static let redistribute = ShrinkPass("redistribute", tier: .thorough) { session in
    try session.forEachPair { session, first, second in
      let transfer = Transfer(from: session.best.choices[first], to: session.best.choices[second])
      try session.move(first, by: transfer.most, second, transfer.moved)
    }
  }
}

/// Takes from one number what another gets. What is added in a range of all numbers of some bits wraps around.
struct Transfer {
  private let giver: Choice
  private let taker: Choice
  private let isDown: Bool
  private let isModular: Bool

  init(from giver: Choice, to taker: Choice) {
    self.giver = giver
    self.taker = taker
    isDown = giver.position > giver.origin
    isModular = taker.limit & (taker.limit &+ 1) == 0
  }

  /// How much can be taken.
  var most: UInt64 {
    let room = isModular ? .max : isDown ? taker.limit - taker.position : taker.position
    return min(giver.distance, room)
  }

  /// Both numbers once an amount is taken.
  func moved(_ amount: UInt64) -> (UInt64, UInt64) {
    let sum = isDown ? taker.position &+ amount : taker.position &- amount
    let position = sum & (isModular ? taker.limit : .max)
    return (giver.nearer(by: amount), Choice.rank(position, limit: taker.limit, origin: taker.origin))
  }
}
