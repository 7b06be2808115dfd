extension ShrinkPass {
  /// Lowers two numbers by the same amount: a failure that needs a certain distance between them keeps it.
  public static let lowerPairs = ShrinkPass("lower pairs", tier: .thorough) { session in
    try session.forEachPair { session, first, second in
      let (a, b) = (session.best.choices[first], session.best.choices[second])
      guard b.value > 0 else { return }
      try session.move(first, by: min(a.distance, b.distance), second) { amount in
        (a.nearer(by: amount), b.nearer(by: amount))
      }
    }
  }

  /// Lowers a number and raises a later one by the same amount.
  ///
  /// A failure that needs a sum keeps it, while the earlier number comes down, perhaps to where its part can
  /// be deleted. What is added in a range of all numbers of some bits wraps around.
  public static let redistribute = ShrinkPass("redistribute", tier: .thorough) { session in
    try session.forEachPair { session, first, second in
      let (a, b) = (session.best.choices[first], session.best.choices[second])
      let isDown = a.position > a.origin
      let isModular = b.limit & (b.limit &+ 1) == 0
      let room = isModular ? .max : isDown ? b.limit - b.position : b.position
      try session.move(first, by: min(a.distance, room), second) { amount in
        let position = (isDown ? b.position &+ amount : b.position &- amount) & (isModular ? b.limit : .max)
        return (a.nearer(by: amount), Choice.rank(position, limit: b.limit, origin: b.origin))
      }
    }
  }

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

extension Choice {
  /// How far a number is from the simplest one of its range.
  var distance: UInt64 { position > origin ? position - origin : origin - position }

  /// The number on the same side that is further from the simplest one by 1, in the order of simplicity; itself at the
  /// end of the range.
  var further: UInt64 {
    let isAbove = position >= origin
    if position == (isAbove ? limit : 0) { return value }
    return Choice.rank(isAbove ? position + 1 : position - 1, limit: limit, origin: origin)
  }

  /// The number nearer to the simplest one by an amount of at most `distance`, in the order of simplicity.
  fileprivate func nearer(by amount: UInt64) -> UInt64 {
    Choice.rank(position > origin ? position - amount : position + amount, limit: limit, origin: origin)
  }
}

extension ShrinkSession {
  /// Calls `body` with the indices of pairs of numbers: the first not the simplest, the second the next number behind it
  /// or one of the seven behind that which have the same range. The indices are valid when `body` is called.
  fileprivate mutating func forEachPair(_ body: (inout ShrinkSession, Int, Int) throws -> Void) throws {
    var first = 0
    while first < sequence.count {
      var second = first
      var left = 8
      while left > 0 {
        second += 1
        guard second < sequence.count, best.choices[first].kind == .number, sequence[first] > 0 else { break }
        let (a, b) = (best.choices[first], best.choices[second])
        guard b.kind == .number, b.limit > 0 else { continue }
        left -= 1
        if left == 7 || (a.limit == b.limit && a.origin == b.origin) { try body(&self, first, second) }
      }
      first += 1
    }
  }

  /// Changes two numbers by an amount of at most `most`: by all of it, or by as much as leaves little of it.
  fileprivate mutating func move(
    _ first: Int, by most: UInt64, _ second: Int, _ moved: (UInt64) -> (UInt64, UInt64)
  ) throws {
    let base = sequence
    func attempt(_ session: inout ShrinkSession, _ left: UInt64) throws -> Bool {
      let (a, b) = moved(most - left)
      return try session.consider(base.replacing(first, with: a).replacing(second, with: b))
    }
    guard most > 0, try !attempt(&self, 0), most > 1, try attempt(&self, most - 1) else { return }
    _ = try smallest(above: 0, upTo: most - 1, attempt)
  }
}
