extension ShrinkPass {
  /// Lowers a choice and deletes as many parts behind it: what a length that is drawn before its elements
  /// needs.
  ///
  /// Where a number says how many parts follow, neither can change alone without moving all that stands
  /// behind into other places. The parts tried are sibling spans and single choices, at the next `reach`
  /// places behind the number. Choices of a single bit are passed over: they do not count anything.
  public static let lowerAndDelete = ShrinkPass("lower and delete", tier: .thorough) { session in
    var index = 0
    while index < session.sequence.count {
      var isAgain = true
      while isAgain, index < session.sequence.count {
        let choice = session.best.choices[index]
        guard choice.limit > 1, choice.value > 0 else { break }
        isAgain =
          try session.lowerAndDeleteSpans(behind: index)
          || session.lowerAndDeleteChoices(behind: index)
      }
      index += 1
    }
  }
}

extension ShrinkSession {
  /// How many places behind a number are tried.
  private var reach: Int { 16 }

  /// Lowers the choice at `index` by some amount and deletes as many siblings behind it.
  fileprivate mutating func lowerAndDeleteSpans(behind index: Int) throws -> Bool {
    let base = sequence
    let behind = best.siblings
      .map { group in group.spans.filter { $0.start > index } }
      .filter { !$0.isEmpty }
    for spans in behind {
      for first in spans.indices.prefix(reach) {
        let most = min(base[index], UInt64(spans.count - first))
        let amount = try largest(upTo: most, optimistic: false) { amount in
          base.removing(spans[first..<first + Int(amount)]).replacing(index, with: base[index] - amount)
        }
        if amount > 0 { return true }
      }
    }
    return false
  }

  /// Lowers the choice at `index` by some amount and deletes as many choices behind it.
  fileprivate mutating func lowerAndDeleteChoices(behind index: Int) throws -> Bool {
    let base = sequence
    for start in (index + 1..<base.count).prefix(reach) {
      let most = min(base[index], UInt64(base.count - start))
      let amount = try largest(upTo: most, optimistic: false) { amount in
        base.removing(start..<start + Int(amount)).replacing(index, with: base[index] - amount)
      }
      if amount > 0 { return true }
    }
    return false
  }
}
