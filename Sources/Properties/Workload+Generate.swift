import Machine
public import PropertyTesting

// How workloads are drawn: sizes at the boundaries where nesting deepens or arithmetic wraps, every
// kind of mask and release, and refusals as choices like any other.

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
    var budget = pageBudget(shape)
    // The smallest machine is used up and put together again only by histories of some length.
    // Drawn for every machine, so that the choices that follow mean the same on a simpler one.
    let isLong = source.boolean(Probability(1, outOf: 4)) && shape == .tiny8
    workload.commands = source.list(maximum: isLong ? 64 : 16, expected: isLong ? 32 : 6) { source in
      command(&source, shape, ram: workload.ramPages ?? shape.ramPages, &budget)
    }
    let isPlain = workload.failures.refusals.isEmpty
    if source.boolean(Probability(1, outOf: 12)), isPlain { workload.isRepeated = true }
    return workload
  }

  /// Geometries from the simplest counterexamples to the most expensive runs, and how often each is drawn.
  private static let order = [6, 4, 5, 0, 3, 1, 2]
  private static let weights: [UInt64] = [18, 32, 14, 24, 8, 3, 1]

  /// Pages that a workload may have in all, so that runs stay short.
  private static func pageBudget(_ shape: Geometry) -> UInt64 {
    max(600, 3 * shape.pointersPerPage)
  }

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

  private static func command(
    _ source: inout ChoiceSource, _ shape: Geometry, ram: UInt64, _ budget: inout UInt64
  ) -> Command {
    switch source.weighted([54, 36, 6, 2, 2]) {
    case 0: return .vmalloc(allocation(&source, shape, ram: ram, &budget))
    case 1: return .vfree(release(&source, shape))
    case 2: return .purge
    case 3: return .deferredWork
    default: return .plant(page: source.draw(0...30))
    }
  }

  private static func allocation(
    _ source: inout ChoiceSource, _ shape: Geometry, ram: UInt64, _ budget: inout UInt64
  ) -> Command.Allocation {
    // What has choices of its own is a span, so that it can be simplified without moving those behind it.
    let size = source.span("size") { Self.size(&$0, shape, ram: ram, &budget) }
    var allocation = Command.Allocation(size: size, gfp: 0)
    allocation.gfp = mask(&source)
    source.span("node") { source in
      guard source.boolean(Probability(2, outOf: 5)) else { return }
      allocation.node = source.draw(upTo: UInt64(shape.nodes - 1))
    }
    source.span("align") { source in
      switch source.weighted([80, 18, 2]) {
      case 0: break
      case 1: allocation.align = shape.pageSize << source.draw(upTo: 4)
      default: allocation.align = 1 << UInt64(shape.wordBits - 1)
      }
    }
    allocation.executable = source.boolean(Probability(1, outOf: 6))
    allocation.unguarded = source.boolean(Probability(1, outOf: 30))
    source.span("huge") { source in
      guard source.boolean(Probability(1, outOf: 4)) else { return }
      allocation.allowsHuge = true
      // So many pages that huge leaves serve some of them.
      let pages = source.draw(0...3) << UInt64(shape.levelBits[0])
      if pages > 0, pages <= budget {
        budget -= pages
        allocation.size = pages * shape.pageSize
      }
    }
    return allocation
  }

  /// Bytes to ask for: mostly few pages, often a count where something changes, sometimes nonsense.
  private static func size(
    _ source: inout ChoiceSource, _ shape: Geometry, ram: UInt64, _ budget: inout UInt64
  ) -> UInt64 {
    let page = shape.pageSize
    let word: UInt64 = shape.wordBits == 64 ? .max : (1 << UInt64(shape.wordBits)) - 1
    let pages: UInt64
    switch source.weighted([50, 30, 14, 4, 2]) {
    case 0: pages = source.draw(1...8)
    case 1: pages = source.element(of: nestingBoundaries(shape, within: budget))
    case 2: pages = source.draw(1...64)
    case 3: return source.element(of: refusedSizes(shape, ram: ram, word: word))
    default: pages = source.element(of: wrappingCounts(shape))
    }
    guard pages <= budget || pages > 4 * pageBudget(shape) else { return page }
    if pages <= budget { budget -= pages }
    let less = source.weighted([70, 15, 15])
    return min(word, pages &* page &- [0, 1, page - 1][less])
  }

  /// Counts around which the page array changes its kind or nests one deeper.
  private static func nestingBoundaries(_ shape: Geometry, within budget: UInt64) -> [UInt64] {
    let r = shape.pointersPerPage
    var counts: [UInt64] = []
    var power = r
    while power + 1 <= budget, counts.count < 24 {
      counts += [power - 1, power, power + 1].filter { $0 > 0 }
      power *= r
    }
    return counts.isEmpty ? [1] : counts
  }

  /// Sizes that are to be refused outright, or just not.
  private static func refusedSizes(_ shape: Geometry, ram: UInt64, word: UInt64) -> [UInt64] {
    let page = shape.pageSize
    let (more, wraps) = (ram + 1).multipliedReportingOverflow(by: page)
    return [0, word, word - page + 2, wraps ? word : min(word, more)]
  }

  /// Counts at which the kernel's narrow arithmetic wraps.
  private static func wrappingCounts(_ shape: Geometry) -> [UInt64] {
    let limit = UInt64(1) << UInt64(shape.uintBits)
    let array = limit / UInt64(shape.pointerSize)
    let few = shape.pointersPerPage
    return [array, array + 1, array + few, array + few + 1, limit, limit + 1]
  }

  private static func mask(_ source: inout ChoiceSource) -> UInt32 {
    let bases = [GFP.kernel | GFP.highmem, GFP.kernel, GFP.nofs | GFP.highmem, GFP.noio, GFP.atomic, 0]
    var mask = bases[source.weighted([50, 10, 10, 10, 12, 8])]
    let extras = [
      GFP.zero, GFP.nowarn, GFP.thisnode, GFP.dma32, GFP.dma, GFP.nofail, GFP.noretry, GFP.repeat,
    ]
    for extra in extras where source.boolean(Probability(1, outOf: 9)) { mask |= extra }
    return UInt32(mask)
  }

  private static func release(_ source: inout ChoiceSource, _ shape: Geometry) -> Command.Release {
    var release = Command.Release(allocation: 0)
    release.allocation = source.span("target") { source in
      source.boolean(Probability(1, outOf: 40)) ? nil : Int(source.draw(upTo: 7))
    }
    switch source.weighted([88, 5, 5, 2]) {
    case 0: break
    case 1: release.offset = 1
    case 2: release.offset = shape.pageSize
    default: release.offset = shape.pageSize * 40
    }
    release.inInterrupt = source.boolean(Probability(1, outOf: 25))
    return release
  }
}
