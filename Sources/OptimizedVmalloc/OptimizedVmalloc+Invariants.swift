public import Machine
public import Vmalloc

// What the state of the optimised allocator means, and what is true of it between two calls.

extension OptimizedVmalloc: RefinableAllocator {
  /// The areas that users have: what the busy ranges hold, but page arrays.
  @inlinable
  public func liveAreas() -> [LiveArea] {
    var areas: [OptimizedArea<M>] = []
    state.busy.forEach { areas.append(state.areas[$0.payload]) }
    let arrays = areas.filter(\.hasNestedArray).map { $0.array.concretize("abstraction") }
    return areas.compactMap { area in
      let start = area.address.concretize("abstraction")
      guard !arrays.contains(start) else { return nil }
      let pages = area.pages.concretize("abstraction")
      return LiveArea(start: start, pages: pages, frames: machine.walk(from: area.address, pages: pages))
    }
  }

  /// The pages of what the busy ranges hold.
  @inlinable
  public func heldPages() -> UInt64 {
    var pages: UInt64 = 0
    state.busy.forEach { pages += state.areas[$0.payload].pages.concretize("abstraction") }
    return pages
  }

  /// Every byte of the window is in just one of: free extents, busy ranges, lazily freed ranges, pools. Counts are
  /// those of what they count, areas are complete, each with a page array of its own, and no frame is mapped twice.
  @inlinable
  public func violatedInvariant() -> String? {
    state.free.violatedInvariant() ?? state.busy.violatedInvariant() ?? violatedPartition()
      ?? violatedDescriptors() ?? violatedArrays() ?? violatedTranslations()
  }

  @inlinable
  func violatedPartition() -> String? {
    var parts: [(start: UInt64, length: UInt64)] = []
    func add(_ start: M.Word, _ length: M.Word) {
      parts.append((start.concretize("invariant"), length.concretize("invariant")))
    }
    state.free.forEach { add($0.start, $0.length) }
    state.busy.forEach { add($0.start, $0.length) }
    var lazyPages: UInt64 = 0
    for range in state.lazy {
      add(range.start, range.length)
      lazyPages += range.length.concretize("invariant") / machine.geometry.pageSize
    }
    for pages in state.pools.starts.indices {
      for start in state.pools.starts[pages] {
        add(start, M.Word(constant: UInt64(pages) * machine.geometry.pageSize))
      }
    }
    if state.pools.starts.reduce(0, { $0 + $1.count }) != state.pools.count {
      return "the pools have not \(state.pools.count) ranges, as counted"
    }
    if lazyPages != state.lazyPages.concretize("invariant") {
      return "\(lazyPages) pages are lazily freed, and not as many counted"
    }
    parts.sort { $0.start < $1.start }
    var next = machine.geometry.windowStart
    for part in parts {
      if part.start != next { return "the ranges leave or take \(next) twice, before \(part.start)" }
      next = part.start &+ part.length
    }
    let end = machine.geometry.windowEnd & ~(machine.geometry.pageSize &- 1)
    return next == end ? nil : "the ranges end at \(next), the window at \(end)"
  }

  @inlinable
  func violatedDescriptors() -> String? {
    var used = Set(state.freeSlots)
    if used.count != state.freeSlots.count { return "a slot is free twice" }
    var violation: String?
    state.busy.forEach { range in
      let area = state.areas[range.payload]
      if !used.insert(range.payload).inserted { violation = "slot \(range.payload) is used twice" }
      if area.address != range.start || area.length != range.length {
        violation = "area \(area.id) is not where its range is"
      }
      if area.pages == .zero || area.mapped != area.pages || area.array == .zero {
        violation = "area \(area.id) is not complete"
      }
      if area.blockPages > area.pages { violation = "area \(area.id) has more pages in blocks than pages" }
    }
    if let violation { return violation }
    return used.count == state.areas.count ? nil : "a slot is neither free nor used"
  }

  @inlinable
  func violatedArrays() -> String? {
    var starts: Set<UInt64> = []
    state.busy.forEach { starts.insert($0.start.concretize("invariant")) }
    var arrays: Set<UInt64> = []
    var violation: String?
    state.busy.forEach { range in
      let area = state.areas[range.payload]
      let array = area.array.concretize("invariant")
      if area.hasNestedArray != starts.contains(array) {
        violation =
          "the array of area \(area.id) is \(area.hasNestedArray ? "noted as an area" : "an area, unnoted")"
      }
      if !arrays.insert(array).inserted { violation = "the array of area \(area.id) has another area, too" }
    }
    return violation
  }

  @inlinable
  func violatedTranslations() -> String? {
    var mapped: Set<UInt64> = []
    var violation: String?
    state.busy.forEach { range in
      let area = state.areas[range.payload]
      let pages = area.pages.concretize("invariant")
      for (page, frame) in machine.walk(from: area.address, pages: pages).enumerated() {
        if frame == 0 { violation = "page \(page) of area \(area.id) is not mapped" }
        if !mapped.insert(frame).inserted { violation = "frame \(frame) is mapped twice" }
      }
    }
    return violation
  }
}
