extension ShrinkPass {
  /// Lowers a choice and raises a later one by the same amount.
  ///
  /// A failure that needs a sum keeps it, while the earlier number comes down, perhaps to where its part can
  /// be deleted.
  public static let redistribute = ShrinkPass("redistribute", tier: .thorough) { session in
    try session.forEachPair { session, first, second in
      let base = session.sequence
      let room = session.best.choices[second].limit - base[second]
      _ = try session.largest(upTo: min(base[first], room), optimistic: false) { amount in
        base.replacing(first, with: base[first] - amount).replacing(second, with: base[second] + amount)
      }
    }
  }
}
