extension ShrinkPass {
  /// Lowers each choice by itself, the first one first.
  ///
  /// Of an alternative, simpler ones are tried from the simplest on. A number becomes the simplest one, or else as near
  /// to it as the failure lets it: what is as low as it can be costs two attempts.
  public static let lowerChoices = ShrinkPass("lower choices", tier: .quick) { session in
    var index = 0
    while index < session.sequence.count {
      let choice = session.best.choices[index]
      if choice.value > 0 {
        switch choice.kind {
        case .more: break
        case .option: try session.lowerOption(at: index)
        case .number: try session.lowerNumbers(at: [index])
        }
      }
      index += 1
    }
  }
}

extension ShrinkSession {
  /// How many simpler alternatives are tried.
  private var alternatives: UInt64 { 16 }

  /// Tries simpler alternatives at `index`.
  fileprivate mutating func lowerOption(at index: Int) throws {
    let value = sequence[index]
    for simpler in 0..<min(value, alternatives) {
      let candidate = sequence.replacing(index, with: simpler)
      if try considerRealigned(candidate, behind: index) { return }
      // What belonged to the other alternative may be in the way, or not enough for this one.
      let rest = index + 1..<(best.innermostEnd(of: index) ?? index + 1)
      // The simplest needs nothing of it, mostly.
      if simpler == 0, !rest.isEmpty, try consider(candidate.removing(rest)) { return }
      if candidate.values[rest].contains(where: { $0 > 0 }),
        try consider(candidate.replacing(rest, with: repeatElement(0, count: rest.count)))
      {
        return
      }
      if try considerRaised(candidate, rest) { return }
    }
  }

  /// Considers a candidate that has a simpler alternative, with the numbers of the rest of its span raised: to the most
  /// if there are as many choices as before, else the first by 1.
  private mutating func considerRaised(_ candidate: ChoiceSequence, _ rest: Range<Int>) throws -> Bool {
    // Its replay is known.
    _ = try consider(candidate)
    guard let replay, !replay.hasOverrun, let first = rest.first else { return false }
    var raised = candidate
    if replay.unused == 0 {
      for place in rest where best.choices[place].kind == .number { raised[place] = .max }
      if raised == candidate { return false }
      if try consider(raised) { return true }
      // Of a few, also each alone.
      guard (2...4).contains(rest.count) else { return false }
      let zeros = candidate.replacing(rest, with: repeatElement(0, count: rest.count))
      for place in rest where best.choices[place].kind == .number {
        if try consider(zeros.replacing(place, with: .max)) { return true }
      }
      return false
    }
    let number = best.choices[first]
    guard number.kind == .number, number.distance < .max, first + replay.unused < candidate.count else {
      return false
    }
    raised[first] = number.further
    return try consider(raised.removing(first + 1..<first + 1 + replay.unused))
  }

  /// Considers a candidate that has a lower choice at `index`; if its replay wants fewer choices than there are, also
  /// without as many right behind the choice, so that those further behind keep their places.
  mutating func considerRealigned(_ candidate: ChoiceSequence, behind index: Int) throws -> Bool {
    if try consider(candidate) { return true }
    guard let replay else { return false }
    if replay.hasOverrun || replay.unused > 0, !governors.contains(index), !best.isHead(index) {
      hasLooseStructure = true
    }
    let end = index + 1 + replay.unused
    guard !replay.hasOverrun, replay.unused > 0, end <= candidate.count else { return false }
    return try consider(candidate.removing(index + 1..<end))
  }

  /// Lowers the equal numbers at `indices` together, as near to the simplest as the failure lets them.
  mutating func lowerNumbers(at indices: [Int]) throws {
    let choice = best.choices[indices[0]]
    var isAbove = choice.position > choice.origin
    let attempt = { (session: inout ShrinkSession, distance: UInt64) -> Bool in
      let position = isAbove ? choice.origin + distance : choice.origin - distance
      let rank = Choice.rank(position, limit: choice.limit, origin: choice.origin)
      guard let last = indices.last, last < session.sequence.count else { return false }
      var candidate = session.sequence
      for index in indices { candidate[index] = rank }
      return try session.considerRealigned(candidate, behind: indices[0])
    }
    if try attempt(&self, 0) { return }
    let distance = choice.distance
    if !isAbove, distance <= choice.limit - choice.origin {
      // A positive number is simpler than a negative one.
      isAbove = true
      if try !attempt(&self, distance) { isAbove = false }
    }
    guard distance > 1 else { return }
    if try !attempt(&self, distance - 1) {
      // The number on the other side that is next in simplicity.
      guard isAbove, distance - 1 <= choice.origin else { return }
      isAbove = false
      guard try attempt(&self, distance - 1) else { return }
    }
    _ = try smallest(above: 0, upTo: distance - 1, attempt)
  }
}

extension Recording {
  /// Where the innermost span ends that a choice belongs to; nil if it belongs to none. O(spans).
  fileprivate func innermostEnd(of index: Int) -> Int? {
    spans.last { $0.body <= index && index < $0.end }?.end
  }

  /// Whether a choice is the first one of a span, so that what it decides stays within.
  fileprivate func isHead(_ index: Int) -> Bool {
    spans.contains { $0.body == index && !$0.bodyRange.isEmpty }
  }
}
