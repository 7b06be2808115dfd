import Machine
import PropertyTesting

/// The caller of an allocator, as it draws its commands: what it asked for, and what it gave back.
///
/// It is a state machine without a system: whether an allocation succeeds is not known here.
struct Caller: StateMachine {
  enum Rule: CaseIterable { case vmalloc, vfree, purge, deferredWork, plant }

  private let shape: Geometry
  /// Page frames of the machine.
  private let ram: UInt64
  /// Pages that may still be asked for, so that runs stay short.
  private var budget: UInt64
  /// How many allocations there were.
  private var allocations = 0
  /// Those not released yet, by their number from 0.
  private var live = Pool<Int>()
  /// Those released.
  private var released = Pool<Int>()
  /// Sizes next to where something changes, as the solver says, but those that would take long.
  private let boundarySizes: [UInt64]

  init(_ shape: Geometry, ram: UInt64) {
    self.shape = shape
    self.ram = ram
    let budget = Self.pageBudget(shape)
    self.budget = budget
    boundarySizes = (BoundaryValues.sizes[shape.name] ?? []).filter { size in
      Self.isShort(size, on: shape, ram: ram, budget: budget)
    }
  }

  static func weight(of rule: Rule) -> UInt64 {
    switch rule {
    case .vmalloc: 54
    case .vfree: 36
    case .purge: 6
    case .deferredWork, .plant: 2
    }
  }

  func command(_ rule: Rule, _ source: inout ChoiceSource) throws -> Command {
    switch rule {
    case .vmalloc: .vmalloc(allocation(&source))
    case .vfree: .vfree(try release(&source))
    case .purge: .purge
    case .deferredWork: .deferredWork
    case .plant: .plant(page: source.draw(0...30))
    }
  }

  mutating func run(_ command: Command, _ source: inout ChoiceSource) {
    switch command {
    case .vmalloc(let allocation):
      live.add(allocations, &source)
      allocations += 1
      let pages = allocation.size / shape.pageSize + (allocation.size % shape.pageSize > 0 ? 1 : 0)
      if pages <= budget { budget -= pages }
    case .vfree(let release):
      guard let back = release.allocation, release.offset == 0 else { return }
      let number = allocations - 1 - back
      guard let area = live.first(where: { $0.object == number }) else { return }
      live.remove(area.id)
      released.add(number, &source)
    case .purge, .deferredWork, .plant: break
    }
  }
}

extension Caller {
  /// Pages that a workload may ask for in all.
  private static func pageBudget(_ shape: Geometry) -> UInt64 {
    max(600, 3 * shape.pointersPerPage)
  }

  /// Whether a size is refused, or of few pages, or so many that their number or the length of their page array wraps to few.
  private static func isShort(_ size: UInt64, on shape: Geometry, ram: UInt64, budget: UInt64) -> Bool {
    let pages = size >> UInt64(shape.pageShift) + (size & (shape.pageSize - 1) > 0 ? 1 : 0)
    let counted = shape.uintBits >= 64 ? pages : pages & (1 << UInt64(shape.uintBits) - 1)
    let bytes = counted &* UInt64(shape.pointerSize)
    let listed = shape.uintBits >= 64 ? bytes : bytes & (1 << UInt64(shape.uintBits) - 1)
    return pages <= budget || pages > ram || counted <= 2 * shape.pointersPerPage
      || listed <= 2 * shape.pageSize
  }
}

// Sizes are at the boundaries where nesting deepens or arithmetic wraps; masks and releases are of every kind.

extension Caller {
  private func allocation(_ source: inout ChoiceSource) -> Command.Allocation {
    // What has choices of its own is a span, so that it can be simplified without moving those behind it.
    var allocation = Command.Allocation(size: source.span("size") { size(&$0) }, gfp: 0)
    allocation.gfp = mask(&source)
    source.span("node") { source in
      guard source.boolean(Probability(2, outOf: 5)) else { return }
      allocation.node = source.draw(upTo: UInt64(shape.nodes - 1))
    }
    source.span("align") { source in
      switch source.weighted([80, 18, 2]) {
      case 0: break
      case 1: allocation.align = shape.pageSize << source.draw(upTo: 4)
      default: allocation.align = source.element(of: alignments)
      }
    }
    allocation.executable = source.boolean(Probability(1, outOf: 6))
    allocation.unguarded = source.boolean(Probability(1, outOf: 30))
    if source.boolean(Probability(1, outOf: 4)) { allocation.allowsHuge = true }
    return allocation
  }

