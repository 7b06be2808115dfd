extension ShrinkPass {
  /// Deletes a step in which the environment failed, and has it fail in another step instead.
  public static let moveFailure = ShrinkPass("move failure", tier: .thorough) { session in
    var index = session.best.steps.count - 1
    while index >= 0 {
      try session.moveFailure(ofStep: index)
      index = min(index, session.best.steps.count) - 1
    }
  }
}

extension ShrinkSession {
  fileprivate mutating func moveFailure(ofStep index: Int) throws {
    guard best.failures.contains(where: { $0.step == index }) else { return }
    let step = best.steps[index].range
    let places = best.spans.lazy.filter { $0.label.isSame(as: ChoiceSource.failureLabel) }.map(\.start)
    for place in Array(places) where !step.contains(place) && sequence[place] == 0 {
      if try consider(without: [step], changing: place, to: 1) { return }
    }
  }
}
