extension ShrinkPass {
  /// Lowers several choices by the same amount: first all that are equal (and have the same limit), then
  /// pairs.
  ///
  /// A failure that needs two numbers equal, or a certain distance apart, keeps it.
  public static let lowerTogether = ShrinkPass("lower together", tier: .thorough) { session in
    var index = 0
    while index < session.sequence.count {
      let choice = session.best.choices[index]
      if choice.value > 0 {
        let equals = session.best.choices.indices.filter { session.best.choices[$0] == choice }
        if equals[0] == index, equals.count > 1 {
          try session.lower(equals, optimistic: true)
        }
      }
      index += 1
    }
    try session.forEachPair { session, first, second in
      try session.lower([first, second], optimistic: false)
    }
  }
}

extension ShrinkSession {
  /// Lowers the choices at `indices` by the same amount, as far as it goes.
  fileprivate mutating func lower(_ indices: [Int], optimistic: Bool) throws {
    let base = sequence
    let most = indices.map { base[$0] }.min() ?? 0
    _ = try largest(upTo: most, optimistic: optimistic) { amount in
      var candidate = base
      for index in indices {
        candidate[index] -= amount
      }
      return candidate
    }
  }
}
