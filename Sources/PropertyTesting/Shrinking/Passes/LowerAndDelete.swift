extension ShrinkPass {
  /// Lowers a choice and deletes as many parts behind it: what a length that is drawn before its elements needs, if
  /// nothing tells the elements apart.
  ///
  /// Where a number says how many parts follow, neither can change alone without moving all that stands
  /// behind into other places. The parts tried are runs of choices, at the next `reach` places behind the number.
  public static let lowerAndDelete = ShrinkPass("lower and delete", tier: .thorough) { session in
    guard session.hasLooseStructure else { return }
    var index = 0
    while index < session.sequence.count {
      while index < session.sequence.count, try session.lowerAndDelete(at: index) {}
      index += 1
    }
  }
}

extension ShrinkSession {
  /// How many places behind a number are tried.
  private var reach: Int { 16 }

  /// Lowers the choice at `index` by some amount and deletes as many choices behind it, or as many groups of the size
  /// that lowering it by 1 makes superfluous.
  fileprivate mutating func lowerAndDelete(at index: Int) throws -> Bool {
    let choice = best.choices[index]
    guard choice.kind == .number, choice.value > 0, !governors.contains(index) else { return false }
    let base = sequence
    if try consider(base.replacing(index, with: choice.value - 1)) { return true }
    // How many choices belong to one part.
    guard let replay, !replay.hasOverrun, replay.unused > 0 else { return false }
    let size = replay.unused
    for part in 0..<reach {
      let start = index + 1 + part * size
      guard start < base.count else { break }
      let most = min(choice.value, UInt64((base.count - start) / size))
      let amount = try largest(upTo: most) { session, amount in
        try session.consider(
          base.removing(start..<start + Int(amount) * size).replacing(index, with: choice.value - amount))
      }
      if amount > 0 { return true }
    }
    return false
  }
}
