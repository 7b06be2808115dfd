extension ShrinkPass {
  /// Lowers a number by a step of 2 or 3 where one of 1 does not do, or to half: a failure that needs it even, say,
  /// keeps it so.
  public static let lowerBySteps = ShrinkPass("lower by steps", tier: .thorough) { session in
    var index = 0
    while index < session.sequence.count {
      let choice = session.best.choices[index]
      if choice.kind == .number, choice.distance > 2 {
        let base = session.sequence
        for step in [2, 3, choice.distance - choice.distance / 2] where step < choice.distance {
          let amount = try session.largest(upTo: choice.distance / step, optimistic: false) {
            session, count in
            try session.consider(base.replacing(index, with: choice.nearer(by: count * step)))
          }
          if amount > 0 { break }
        }
      }
      index += 1
    }
  }
}
