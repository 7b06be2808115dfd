/// Finds out which lines of a trace belong to which area: the first pass.
///
/// The trace says who reserved, released, took and freed, never for what. What is known of the order
/// in which the kernel does these things decides:
///
/// - The pages of an area are single pages, with the mask of area pages and equal masks, that the
///   area's task takes after the reservation. The window stays open until the task reserves something
///   else or releases the area, or has as many as the size promises. Pages with the same mask right
///   after these are the area's only if its release gives them back.
/// - A reservation inside the window, before the first page, of the size of a page array, is the page
///   array of the area. Its own pages are handed out in bulk, as a rule, and do not show. One of another
///   size is if the area's release shows that the first page was taken after it.
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
  /// The areas not yet released, by start address.
  var live: [UInt64: [Int]] = [:]
  private var releaseLines: [UInt64: [Int]] = [:]

  /// Attributes the lines of a trace.
  init(_ lines: ContiguousArray<TraceLine>) {
    self.lines = lines
    for index in lines.indices {
      if case .release(let start) = lines[index].event { releaseLines[start, default: []].append(index) }
    }
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

  /// The line of the next release at an address.
  func nextRelease(of start: UInt64, after index: Int) -> Int? {
    guard let candidates = releaseLines[start] else { return nil }
    var (low, high) = (0, candidates.count)
    while low < high {
      let middle = (low + high) / 2
      if candidates[middle] <= index { low = middle + 1 } else { high = middle }
    }
    return low < candidates.count ? candidates[low] : nil
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
