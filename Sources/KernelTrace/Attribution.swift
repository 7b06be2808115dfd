/// Finds out which lines of a trace belong to which area: the first pass.
///
/// The trace says who reserved, released, took and freed, never for what. What is known of the order
/// in which the kernel does these things decides:
///
/// - The pages of an area are single pages, with the mask of area pages and equal masks, that the
///   area's task takes after the reservation. The window stays open until the task reserves or
///   releases something else. With the number of pages that the size promises it closes at the first
///   other thing that the task does, whatever it is: a page too many is still the area's.
/// - A reservation inside the window, before the first page, of the size of a page array, is the page
///   array of the area. Its own pages are handed out in bulk, as a rule, and do not show.
/// - The pages given back by a release are the frees of the releasing task that follow it
///   (`ReleaseRules`).
/// - What happens in an interrupt is not the task's.
struct Attribution {
  /// The lines of the trace.
  let lines: ContiguousArray<TraceLine>
  /// The reservations, in order.
  var areas: [Area] = []
  /// The releases of these, in order.
  var releases: [Release] = []
  /// What was set aside, and why.
  var unattributed: [Unattributed: Int] = [:]

  private var stateNumbers: [TraceTask: Int] = [:]
  private var states: [TaskState] = []
  private var lastTask: TraceTask?
  private var lastState = 0
  private var live: [UInt64: [Int]] = [:]

  /// Attributes the lines of a trace.
  init(_ lines: ContiguousArray<TraceLine>) {
    self.lines = lines
    for index in lines.indices {
      read(index)
    }
    applyReleaseRules()
    applyAreaRules()
  }

  /// Notes that lines were set aside.
  mutating func setAside(_ reason: Unattributed, count: Int = 1) {
    if count > 0 { unattributed[reason, default: 0] += count }
  }

  private mutating func read(_ index: Int) {
    let line = lines[index]
    if line.inInterrupt {
      switch line.event {
      case .allocate, .free: return setAside(.inInterrupt)
      default: break
      }
    }
    if case .translation(let owner, let page, _, let present) = line.event {
      with(line.task) { attribution, state in
        attribution.closeRelease(at: index, &state)
        attribution.closeFullWindow(&state)
      }
      with(owner) { attribution, state in attribution.translate(page, present, at: index, &state) }
      return
    }
    with(line.task) { attribution, state in
      switch line.event {
      case .reserve(let range): attribution.reserve(range, at: index, &state)
      case .release(let start): attribution.release(start, at: index, &state)
      case .allocate(let frame, let order, let gfp):
        attribution.allocate(frame, order, gfp, at: index, &state)
      case .free(_, let order): attribution.free(order, at: index, &state)
      case .probe(let pages): attribution.probe(pages, at: index, &state)
      case .purge, .translation: break
      }
    }
  }

  /// Lets `body` change the state of a task. It is taken out meanwhile, so that it is changed in place.
  private mutating func with(_ task: TraceTask, _ body: (inout Attribution, inout TaskState) -> Void) {
    if task != lastTask {
      lastTask = task
      lastState = stateNumbers[task, default: states.count]
      if lastState == states.count {
        stateNumbers[task] = lastState
        states.append(TaskState())
      }
    }
    let number = lastState
    var state = TaskState()
    swap(&state, &states[number])
    body(&self, &state)
    swap(&state, &states[number])
  }

  // MARK: Areas

  private mutating func reserve(_ range: TraceReservation, at index: Int, _ state: inout TaskState) {
    closeRelease(at: index, &state)
    let number = areas.count
    var area = Area(line: index, task: lines[index].task, range: range)
    var isNested = false
    if let outer = state.open.last, areas[outer].pages.isEmpty, areas[outer].nested == nil,
      areas[outer].fitsArray(range) != nil
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

  private mutating func allocate(
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
  private func closeFullWindow(_ state: inout TaskState) {
    if let area = state.open.first, areas[area].visible >= areas[area].count { state.open = [] }
  }

  // MARK: Releases

  private mutating func release(_ start: UInt64, at index: Int, _ state: inout TaskState) {
    let previous = state.release
    closeRelease(at: index, &state)
    guard let area = takeLive(start, releasedAt: index) else {
      closeFullWindow(&state)
      state.inUnknownRelease = true
      return setAside(.releaseOfUnknownArea)
    }
    let number = releases.count
    var release = Release(
      area: area, line: index, task: lines[index].task, fromWithin: state.open.first == area)
    if let previous, let parent = areas[area].parent, releases[previous].area == parent {
      release.parent = previous
      releases[previous].nested = number
    }
    releases.append(release)
    areas[area].release = number
    state.open = []
    state.release = number
  }

  /// The live area at an address. Where there are two, as only a faulty allocator can have it, the one
  /// that has the frame that is freed next, or else the older one.
  private mutating func takeLive(_ start: UInt64, releasedAt index: Int) -> Int? {
    guard let candidates = live[start], let oldest = candidates.first else { return nil }
    var chosen = oldest
    if candidates.count > 1, let frame = firstFree(after: index) {
      chosen =
        candidates.first { areas[$0].pages.contains { lines[$0].event.isAllocation(of: frame) } } ?? oldest
    }
    live[start] = candidates.count == 1 ? nil : candidates.filter { $0 != chosen }
    return chosen
  }

  private func firstFree(after index: Int) -> UInt64? {
    for line in lines[(index + 1)...].prefix(1000) where line.task == lines[index].task {
      guard case .free(let frame, _) = line.event else { return nil }
      return frame
    }
    return nil
  }

  private mutating func free(_ order: UInt8, at index: Int, _ state: inout TaskState) {
    closeFullWindow(&state)
    if order != 0 {
      setAside(.otherFree)
    } else if let release = state.release {
      releases[release].frees.append(index)
    } else {
      setAside(state.inUnknownRelease ? .freeOfUnknownArea : .freeWithoutRelease)
    }
  }

  private mutating func closeRelease(at index: Int, _ state: inout TaskState) {
    if let release = state.release { releases[release].closing = index }
    state.release = nil
    state.inUnknownRelease = false
  }

  // MARK: Translations

  private mutating func probe(_ pages: UInt64, at index: Int, _ state: inout TaskState) {
    closeRelease(at: index, &state)
    state.probed = state.areas.last { number in
      let area = areas[number]
      return area.release == nil && area.visible > 0 && (area.count == pages || area.visible == pages)
    }
    if state.probed == nil { setAside(.markerWithoutArea) }
    closeFullWindow(&state)
  }

  private mutating func translate(_ page: UInt64, _ present: Bool, at index: Int, _ state: inout TaskState) {
    guard let number = state.probed, areas[number].release == nil,
      page < max(areas[number].count, areas[number].visible)
    else { return setAside(.markerWithoutArea) }
    guard present else { return setAside(.notPresent) }
    areas[number].translations.append(index)
  }
}

extension TraceEvent {
  /// Whether it is the allocation of this frame.
  func isAllocation(of frame: UInt64) -> Bool {
    if case .allocate(frame, _, _) = self { true } else { false }
  }
}
