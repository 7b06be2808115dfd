/// One way of making a choice sequence smaller, with a name for the statistics.
///
/// A pass reads the best recording of a session and offers candidates to its `consider`. It may stop anywhere
/// and leave the rest to the next round; it need not keep track of what it changed.
public struct ShrinkPass: Sendable {
  /// When a pass has its turn.
  public enum Tier: Hashable, Sendable {
    /// In every round: takes time about linear in the sequence.
    case quick
    /// Only when the quick passes make the sequence no shorter; after its first success the quick passes have
    /// their turn again.
    case thorough
  }

  /// What it does, in two or three words.
  public let name: String
  /// When it has its turn.
  public let tier: Tier
  /// Offers candidates to the session.
  let run: @Sendable (inout ShrinkSession) throws -> Void

  /// A pass.
  ///
  /// - Parameters:
  ///   - name: what it does, in two or three words.
  ///   - tier: when it has its turn.
  ///   - run: offers candidates to the session, and lets the errors of `consider` through.
  public init(
    _ name: String, tier: Tier, run: @escaping @Sendable (inout ShrinkSession) throws -> Void
  ) {
    self.name = name
    self.tier = tier
    self.run = run
  }

  /// The passes of a shrinker, in order.
  ///
  /// Deletion comes first: it is what shortlex counts most, and whatever it removes no later pass has to look
  /// at. Whole spans are lowered before single choices for the same reason. Siblings are sorted last of the
  /// quick passes, when they have reached the values they are compared by. Pouring is the cheapest of the
  /// thorough passes, and often what lets a part be deleted; of the others, those that can shorten the sequence
  /// come before those that only change it.
  public static let all: [ShrinkPass] = quick + thorough

  private static let quick: [ShrinkPass] = [
    .lowerStart, .deleteSteps, .deleteSpans, .joinLists, .hoistSpans, .lowerSpans, .lowerEquals,
    .lowerChoices, .sortSiblings,
  ]

  private static let thorough: [ShrinkPass] = [
    .pour, .moveFailure, .deleteAndLower, .lowerAndDelete, .deleteChoices, .lowerPairs, .redistribute,
    .lowerBySteps, .deleteTwo, .deleteAndRaise, .deleteStepAndLower,
  ]
}
