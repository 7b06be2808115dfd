import Machine
public import PropertyTesting

// How workloads are drawn: the machine, its refusals as choices like any other, and what a caller asks for.

extension Workload {
  /// The workload that choices draw; nil if there are too few, or they draw no machine.
  public init?(choices: ChoiceSequence) {
    var source = ChoiceSource(replaying: choices)
    self = Workload.generate(&source)
    if source.hasOverrun || shape == nil { return nil }
  }

  /// Draws a workload.
  public static func generate(_ source: inout ChoiceSource) -> Workload {
    let shape = Geometry.all[order[source.weighted(weights)]]
    var workload = Workload(geometry: shape.name)
    source.span("machine") { source in
      workload.scatter = source.draw(upTo: 7)
      workload.localNode = Int(source.draw(upTo: UInt64(shape.nodes - 1)))
      source.span("memory") { source in
        guard source.boolean(Probability(1, outOf: 4)) else { return }
        let most = min(shape.ramPages, 4 * shape.pointersPerPage + 64)
        workload.ramPages = max(UInt64(shape.nodes), source.draw(8...max(8, most)))
      }
    }
    source.span("failures") { workload.failures = FailurePlan(failures(&$0)) }
    if source.boolean(Probability(1, outOf: 12)), workload.failures.refusals.isEmpty {
      workload.isRepeated = true
    }
    // The smallest machine is used up and put together again only by histories of some length.
    // Drawn for every machine, so that the choices that follow mean the same on a simpler one.
    let isLong = source.boolean(Probability(1, outOf: 4)) && shape == .tiny8
    var caller = Caller(shape, ram: workload.ramPages ?? shape.ramPages)
    // A caller has nothing that could fail.
    workload.commands = (try? source.history(of: &caller, maximum: isLong ? 64 : 16)) ?? []
    return workload
  }

  /// Geometries from the simplest counterexamples to the most expensive runs, and how often each is drawn.
  private static let order = [6, 4, 5, 0, 3, 1, 2]
  private static let weights: [UInt64] = [18, 32, 14, 24, 8, 3, 1]

  private static func failures(_ source: inout ChoiceSource) -> [FailurePlan.Refusal] {
    let count = source.weighted([45, 45, 10])
    return (0..<count).map { _ in
      source.span("refusal") { source in
        let kind = source.weighted([40, 18, 22, 10, 10])
        let resource = kind < 4 ? FailurePlan.Resource.allCases[kind] : nil
        let far: ClosedRange<UInt64> = 0...700
        let ordinal =
          source.boolean(Probability(1, outOf: 6))
          ? source.draw(far, favouring: [511, 512, 513, 514, 515], Probability(1, outOf: 2))
          : source.draw(0...40, favouring: [0, 1, 2, 3], Probability(2, outOf: 5))
        return FailurePlan.Refusal(
          resource: resource, ordinal: UInt32(ordinal), andLater: source.boolean(Probability(1, outOf: 4)))
      }
    }
  }
}
