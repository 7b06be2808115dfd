import Machine
import PropertyTesting

/// What the environment of a machine does of its own: it refuses requests, and memory may be scarce. Drawn like anything
/// else.
///
/// One refusal takes the fewest choices, as it is the easiest to understand. What is more than that consists of smaller
/// environments, so that one of those can take its place.
struct Environment {
  /// Page frames, nil for as many as the geometry has.
  var ramPages: UInt64?
  /// The requests that are refused.
  var refusals: [FailurePlan.Refusal] = []

  /// Draws an environment.
  init(_ source: inout ChoiceSource, on shape: Geometry) {
    self = source.span("environment") { Environment(&$0, shape, isPart: false) }
  }

  private init(_ source: inout ChoiceSource, _ shape: Geometry, isPart: Bool) {
    let kinds = Self.refusals.count
    let circumstance = source.weighted([100] + Self.refusals + (isPart ? [] : [80, 40]))
    if circumstance == 0 { return }
    if circumstance <= kinds {
      refusals = [Self.refusal(of: circumstance - 1, &source)]
      return
    }
    let isScarce = circumstance == kinds + 1
    if isScarce { ramPages = Self.scarceMemory(&source, shape) }
    for _ in 0..<(isScarce ? 1 : 2) {
      refusals += source.span("environment") { Environment(&$0, shape, isPart: true).refusals }
    }
  }

  private static func scarceMemory(_ source: inout ChoiceSource, _ shape: Geometry) -> UInt64 {
    let most = min(shape.ramPages, 4 * shape.pointersPerPage + 64)
    return max(UInt64(shape.nodes), source.draw(8...max(8, most)))
  }

  /// How often one request is refused of each resource and of all together; and that one and all later ones.
  private static let refusals: [UInt64] = [30, 13, 16, 8, 8, 10, 5, 6, 2, 2]

  private static func refusal(of kind: Int, _ source: inout ChoiceSource) -> FailurePlan.Refusal {
    let resources = FailurePlan.Resource.allCases
    let resource = kind % 5 < resources.count ? resources[kind % 5] : nil
    let ordinal = source.draw(
      0...700, favouring: [0, 1, 2, 3, 511, 512, 513, 514, 515], Probability(1, outOf: 2))
    return FailurePlan.Refusal(resource: resource, ordinal: UInt32(ordinal), andLater: kind >= 5)
  }
}
