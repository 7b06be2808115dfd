extension ShrinkPass {
  /// Makes the choices before the first step of a history the simplest ones, one at a time.
  ///
  /// They draw the system that the steps are run on, which decides how long every other candidate takes.
  public static let lowerStart = ShrinkPass("lower start", tier: .quick) { session in
    var index = 0
    while let first = session.best.steps.first, index < first.range.lowerBound {
      if session.sequence[index] > 0 { _ = try session.consider(session.sequence.replacing(index, with: 0)) }
      index += 1
    }
  }
}
