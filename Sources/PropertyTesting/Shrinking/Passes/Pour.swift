extension ShrinkPass {
  /// Takes from a number as much as the next number of the same range has room for. Where only the sum matters, one of
  /// them is empty or full then; `redistribute` does this, too, but has more to try.
  public static let pour = ShrinkPass("pour", tier: .thorough) { session in
    try session.forEachPair { session, first, second in
      let (giver, taker) = (session.best.choices[first], session.best.choices[second])
      guard giver.limit == taker.limit, giver.origin == taker.origin else { return }
      let transfer = Transfer(from: giver, to: taker)
      guard transfer.most > 0 else { return }
      let (less, more) = transfer.moved(transfer.most)
      _ = try session.consider(session.sequence.replacing(first, with: less).replacing(second, with: more))
    }
  }
}
