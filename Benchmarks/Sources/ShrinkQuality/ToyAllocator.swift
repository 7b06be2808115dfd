import PropertyTesting

/// First-fit ranges with a guard page, freed lazily until a purge: small enough to have its least failing histories
/// found by breadth-first search.
struct ToyAllocator {
  enum Bug {
    /// A range that is returned between two free ones loses the upper one.
    case merge
    /// What an area held is still there when its pages are used again.
    case stale
  }

  enum Command: Equatable {
    case allocate(Int)
    case write(Int)
    case free(Int)
    case purge
  }

  let bug: Bug
  private(set) var live: [Range<Int>] = []
  private var lazy: [Range<Int>] = []
  private var free: [Range<Int>] = [0..<ToyAllocator.pages]
  private var dirty: Set<Int> = []

  static let pages = 64

  init(_ bug: Bug) { self.bug = bug }

  /// Carries out a command; false if something is wrong afterwards.
  mutating func step(_ command: Command) -> Bool {
    switch command {
    case .allocate(let count):
      guard let index = free.firstIndex(where: { $0.count > count }) else { return true }
      let range = free[index].lowerBound..<free[index].lowerBound + count + 1
      free[index] = range.upperBound..<free[index].upperBound
      if free[index].isEmpty { free.remove(at: index) }
      live.append(range)
      if range.contains(where: { dirty.contains($0) }) { return false }
    case .write(let index):
      guard live.indices.contains(index) else { return true }
      dirty.insert(live[index].lowerBound)
    case .free(let index):
      guard live.indices.contains(index) else { return true }
      lazy.append(live.remove(at: index))
    case .purge:
      for range in lazy { give(range) }
      lazy = []
    }
    return live.reduce(0) { $0 + $1.count } + lazy.reduce(0) { $0 + $1.count }
      + free.reduce(0) { $0 + $1.count }
      == ToyAllocator.pages
  }

  private mutating func give(_ range: Range<Int>) {
    if bug != .stale { dirty.subtract(range) }
    var merged = range
    let below = free.firstIndex { $0.upperBound == range.lowerBound }
    let above = free.firstIndex { $0.lowerBound == range.upperBound }
    if let below { merged = free[below].lowerBound..<merged.upperBound }
    if let above, bug != .merge || below == nil { merged = merged.lowerBound..<free[above].upperBound }
    free.removeAll { $0.upperBound == range.lowerBound || $0.lowerBound == range.upperBound }
    free.append(merged)
    free.sort { $0.lowerBound < $1.lowerBound }
  }

  /// A history of up to 50 commands; those on live areas name one by its place among them.
  static func history(_ source: inout ChoiceSource) -> [Command] {
    var live = 0
    return source.list(maximum: 50, expected: 20) { source in
      switch source.weighted(live > 0 ? [5, 1, 3, 2] : [5, 1]) {
      case 0:
        live += 1
        return .allocate(Int(source.draw(1...8)))
      case 1: return .purge
      case 2:
        live -= 1
        return .free(Int(source.draw(upTo: UInt64(live))))
      default: return .write(Int(source.draw(upTo: UInt64(live - 1))))
      }
    }
  }

  static func fails(_ history: [Command], _ bug: Bug) -> Bool {
    var allocator = ToyAllocator(bug)
    return history.contains { !allocator.step($0) }
  }
}

extension ToyAllocator {
  /// The length of the shortest failing histories, by breadth-first search.
  static func leastLength(_ bug: Bug) -> Int {
    var states = [ToyAllocator(bug)]
    var length = 0
    while true {
      length += 1
      var next: [ToyAllocator] = []
      for state in states {
        let onLive = state.live.indices.flatMap { [Command.free($0), .write($0)] }
        for command in (1...8).map(Command.allocate) + onLive + [.purge] {
          var successor = state
          if !successor.step(command) { return length }
          next.append(successor)
        }
      }
      states = next
    }
  }
}

extension Challenge {
  static let allocators: [Challenge] = [("allocator: merge", .merge), ("allocator: stale", .stale)].map {
    (name: String, bug: ToyAllocator.Bug) in
    let least = ToyAllocator.leastLength(bug)
    return Challenge(
      name, { source in ToyAllocator.history(&source) }, fails: { ToyAllocator.fails($0, bug) },
      isMinimal: { $0.count == least })
  }
}
