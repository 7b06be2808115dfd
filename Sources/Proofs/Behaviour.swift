internal import Specification
package import Machine

/// Follows the events of an allocator with steps of the system: whether what it did is a behaviour of the system.
///
/// Each event is a step, or none; between two events there are steps that leave no event, such as the end of a loop.
/// After the first, the fourth, the 16th step of a kind, and so on, the invariants that it could have broken are
/// evaluated; at the end of a call, what `observation.smt2` says an observer sees is compared with what the observer of
/// the specification saw.
package struct Behaviour {
  let model: BehaviourModel
  private var observer: Observer
  /// The fields, as the innermost call that has not returned sees them.
  var state: [Value]
  private var open: [OpenLevel] = []
  /// Pages that were unmapped and not flushed since.
  private var stale: Set<Int128> = []
  /// What looks whether obligations' claims hold on the way, if anything does.
  package var watch: ClaimWatch?
  /// How often each step was taken.
  package private(set) var steps: [String: Int] = [:]
  /// Calls whose end was compared.
  package private(set) var calls = 0
  /// Events that were followed.
  package private(set) var events = 0

  /// A call that has not returned.
  private struct OpenLevel {
    var call: UInt32
    var operation: CallRecord.Operation
    /// What it asked for until it had a range: descriptors, ranges.
    var requests: Int128 = 0
    /// The fields as the call that made it sees them, nil for a user's call.
    var caller: [Value]?
  }

  /// Before the first event.
  package init(_ model: BehaviourModel) {
    self.model = model
    state = model.start
    observer = Observer(geometry: model.geometry)
  }

  /// Follows one more event of an expanded log.
  ///
  /// - Throws: `Departure` if it is not what the system does.
  package mutating func follow(_ event: Event, calls: [CallRecord]) throws {
    do {
      observer.observe(event, calls: calls)
      try explain(event, calls)
      events += 1
    } catch var departure as Departure {
      departure.event = events
      throw departure
    } catch let failure as Evaluator.Failure {
      throw Departure(step: "", message: failure.message, event: events)
    }
  }

  // MARK: Events

  private mutating func explain(_ event: Event, _ calls: [CallRecord]) throws {
    switch event.kind {
    case .call: try enter(calls[Int(event.call)], event.call)
    case .ret: try leave(event)
    case .reserve: try reserve(event, calls[Int(event.call)])
    case .arrKmalloc: try take(event.ok ? "array-slab" : "array-refused")
    case .arrKfree:
      if isAt("PUTTING") { try take("puts-done") }
      try take("array-freed")
    case .pageReq: try moveFrame()
    case .pageGot: try pageGot(event)
    case .store: try store(event)
    case .load: try load(event)
    case .ptNew: try makeTable(event)
    case .map: try map(event)
    case .unmap: try unmap(event)
    case .retire: try retire(event)
    case .pagePut: try put(event)
    case .structFree where event.x == 0:
      // The descriptor of an area that got no range was never part of the system.
      if !isAt("IDLE") { try take("descriptor-freed") }
    case .flush:
      try take(
        "purge-begin", ["low.next": .number(page(event.x)), "high.next": .number(page(event.y))])
      try take("purge-flush")
      stale = stale.filter { $0 < page(event.x) || page(event.y) <= $0 }
      try compareStale()
    case .reusable: try reuse(event)
    case .areaCount:
      let isCounted = isAt("UNMAPPING")
      try expect(
        Int128(event.x), isCounted ? self["count"].at(number("cur")).number ?? 0 : number("n"),
        "the page count that is noted")
    case .trap: throw Departure(step: "", message: "the run ends in a halt; \(place)")
    case .env:
      throw Departure(step: "", message: "somebody else writes leaf entries: the system has no step for that")
    case .run: throw Departure(step: "", message: "an event stands for many; expand the log")
    case .structNew, .reserveFail: open[open.count - 1].requests += 1
    case .structFree, .areaFlags, .lazyCount, .warn, .resched,
      .deferred, .xlate, .nodeCount:
      break
    }
  }

  private mutating func enter(_ record: CallRecord, _ call: UInt32) throws {
    var level = OpenLevel(call: call, operation: record.operation)
    if !open.isEmpty, record.operation != .purge {
      if isAt("PUTTING") { try take("puts-done") }
      level.caller = state
      var evaluator = Evaluator(scope: model.scope, values: state)
      for (place, value) in model.calling { state[place] = try evaluator.value(value) }
      // What a call finds is what was when it began, should it do nothing at all.
      for (name, place) in model.places {
        for ending in [".old", ".first"] where name.hasSuffix(ending) {
          state[place] = self[String(name.dropLast(ending.count))]
        }
      }
      self["ret"] = .number(0)
      self["putsInAll"] = .array(elsewhere: .number(0), entries: [:])
      self["reached"] = .number(0)
      try watch?.look(atCallOf: "\(record.operation)", in: state)
    }
    open.append(level)
    guard record.operation == .vfree, !record.inInterrupt, record.address % model.geometry.pageSize == 0,
      let area = area(containing: page(record.address))
    else { return }
    try take("release", ["cur.next": .number(area)])
  }

  private mutating func leave(_ event: Event) throws {
    if isAt("MAPPING"), number("i") >= number("n") { try take("map-done") }
    guard let level = open.last, level.call == event.call else {
      throw Departure(step: "", message: "a call returns that is not the innermost one")
    }
    let completed = observer.takeCompleted().last { $0.call == event.call }
    let hasReserved = !isAt("IDLE")
    if isAt("ENDED") {
      let address = number("ret") == 0 ? 0 : self["base"].at(number("ret")).number ?? 0
      try expect(page(event.x), address, "the page that is returned")
      guard let completed else {
        throw Departure(step: "return", message: "the observer has seen no end of the call")
      }
      try compare(completed.observation)
      calls += 1
      if number("outer") != 0 {
        let end = number("ret") != 0 ? "returned" : level.operation == .vfree ? "released" : "failed"
        try watch?.look(atEnd: end, in: state)
      }
      try take("return")
    } else if !isAt("IDLE") {
      throw Departure(step: "return", message: "the call returns early: \(place)")
    } else if event.x != 0 {
      throw Departure(step: "return", message: "the call returns an address and did nothing")
    }
    open.removeLast()
    if level.caller != nil, level.operation == .vmalloc, !hasReserved {
      try watch?.look(atEnd: "refused", in: state)
    }
    guard let caller = level.caller else {
      if !open.isEmpty || number("purge") == 0 { return }
      throw Departure(step: "purge-end", message: "a purge has not freed all ranges that it collected")
    }
    switch level.operation {
    case .purge: break
    case .vmalloc: try resume(caller, event.x == 0 ? "array-nested-refused" : "array-nested")
    case .vfree: try resume(caller, "array-released")
    }
  }

  /// Goes on with the call that made the one that has ended, in one step: what has changed, the call has.
  private mutating func resume(_ caller: [Value], _ name: String) throws {
    guard let step = model.steps[name] else {
      throw Departure(step: name, message: "the system has no such step")
    }
    var choices: [String: Value] = [:]
    for parameter in step.parameters where parameter.hasSuffix(".called") {
      choices[parameter] = self[String(parameter.dropLast(".called".count))]
    }
    for field in step.unsaid { choices[field + ".next"] = self[field] }
    state = caller
    try take(name, choices)
  }

  private mutating func reserve(_ event: Event, _ record: CallRecord) throws {
    let size = Int128(model.geometry.pageSize)
    let area = Int128(event.area)
    let pages = (Int128(record.size) + size - 1) / size
    let first = page(event.x)
    let length = Int128(event.y) / size
    let translated = self["xlate"].entries.keys.first { first <= $0 && $0 < first + length }
    try take(
      "reserve",
      [
        "a": .number(area), "w": .number(translated ?? first), "g": .number(length - pages),
        "n.next": .number(pages), "q": .number(open[open.count - 1].requests + 1),
        "walkTables.next": .number(tables(serving: pages, from: first)),
        "base.next": self["base"].storing(.number(first), at: area),
      ])
  }

  /// The page tables below the top one that serve so many pages from one on.
  private func tables(serving pages: Int128, from first: Int128) -> Int128 {
    guard pages > 0 else { return 0 }
    return (1..<model.geometry.levels).reduce(0) { count, level in
      let shift = Int128(model.geometry.shift(ofLevel: level) - model.geometry.pageShift)
      return count + ((first + pages - 1) >> shift) - (first >> shift) + 1
    }
  }

  private mutating func pageGot(_ event: Event) throws {
    guard event.order == 0 else {
      throw Departure(step: "page-got", message: "pages of a higher order: the system asks for single ones")
    }
    if event.ok {
      try take("page-got", ["page.next": .number(Int128(event.x))])
    } else {
      try take("page-refused")
    }
  }

  private mutating func store(_ event: Event) throws {
    try expect(Int128(event.x), number("i"), "the index that is written")
    try expect(Int128(event.y), number("page"), "the frame that is written")
    try take("page-store")
  }

  private mutating func load(_ event: Event) throws {
    try finishPages()
    try expect(Int128(event.x), number("i"), "the index that is read")
    try expect(Int128(event.y), frame(at: number("i")), "the frame that is read")
  }

  private mutating func makeTable(_ event: Event) throws {
    try finishPages()
    if event.ok {
      try take("map-table", ["t": .number(Int128(event.x))])
    } else {
      try take("map-refused")
    }
  }

  private mutating func map(_ event: Event) throws {
    try finishPages()
    try expect(Int128(event.order), 0, "the level of the entry")
    try expect(Int128(event.x), first + number("i"), "the page that is mapped")
    try expect(Int128(event.y), frame(at: number("i")), "the frame that it is mapped to")
    try take("map-page")
  }

  private mutating func unmap(_ event: Event) throws {
    try passUnmapped(until: Int128(event.x) - first)
    try expect(Int128(event.x), first + number("i"), "the page that is unmapped")
    try expect(Int128(event.y), self["xlate"].at(Int128(event.x)).number ?? 0, "the frame that it led to")
    try take("unmap-page")
    stale.insert(Int128(event.x))
    try compareStale()
  }

  /// The translations that the TLB may still hold are those of pages unmapped and not flushed since.
  private func compareStale() throws {
    let own = Set(self["stale"].entries.keys)
    guard own != stale, let page = own.symmetricDifference(stale).min() else { return }
    throw Departure(
      step: "",
      message: "the TLB may still hold page \(page), say only the \(own.contains(page) ? "system" : "events")"
    )
  }

  private mutating func retire(_ event: Event) throws {
    let length = self["span"].at(number("cur")).number ?? 0
    try passUnmapped(until: length)
    try expect(page(event.x), first, "the page that the range begins at")
    try expect(Int128(event.y) / Int128(model.geometry.pageSize), length, "the pages of the range")
    try take("retire")
  }

  private mutating func put(_ event: Event) throws {
    try expect(Int128(event.x), frame(at: number("i")), "the frame that is given back")
    let leading = self["xlate"].entries.first { $0.value == .number(Int128(event.x)) }?.key
    try take("put-page", ["w": .number(leading ?? 0)])
  }

  private mutating func reuse(_ event: Event) throws {
    let length = Int128(event.y) / Int128(model.geometry.pageSize)
    let area = self["collected"].entries.keys.first {
      self["base"].at($0) == .number(page(event.x)) && self["span"].at($0) == .number(length)
    }
    guard let area else {
      throw Departure(step: "purge-free", message: "a range becomes reusable that no purge has collected")
    }
    try take("purge-free", ["a": .number(area)])
    if self["collected"].entries.isEmpty { try take("purge-end") }
  }

  // MARK: Steps without events

  /// While a page is asked for, somebody else takes a frame that the machine has not got, or gives it back.
  private mutating func moveFrame() throws {
    let frame = Int128(model.geometry.ramPages) + 1_000_000
    let isFree = self["owner"].at(frame).number == model.constants["FREE"]
    try take(isFree ? "frame-taken" : "frame-given-back", ["f": .number(frame)])
  }

  private mutating func finishPages() throws {
    if isAt("PAGES"), number("i") >= number("n") { try take("pages-done") }
  }

  /// The walk passes pages that are not translated.
  private mutating func passUnmapped(until index: Int128) throws {
    while isAt("UNMAPPING"), number("i") < index {
      try expect(
        0, self["xlate"].at(first + number("i")).number ?? 0, "what the page that is passed leads to")
      try take("unmap-page")
    }
  }

  private mutating func take(_ name: String, _ choices: [String: Value] = [:]) throws {
    guard let step = model.steps[name] else {
      throw Departure(step: name, message: "the system has no such step")
    }
    let before = state
    state = try step.take(state, choosing: choices)
    try watch?.look(after: name, from: before, to: state)
    let count = (steps[name] ?? 0) + 1
    steps[name] = count
    // All values of two variables in every state would take minutes.
    guard count.isPowerOfFour else { return }
    var evaluator = Evaluator(scope: model.scope, values: state)
    for invariant in model.invariants[name] ?? [] {
      if let values = try invariant.counterexample(&evaluator) {
        throw Departure(
          step: name, message: "the invariant \(invariant.name) does not hold after it\(values)")
      }
    }
  }

  // MARK: The state

  subscript(field: String) -> Value {
    get { model.places[field].map { state[$0] } ?? .number(0) }
    set { if let place = model.places[field] { state[place] = newValue } }
  }

  func number(_ field: String) -> Int128 { self[field].number ?? 0 }

  private func isAt(_ control: String) -> Bool { name(ofControl: number("pc")) == control }

  private static let controls = [
    "IDLE", "RESERVED", "PAGES", "GOT", "MAPPING", "UNMAPPING", "PUTTING", "ARRAY", "DESCRIPTOR", "ENDED",
  ]

  private func name(ofControl number: Int128) -> String? {
    Self.controls.first { model.constants[$0] == number }
  }

  /// Where the call stands, in words.
  private var place: String {
    "it is at \(name(ofControl: number("pc")) ?? "?"), i = \(number("i")) of \(number("n"))"
  }

  /// The first page of the call's range.
  private var first: Int128 { self["base"].at(number("cur")).number ?? 0 }

  /// The frame at an index of the page array of the call's area.
  private func frame(at index: Int128) -> Int128 { self["pages"].at(number("cur")).at(index).number ?? 0 }

  private func page(_ address: UInt64) -> Int128 { Int128(address >> UInt64(model.geometry.pageShift)) }

  private func area(containing page: Int128) -> Int128? {
    guard let busy = model.constants["BUSY"] else { return nil }
    return self["status"].entries.first { area, status in
      guard status == .number(busy), let first = self["base"].at(area).number,
        let length = self["span"].at(area).number
      else { return false }
      return first <= page && page < first + length
    }?.key
  }

  private func expect(_ value: Int128, _ expected: Int128, _ what: String) throws {
    guard value != expected else { return }
    throw Departure(step: "", message: "\(what): the event says \(value), the system \(expected); \(place)")
  }
}

extension Int {
  /// Whether it is 1, 4, 16 and so on.
  fileprivate var isPowerOfFour: Bool { nonzeroBitCount == 1 && trailingZeroBitCount % 2 == 0 }
}
