public import Machine

/// Builds observations from events, one event at a time. O(1) an event, apart from range look-ups.
///
/// This is trusted code: what it derives wrongly, every clause judges wrongly. `NaiveObserver` derives
/// the same from scratch and the two are compared.
public struct Observer {
  /// An observation whose call has ended.
  public struct Completed {
    /// What it is of.
    public var unit: Unit
    /// The call, `Event.noCall` for a history.
    public var call: UInt32
    /// What was observed.
    public var observation: Observation

    /// An observation of a call or, with `Event.noCall`, of a history.
    public init(unit: Unit, call: UInt32, observation: Observation) {
      self.unit = unit
      self.call = call
      self.observation = observation
    }
  }

  /// The columns that are filled.
  let columns: Columns
  var world: World
  /// Of every observation: powers of the pointers that fit into a page.
  private let nestingLimits: ContiguousArray<UInt64>
  var calls: [CallRecord] = []
  var open: ContiguousArray<OpenCall> = []
  /// Calls that have ended since this was last taken, in order of their end.
  public internal(set) var completed: [Completed] = []
  var frameChanges: ContiguousArray<Change> = []
  var pageChanges: ContiguousArray<Change> = []
  var rangeTouches: ContiguousArray<RangeTouch> = []
  var spare: [Observation] = []
  var now: UInt64 = 0

  /// An observer of a machine of this shape, before its first event.
  ///
  /// - Parameters:
  ///   - geometry: the machine's shape.
  ///   - columns: the functions that observations are to have; the others stay empty, and counts of what changed 0.
  public init(geometry: Geometry, columns: Columns = .all) {
    self.columns = columns
    world = World(geometry: geometry, columns: columns)
    var limit: UInt64 = 1
    nestingLimits = ContiguousArray(
      (0..<64).map { _ in
        let (product, wraps) = limit.multipliedReportingOverflow(by: geometry.pointersPerPage)
        limit = wraps ? .max : product
        return limit
      })
  }

  /// Takes in the next event of an expanded log (`EventLog.expanded`), whose `calls` are given.
  public mutating func observe(_ event: Event, calls: [CallRecord]) {
    defer { now += 1 }
    if Observer.isRefusal(event) { world.refusedInAll += 1 }
    switch event.kind {
    case .call:
      enter(event, calls[Int(event.call)])
      return
    case .env:
      plant(event)
      return
    default: break
    }
    guard let slot = slot(of: event.call) else {
      observeOutside(event)
      return
    }
    if event.kind != .ret, event.kind != .trap { open[slot].observation.increment(.eventCount) }
    switch event.kind {
    case .ret: leave(slot, returning: event.x)
    case .trap: halt(event)
    case .reserve, .reserveFail, .retire, .lazyCount, .flush, .reusable: observeRange(event, slot)
    case .structNew, .structFree, .arrKmalloc, .arrKfree, .store, .load, .areaCount, .areaFlags:
      observeMemory(event, slot)
    case .pageReq, .pageGot, .pagePut, .ptNew, .nodeCount: observeFrame(event, slot)
    case .map, .unmap, .xlate: observeMapping(event, slot)
    case .warn, .resched, .deferred: observeMessage(event, slot)
    case .call, .env, .run: break
    }
  }

  /// Whether an event says that the environment did not give what was asked for.
  private static func isRefusal(_ event: Event) -> Bool {
    switch event.kind {
    case .pageGot, .ptNew, .arrKmalloc, .structNew: !event.ok
    case .reserveFail: true
    default: false
    }
  }

  /// What is to be said of the whole history, once everything was released and purged.
  ///
  /// `tablesBefore`: page tables made until the history began to repeat itself, if it did.
  public func history(tablesBefore: UInt64?) -> Observation {
    var result = Observation()
    setGeometry(&result)
    result[.liveData] = UInt64(world.owners.values.lazy.filter { $0.isData || $0.isHeld }.count)
    result[.liveBusy] = UInt64(world.ranges.lazy.filter { !$0.isLazy }.count)
    result[.liveLazy] = UInt64(world.ranges.lazy.filter(\.isLazy).count)
    result[.liveSlab] = world.liveSlabObjects
    result[.lazyMost] = world.lazyMost
    result[.tablesBefore] = tablesBefore ?? Observation.none
    result[.refusedInAll] = world.refusedInAll
    result[.tablesAfter] = world.tables
    result[.foreignCount] = world.foreign
    return result
  }

  /// Page tables made so far.
  public var tableCount: UInt64 { world.tables }

  /// Gives an observation's memory back for another one.
  public mutating func recycle(_ observation: consuming Observation) {
    if spare.count < 8 { spare.append(observation) }
  }

  /// Takes the observations of the calls that have ended.
  public mutating func takeCompleted() -> [Completed] {
    guard !completed.isEmpty else { return [] }
    defer { completed.removeAll(keepingCapacity: true) }
    return completed
  }

  /// Where an open call is kept. Calls of a machine are nested, so it is nearly always the last.
  func slot(of call: UInt32) -> Int? {
    if let last = open.last, last.id == call { return open.count - 1 }
    return open.lastIndex { $0.id == call }
  }

  /// Whether a call is `ancestor` or was made by it, directly or not.
  func isWithin(_ call: UInt32, _ ancestor: UInt32) -> Bool {
    var current = call
    while current != Event.noCall {
      if current == ancestor { return true }
      current = Int(current) < calls.count ? calls[Int(current)].parent : Event.noCall
    }
    return false
  }

  func setGeometry(_ observation: inout Observation) {
    let geometry = world.geometry
    observation[.pageSize] = geometry.pageSize
    observation[.pointerSize] = UInt64(geometry.pointerSize)
    observation[.ramPages] = geometry.ramPages
    observation[.windowStart] = geometry.windowStart
    observation[.windowEnd] = geometry.windowEnd
    observation[.levels] = UInt64(geometry.levels)
    observation[.uintLimit] = geometry.uintBits < 64 ? 1 << UInt64(geometry.uintBits) : .max
    observation.columns[Symbol.nestingLimit.rawValue] = nestingLimits
  }

  private mutating func observeMessage(_ event: Event, _ slot: Int) {
    switch event.kind {
    case .warn:
      open[slot].observation.increment(.warnCount)
      if columns.contains(.messages) {
        open[slot].observation.append(.warnKind, UInt64(event.order))
        open[slot].observation.append(.warnPages, event.x)
        open[slot].observation.append(.warnBytes, event.y)
        open[slot].observation.append(.warnAt, now)
      }
      let ofMapping = [Warning.entryInUse.rawValue, Warning.missingPage.rawValue]
      if ofMapping.contains(event.order) { open[slot].mappingFailed = true }
    case .resched:
      open[slot].observation.increment(.reschedCount)
      open[slot].storedInRow = 0
    default: open[slot].observation.increment(.deferredCount)
    }
  }

  /// Events outside of any call: only what a recording shows of other allocators' ranges.
  private mutating func observeOutside(_ event: Event) {
    switch event.kind {
    case .ptNew where event.ok:
      world.owners[event.x] = .table
      world.tables += 1
    case .flush: world.flush(event.x, event.y)
    case .pagePut: world.owners[event.x] = nil
    default: break
    }
  }
}