  /// Bytes to ask for: mostly few pages, often a count where something changes, sometimes nonsense.
  private func size(_ source: inout ChoiceSource) -> UInt64 {
    let page = shape.pageSize
    let word: UInt64 = shape.wordBits == 64 ? .max : (1 << UInt64(shape.wordBits)) - 1
    let pages: UInt64
    switch source.weighted([40, 26, 11, 15, 4, 2, 2]) {
    case 0: pages = source.draw(1...8)
    case 1: pages = source.element(of: nestingBoundaries)
    case 2: pages = source.draw(1...64)
    // So many that huge leaves serve some of them.
    case 3: pages = source.draw(1...3) << UInt64(shape.levelBits[0])
    case 4: return source.element(of: refusedSizes(word: word))
    case 5: pages = source.element(of: wrappingCounts)
    default:
      let size = source.element(of: boundarySizes)
      return size / page <= budget || size / page > min(ram, 4 * Self.pageBudget(shape)) ? size : page
    }
    guard pages <= budget || pages > 4 * Self.pageBudget(shape) else { return page }
    let less = source.weighted([70, 15, 15])
    return min(word, pages &* page &- [0, 1, page - 1][less])
  }

  /// Counts around which the page array changes its kind or nests one deeper.
  private var nestingBoundaries: [UInt64] {
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
  private func refusedSizes(word: UInt64) -> [UInt64] {
    let page = shape.pageSize
    let (more, wraps) = (ram + 1).multipliedReportingOverflow(by: page)
    return [0, word, word - page + 2, word - page + 1, wraps ? word : min(word, more)]
  }

  /// The largest alignment, and those next to where something changes, as the solver says.
  private var alignments: [UInt64] {
    [1 << UInt64(shape.wordBits - 1)] + (BoundaryValues.alignments[shape.name] ?? [])
  }

  /// Counts at which the kernel's narrow arithmetic wraps.
  private var wrappingCounts: [UInt64] {
    let limit = UInt64(1) << UInt64(shape.uintBits)
    let array = limit / UInt64(shape.pointerSize)
    let few = shape.pointersPerPage
    return [array, array + 1, array + few, array + few + 1, limit, limit + 1]
  }

  private func mask(_ source: inout ChoiceSource) -> UInt32 {
    let bases = [GFP.kernel | GFP.highmem, GFP.kernel, GFP.nofs | GFP.highmem, GFP.noio, GFP.atomic, 0]
    var mask = bases[source.weighted([50, 10, 10, 10, 12, 8])]
    let extras = [
      GFP.zero, GFP.nowarn, GFP.thisnode, GFP.dma32, GFP.dma, GFP.nofail, GFP.noretry, GFP.repeat,
    ]
    for extra in extras where source.boolean(Probability(1, outOf: 9)) { mask |= extra }
    return UInt32(mask)
  }

  private func release(_ source: inout ChoiceSource) throws -> Command.Release {
    var release = Command.Release(allocation: nil)
    // One that was not released yet, one that was, or an address where nothing can be.
    let number: Int? =
      switch source.weighted([32, 5, 3]) {
      case 0: live[try live.draw(&source)]
      case 1: released[try released.draw(&source)]
      default: nil
      }
    if let number { release.allocation = allocations - 1 - number }
    switch source.weighted([80, 8, 8, 4]) {
    case 0: break
    case 1: release.offset = 1
    case 2: release.offset = shape.pageSize
    default: release.offset = shape.pageSize * 40
    }
    release.inInterrupt = source.boolean(Probability(1, outOf: 25))
    return release
  }
}
