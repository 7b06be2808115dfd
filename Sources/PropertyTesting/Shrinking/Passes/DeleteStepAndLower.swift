extension ShrinkPass {
  /// Deletes a step of a history and lowers a later number by a little: what the step took up may be what the number
  /// counts past.
  public static let deleteStepAndLower = ShrinkPass("delete step and lower", tier: .thorough) { session in
    var index = 0
    while index + 1 < session.best.steps.count {
      if try !session.deleteAndLower(step: index) { index += 1 }
    }
  }
}

extension ShrinkSession {
  /// By how much a number is lowered at most.
  private var mostLowered: UInt64 { 4 }

  fileprivate mutating func deleteAndLower(step index: Int) throws -> Bool {
    let step = best.steps[index].range
    for place in step.upperBound..<sequence.count {
      let choice = best.choices[place]
      guard choice.kind == .number, (1...64).contains(choice.value) else { continue }
      for amount in 1...min(mostLowered, choice.value) {
        if try consider(without: [step], changing: place, to: choice.value - amount) { return true }
      }
    }
    return false
  }
}
