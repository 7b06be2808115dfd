/// What a run of a campaign begins with.
struct RunPlan: Sendable {
  /// Why a run is made.
  enum Purpose: Sendable {
    /// A random value. Those of full size are a fair sample.
    case sample
    /// Everything there is, one after the other.
    case enumeration
    /// Boundary values in combination.
    case boundary
    /// Something like what came near a target.
    case target
    /// A failure of an earlier campaign.
    case saved
  }

  var purpose = Purpose.sample
  /// The numbers that come first.
  var prefix: ChoiceSequence = []
  /// What comes after them.
  var tail: ChoiceSource.Tail
  /// See `ChoiceSource.restart`.
  var size = 100

  /// Whether what the run is like says something of random runs.
  var isFairSample: Bool { purpose == .sample && size == 100 }

  func begin(_ source: inout ChoiceSource) {
    source.restart(replaying: prefix, then: tail, size: size)
  }
}
