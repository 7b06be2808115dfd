import Conformance
import Machine
import Properties

/// Commands and environments over which the shortest histories that fail are searched, breadth first.
struct CommandAlphabet {
  var commands: [Command]
  /// Workloads without commands.
  var environments: [Workload]
  /// The longest histories that are tried.
  var depth: Int

  /// The least length of a workload over one of some alphabets that fails; nil if none does of as many commands as the
  /// alphabet's depth. Exponential in it.
  static func leastLength(_ alphabets: [CommandAlphabet], fails: (Workload) -> Bool) -> Int? {
    (1...(alphabets.map(\.depth).max() ?? 1)).first { length in
      alphabets.contains { $0.hasFailure(length: length, fails) }
    }
  }

  private func hasFailure(length: Int, _ fails: (Workload) -> Bool) -> Bool {
    for (departures, environments) in Dictionary(grouping: environments, by: \.length) {
      let count = length - departures
      guard 1...depth ~= count else { continue }
      var digits = Array(repeating: 0, count: count)
      repeat {
        let history = digits.map { commands[$0] }
        // What releases an allocation that never was does nothing there.
        guard Self.isSensible(history) else { continue }
        for var workload in environments {
          workload.commands = history
          if fails(workload) { return true }
        }
      } while Self.advance(&digits, below: commands.count)
    }
    return false
  }

  private static func advance(_ digits: inout [Int], below count: Int) -> Bool {
    for place in digits.indices.reversed() {
      digits[place] += 1
      if digits[place] < count { return true }
      digits[place] = 0
    }
    return false
  }

  private static func isSensible(_ history: [Command]) -> Bool {
    var allocations = 0
    for command in history {
      switch command {
      case .vmalloc: allocations += 1
      case .vfree(let release): if let back = release.allocation, back >= allocations { return false }
      case .purge, .deferredWork, .plant: break
      }
    }
    return true
  }
}

extension Workload {
  /// Calls, and whatever the environment does of its own: refusals, scarce memory, an unusual order of frames, a processor
  /// of another node, and the calls made again.
  var length: Int {
    let departures = [ramPages != nil, scatter != 0, localNode != 0, isRepeated]
    return commands.count + failures.refusals.count + departures.count { $0 }
  }
}

extension CommandAlphabet {
  /// The alphabets that are searched, each to its depth: the larger, the less deep.
  static func all(_ machine: Geometry) -> [CommandAlphabet] {
    [wide(machine), middle(machine), crowded(machine), narrow(machine)]
  }

  /// Allocations of every combination of size and alignment, and every kind of release, with every first refusal, in
  /// little memory, and made twice.
  static func wide(_ machine: Geometry) -> CommandAlphabet {
    let page = machine.pageSize
    let pages = Array(1...32) + [machine.ramPages + 1] as [UInt64]
    let shifts = Array(1...4) + [UInt64(machine.wordBits - 1 - machine.pageShift)] as [UInt64]
    var commands = [0, 1].map { Command.vmalloc(Command.Allocation(size: $0, gfp: plain)) }
    for count in pages {
      for align in [1] + shifts.map({ page << $0 }) {
        commands.append(.vmalloc(Command.Allocation(size: count * page, align: align, gfp: plain)))
      }
      commands += variants(pages: count, page)
    }
    commands += releases(page) + others
    return CommandAlphabet(
      commands: commands, environments: environments(machine, refusals: 16), depth: 1)
  }

  /// Some of each of those.
  static func middle(_ machine: Geometry) -> CommandAlphabet {
    let page = machine.pageSize
    let few: [UInt64] = [1, 2, 3, 8, 17]
    var commands = few.map { Command.vmalloc(Command.Allocation(size: $0 * page, gfp: plain)) }
    for align in [page << 1, page << 4] {
      commands += [1, 3].map { .vmalloc(Command.Allocation(size: $0 * page, align: align, gfp: plain)) }
    }
    commands += variants(pages: 3, page) + releases(page) + others
    return CommandAlphabet(
      commands: commands, environments: environments(machine, refusals: 2), depth: 2)
  }

