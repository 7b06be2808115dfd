/// All choice sequences of a generator, in the order of their numbers: from all zeros on, the last choice that can be
/// raised is raised by 1, and those behind it are dropped.
enum Enumeration {
  /// The most values that are still gone through: to find out that there are more takes as many draws.
  static let most = 4096

  /// What comes after a recorded sequence.
  ///
  /// - Parameters:
  ///   - choices: what was recorded.
  ///   - cap: the largest number to try of a choice of kind `number`.
  /// - Returns: how the next sequence begins, zeros to follow, or nil if there is none; and whether something above the
  ///   cap was left out on the way.
  static func next(
    after choices: ContiguousArray<Choice>, upTo cap: UInt64 = .max
  ) -> (prefix: ChoiceSequence?, isComplete: Bool) {
    var isComplete = true
    var index = choices.count - 1
    while index >= 0 {
      let choice = choices[index]
      let most = choice.kind == .number ? min(choice.limit, cap) : choice.limit
      if choice.value < most { break }
      if choice.value < choice.limit { isComplete = false }
      index -= 1
    }
    if index < 0 { return (nil, isComplete) }
    var next = ContiguousArray(choices[..<index].lazy.map(\.value))
    next.append(choices[index].value + 1)
    return (ChoiceSequence(next), isComplete)
  }

  /// Everything that a generator can draw; nil if that is more than `most` sequences, or it cannot be found out.
  static func everything(
    upTo most: Int, choiceLimit: Int, _ probe: (inout ChoiceSource) throws -> Void
  ) -> [ChoiceSequence]? {
    var source = ChoiceSource(replaying: [], choiceLimit: choiceLimit)
    var all: [ChoiceSequence] = []
    var prefix: ChoiceSequence? = []
    var probes = 0
    while let start = prefix {
      // Attempts in vain can be many more than values.
      probes += 1
      if probes > 4 * most { return nil }
      source.restart(replaying: start, then: .zeros)
      do {
        try probe(&source)
        // What a generator makes in place of what it gave up is made by no other choices.
        if source.hasGivenUp { return nil }
      } catch is Discard {
        // Discarded values are few or many like others.
      } catch {
        return nil
      }
      let choices = source.choicesToVary
      let isLarge = choices.contains { $0.limit >= UInt64(most) }
      if isLarge || source.hasOverrun || all.count >= most { return nil }
      // What comes of an attempt in vain is made by other choices, too.
      if source.firstInVain == nil { all.append(source.recording.sequence) }
      prefix = next(after: choices).prefix
    }
    return all
  }
}
