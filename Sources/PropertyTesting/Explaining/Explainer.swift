/// Finds out which parts of a counterexample could be anything.
struct Explainer {
  /// The most runs to make.
  let budget: Int
  let seed: Seed
  let choiceLimit: Int

  /// Other values tried for each choice.
  private static let attempts = 12

  /// - Parameters:
  ///   - recording: of the counterexample.
  ///   - judge: runs what a source replays.
  ///   - describe: the text of the value that was judged last.
  /// - Returns: nil if the counterexample itself does not fail any more.
  /// - Throws: what `judge` throws.
  func explain(
    _ recording: Recording, _ judge: (inout ChoiceSource) throws -> Trial, describe: () -> String
  ) throws -> Explanation? {
    var explanation = Explanation()
    var source = ChoiceSource(replaying: [], choiceLimit: choiceLimit)
    let sequence = recording.sequence

    // Whether what is replayed fails, and has the shape of the counterexample.
    func fails(_ candidate: ChoiceSequence) throws -> Bool {
      explanation.evaluations += 1
      source.restart(replaying: candidate, then: .overrun)
      guard try judge(&source) == .failed, !source.hasOverrun else { return false }
      return source.recording.sequence == candidate
    }

    if budget <= 0 { return explanation }
    guard try fails(sequence) else { return nil }
    let text = describe()
    var random = Xoshiro256(seed: seed)
    for (index, choice) in recording.choices.enumerated() where choice.limit > 0 && choice.kind != .more {
      if explanation.evaluations + Self.attempts > budget { break }
      let others = Self.others(choice, &random)
      var texts: [String] = []
      let isFree = try others.allSatisfy { other in
        guard try fails(sequence.replacing(index, with: other)) else { return false }
        texts.append(describe())
        return true
      }
      if isFree {
        let (before, parts) = Self.differing([text] + texts)
        explanation.parts.append(
          Explanation.Part(
            choice: index, text: parts[0], before: before, others: Array(parts.dropFirst().prefix(3)),
            tried: others.count, isWhole: UInt64(others.count) == choice.limit))
      }
    }
    guard explanation.parts.count > 1, explanation.evaluations + Self.attempts <= budget else {
      return explanation
    }
    explanation.combinations = Self.attempts
    explanation.isJoint = try (0..<Self.attempts).allSatisfy { _ in
      var candidate = sequence
      for part in explanation.parts {
        candidate[part.choice] = random.uniform(upTo: recording.choices[part.choice].limit)
      }
      return try fails(candidate)
    }
    return explanation
  }

  /// Other values of a choice: all, if they are few, or the simplest, the ends of the range and random ones.
  private static func others(_ choice: Choice, _ random: inout Xoshiro256) -> [UInt64] {
    if choice.limit < UInt64(attempts) { return (0...choice.limit).filter { $0 != choice.value } }
    // The simplest first: where the shrinker could not have it, the choice is not free.
    let ends =
      [0, 1]
      + [0, 1, choice.limit - 1, choice.limit].map {
        Choice.rank($0, limit: choice.limit, origin: choice.origin)
      }
    var others: [UInt64] = []
    for value in ends where value != choice.value && !others.contains(value) { others.append(value) }
    while others.count < attempts {
      let value = random.uniform(upTo: choice.limit)
      if value != choice.value, !others.contains(value) { others.append(value) }
    }
    return others
  }

  /// What texts have in common at the beginning, and the parts in which they differ: whole words. Linear.
  private static func differing(_ texts: [String]) -> (before: String, parts: [String]) {
    let all = texts.map(Array.init)
    let least = all.map(\.count).min() ?? 0
    let first = all[0]
    var head = 0
    while head < least, all.allSatisfy({ $0[head] == first[head] }) { head += 1 }
    var tail = 0
    while tail < least - head,
      all.allSatisfy({ $0[$0.count - 1 - tail] == first[first.count - 1 - tail] })
    {
      tail += 1
    }
    func isInWord(_ index: Int) -> Bool {
      first[index].isLetter || first[index].isNumber || first[index] == "-"
    }
    while head > 0, isInWord(head - 1) { head -= 1 }
    while tail > 0, isInWord(first.count - tail) { tail -= 1 }
    return (String(first[..<head]), all.map { String($0[head..<$0.count - tail]) })
  }
}
