public import Machine
public import PropertyTesting

// How workloads are drawn: the machine, what its environment does of its own, and what a caller asks for.

extension Workload {
  /// The workload that choices draw; nil if there are too few, or they draw no machine.
  public init?(choices: ChoiceSequence) {
    var source = ChoiceSource(replaying: choices)
    self = Workload.generate(&source)
    if source.hasOverrun || shape == nil { return nil }
  }

  /// Draws a workload.
  ///
  /// - Parameters:
  ///   - source: where the choices come from.
  ///   - machine: the shape of the machine, nil for any.
  public static func generate(_ source: inout ChoiceSource, on machine: Geometry? = nil) -> Workload {
    let growth = UInt64(max(1, min(100, source.size)))
    let shape = machine ?? geometry(&source, growth)
    var workload = Workload(geometry: shape.name)
    source.span("machine") { source in
      workload.scatter = source.draw(upTo: 7)
      workload.localNode = Int(source.draw(upTo: UInt64(shape.nodes - 1)))
    }
    let environment = Environment(&source, on: shape)
    workload.ramPages = environment.ramPages
    workload.failures = FailurePlan(environment.refusals)
    if source.boolean(Probability(1, outOf: 12)), workload.failures.refusals.isEmpty {
      workload.isRepeated = true
    }
    // The smallest machine is used up and put together again only by histories of some length.
    // Drawn for every machine, so that the choices that follow mean the same on a simpler one.
    let isLong = source.boolean(Probability(growth, outOf: 400)) && shape == .tiny8
    var caller = Caller(shape, ram: workload.ramPages ?? shape.ramPages)
    // A caller has nothing that could fail.
    workload.commands = (try? source.history(of: &caller, maximum: isLong ? 64 : 16)) ?? []
    return workload
  }

  /// Draws a machine: the scaled ones first, where counterexamples are the simplest and runs the cheapest. Small values
  /// are seldom of another. `growth` is how large they are to be, in percent.
  private static func geometry(_ source: inout ChoiceSource, _ growth: UInt64) -> Geometry {
    geometries[source.weighted(scaled.map { $0 * 100 } + standard.map { $0 * growth })]
  }

  private static let geometries: [Geometry] = [
    .tiny8, .deep16, .wrap16, .x86_64, .x86_32, .arm64Pages16K, .arm64Pages64K,
  ]
  /// How often the scaled machines are drawn, in their order.
  private static let scaled: [UInt64] = [18, 32, 14]
  /// How often those of standard size are drawn, in their order.
  private static let standard: [UInt64] = [24, 8, 3, 1]
}
