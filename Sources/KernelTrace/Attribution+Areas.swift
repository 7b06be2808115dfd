/// Reservations and the pages taken for them.
extension Attribution {
  /// A task reserves a range: an area, or the page array of the area it is at.
  mutating func reserve(_ range: TraceReservation, at index: Int, _ state: inout TaskState) {
    closeRelease(at: index, &state)
    let number = areas.count
    var area = Area(line: index, task: lines[index].task, range: range)
    var isNested = false
    if let outer = state.open.last, areas[outer].pages.isEmpty, areas[outer].nested == nil,
      areas[outer].fitsArray(range) != nil || encloses(outer, range, at: index)
    {
      isNested = true
      area.parent = outer
    } else {
      state.open = []
    }
    areas.append(area)
    guard !range.refused else { return }
    if isNested, let outer = area.parent { areas[outer].nested = number }
    state.open.append(number)
    state.areas.append(number)
    live[range.start, default: []].append(number)
  }

  /// Whether a reservation that fits no page array was made inside the allocation of an area all the same:
  /// the page that its task takes next is the first that the area's release gives back.
  private func encloses(_ outer: Int, _ range: TraceReservation, at index: Int) -> Bool {
    guard range.align == 1, !range.refused, let page = firstPage(after: index),
      let release = nextRelease(of: areas[outer].range.start, after: index)
    else { return false }
    return firstFree(after: release) == page
  }

  private func firstPage(after index: Int) -> UInt64? {
    for line in lines[(index + 1)...].prefix(1000)
    where line.task == lines[index].task && !line.inInterrupt {
      switch line.event {
      case .allocate(let frame, 0, let gfp) where GfpMask.isAreaPage(gfp): return frame
      case .allocate: continue
      default: return nil
      }
    }
    return nil
  }

  /// A task takes a block of pages.
  mutating func allocate(
    _ frame: UInt64, _ order: UInt8, _ gfp: UInt32, at index: Int, _ state: inout TaskState
  ) {
    closeRelease(at: index, &state)
    guard let area = state.open.first else { return setAside(.allocationWithoutArea) }
    guard order == 0, GfpMask.isAreaPage(gfp) else {
      if order == 0 { areas[area].passedOver.append(index) }
      closeFullWindow(&state)
      return setAside(.otherAllocation)
    }
    if let mask = areas[area].gfp, mask != gfp {
      guard handOverToArray(area, mask) else {
        areas[area].passedOver.append(index)
        closeFullWindow(&state)
        return setAside(.otherAllocation)
      }
    }
    guard areas[area].visible < areas[area].count else {
      areas[area].surplus.append(index)
      return setAside(.otherAllocation)
    }
    areas[area].gfp = gfp
    areas[area].pages.append(index)
    if frame != 0 { areas[area].visible += 1 }
  }

  /// When the mask changes and the pages so far can be those of the page array, they are.
  private mutating func handOverToArray(_ area: Int, _ mask: UInt32) -> Bool {
    guard let nested = areas[area].nested, areas[nested].pages.isEmpty, GfpMask.isArrayPage(mask),
      areas[area].pages.count <= areas[nested].count, areas[area].visible < areas[area].count
    else { return false }
    areas[nested].pages = areas[area].pages
    areas[nested].visible = areas[area].visible
    areas[nested].gfp = mask
    areas[area].pages = []
    areas[area].visible = 0
    return true
  }

  /// An area with all its pages has no more: anything else that its task does ends its window.
  func closeFullWindow(_ state: inout TaskState) {
    if let area = state.open.first, areas[area].visible >= areas[area].count { state.open = [] }
  }

  /// Another area's release ends the window of an area without pages. One with a part of its pages may
  /// have more to come: reclaim on its behalf can release areas.
  func closeIdleWindow(_ state: inout TaskState) {
    if let area = state.open.first, areas[area].visible == 0 { state.open = [] }
    closeFullWindow(&state)
  }
}
