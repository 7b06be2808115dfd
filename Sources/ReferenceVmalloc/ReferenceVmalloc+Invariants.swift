public import Machine
public import Vmalloc

// What the state of the reference means, and what is true of it between two calls.

extension ReferenceVmalloc: RefinableAllocator {
  /// The areas that users have: what the busy ranges hold, but page arrays.
  @inlinable
  public func liveAreas() -> [LiveArea] {
    let areas = state.ranges.entries.compactMap { $0.area.map { state.areas[$0] } }
    let nested = M.Flags(constant: AreaFlag.vpages)
    let arrays = areas.filter { $0.flags & nested != .zero }.map { $0.pages.concretize("abstraction") }
    return areas.compactMap { area in
      let start = area.address.concretize("abstraction")
      guard !arrays.contains(start) else { return nil }
      let pages = area.pageCount.concretize("abstraction")
      return LiveArea(start: start, pages: pages, frames: machine.walk(from: area.address, pages: pages))
    }
  }

  /// The pages of the areas that ranges have.
  @inlinable
  public func heldPages() -> UInt64 {
    state.ranges.entries.reduce(0) { sum, range in
      sum + (range.area.map { state.areas[$0].pageCount.concretize("abstraction") } ?? 0)
    }
  }

  /// Ranges ascend and do not overlap, and each that has an area is its area's.
  @inlinable
  public func violatedInvariant() -> String? {
    var end: M.Word?
    for range in state.ranges.entries {
      if let end, range.start < end { return "ranges overlap or do not ascend" }
      end = range.end
      guard let slot = range.area else {
        if !range.isLazy { return "a busy range has no area" }
        continue
      }
      if range.isLazy { return "a lazily freed range has an area" }
      let area = state.areas[slot]
      if area.address != range.start || area.size != range.end &- range.start {
        return "area \(area.id) is not where its range is"
      }
    }
    return nil
  }
}
