extension ShrinkPass {
  /// Deletes steps of a history, and with them the later steps that are possible no more: those that name an object which
  /// a deleted step created, and those whose rule is not allowed any more.
  ///
  /// First the last ones, which may have come after the failure. Then from left to right, as many steps at once as the last
  /// success lets hope for: of *n* steps of which *k* are needed, O((*k* + 1) log *n*) attempts find the *k*.
  public static let deleteSteps = ShrinkPass("delete steps", tier: .quick) { session in
    var amount = 1
    while let last = session.best.steps.last, amount > 0 {
      amount = min(amount, session.best.steps.count)
      let first = session.best.steps[session.best.steps.count - amount]
      let isShorter = try session.consider(without: [first.range.lowerBound..<last.range.upperBound])
      amount = isShorter ? amount * 2 : amount / 2
    }
    var index = 0
    amount = 1
    while index < session.best.steps.count {
      let steps = session.best.steps
      amount = min(amount, steps.count - index)
      let range = steps[index].range.lowerBound..<steps[index + amount - 1].range.upperBound
      if try session.consider(without: [range]) {
        amount *= 2
      } else if amount > 1 {
        amount /= 2
      } else {
        index += 1
      }
    }
  }
}