  /// Plain allocations, releases and purges.
  static func narrow(_ machine: Geometry) -> CommandAlphabet {
    let commands: [Command] =
      [1, 2, 3, 6, 7, 8, 17, 31].map {
        .vmalloc(Command.Allocation(size: $0 * machine.pageSize, gfp: plain))
      } + (0...3).map { .vfree(Command.Release(allocation: $0)) } + [.purge]
    return CommandAlphabet(
      commands: commands, environments: environments(machine, refusals: 0), depth: 5)
  }

  /// Allocations that take up the window: of many sizes, with large alignments, and those that no zone can serve, whose
  /// ranges are freed lazily at once.
  static func crowded(_ machine: Geometry) -> CommandAlphabet {
    let page = machine.pageSize
    var commands: [Command] = [.purge] + (0...1).map { .vfree(Command.Release(allocation: $0)) }
    for count in Array(1...8) + [15, 17, 31] as [UInt64] {
      for align in [1, page << 4, page << 5] {
        for mask in [plain, plain | UInt32(GFP.dma)] {
          commands.append(.vmalloc(Command.Allocation(size: count * page, align: align, gfp: mask)))
        }
      }
    }
    let once = Workload(geometry: machine.name)
    let twice = changed(once) { $0.isRepeated = true }
    return CommandAlphabet(
      commands: commands, environments: [once, twice], depth: 3)
  }

  private static let plain = UInt32(GFP.kernel | GFP.highmem)
  private static let others: [Command] = [.purge, .deferredWork] + (0...3).map { .plant(page: $0) }

  /// Allocations that are special in one way.
  private static func variants(pages: UInt64, _ page: UInt64) -> [Command] {
    let simple = Command.Allocation(size: pages * page, gfp: plain)
    let extras = [GFP.nowarn, GFP.zero, GFP.thisnode, GFP.nofail, GFP.dma32, GFP.dma].map { UInt32($0) }
    let masks = extras.map { plain | $0 } + [UInt32(GFP.atomic), UInt32(GFP.noio), 0]
    let variants =
      masks.map { mask in changed(simple) { $0.gfp = mask } }
      + [0, 1].map { node in changed(simple) { $0.node = node } }
      + [
        changed(simple) { $0.executable = true }, changed(simple) { $0.unguarded = true },
        changed(simple) { $0.allowsHuge = true },
      ]
    return variants.map { .vmalloc($0) }
  }

  private static func changed<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
    var value = value
    change(&value)
    return value
  }

  /// Releases of the last two allocations and of nothing, at and beside their addresses, at once and put off.
  private static func releases(_ page: UInt64) -> [Command] {
    var releases: [Command] = []
    for back in [0, 1, nil] as [Int?] {
      for offset in [0, 1, page, 40 * page] {
        for inInterrupt in [false, true] {
          releases.append(
            .vfree(Command.Release(allocation: back, offset: offset, inInterrupt: inInterrupt)))
        }
      }
    }
    return releases
  }

  /// Nothing special, or one thing: one of the first requests refused, little memory, frames in another order, another node,
  /// the calls made twice.
  private static func environments(_ machine: Geometry, refusals: UInt32) -> [Workload] {
    let plain = Workload(geometry: machine.name)
    let plans = FailurePlan.Resource.allCases.flatMap { resource in
      (0..<refusals).map { FailurePlan([.init(resource: resource, ordinal: $0, andLater: false)]) }
    }
    return [plain]
      + plans.map { plan in changed(plain) { $0.failures = plan } }
      + [10, 14, 20, 32].map { pages in changed(plain) { $0.ramPages = pages } }
      + (1...7).map { scatter in changed(plain) { $0.scatter = scatter } }
      + [changed(plain) { $0.localNode = machine.nodes - 1 }, changed(plain) { $0.isRepeated = true }]
      .filter { $0 != plain }
  }
}
