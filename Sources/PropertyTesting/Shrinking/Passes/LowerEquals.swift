extension ShrinkPass {
  /// Lowers numbers that are equal, and of the same range, together: a failure that needs them equal keeps them so.
  public static let lowerEquals = ShrinkPass("lower equals", tier: .quick) { session in
    var index = 0
    while index < session.sequence.count {
      let choice = session.best.choices[index]
      if choice.kind == .number, choice.value > 0 {
        let equals = session.best.choices.indices.filter { session.best.choices[$0] == choice }
        if equals[0] == index, equals.count > 1 {
          try session.lowerNumbers(at: equals)
        }
      }
      index += 1
    }
  }
}
