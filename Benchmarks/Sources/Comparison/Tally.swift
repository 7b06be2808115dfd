import Machine

/// What calls cost, in numbers that do not depend on the hardware: derived from the events that they recorded.
struct Tally {
  /// Entries of page tables that were written or cleared; a huge leaf is one.
  var pageTableWrites = 0
  /// Flushes of the TLB.
  var flushes = 0
  /// Requests to the page allocator and the slab.
  var allocatorCalls = 0
  /// Pages, arrays and descriptors given back, each call of the machine once.
  var releaseCalls = 0
  /// Events, one for each page if they stand for many.
  var singleEvents = 0
  /// Events as recorded.
  var events = 0
  /// Nodes of its trees that the allocator went through; nil if it has none.
  var treeSteps: UInt64?

  /// The counters by their names.
  var counters: [String: Int] {
    var counters = [
      "pageTableWrites": pageTableWrites, "flushes": flushes, "allocatorCalls": allocatorCalls,
      "releaseCalls": releaseCalls, "singleEvents": singleEvents, "events": events,
    ]
    counters["treeSteps"] = treeSteps.map(Int.init)
    return counters
  }

  /// Adds what a call recorded.
  mutating func add(_ log: EventLog) {
    // How many frames the next event stands for, if it stands for many.
    var many: Int?
    for event in log.events {
      events += 1
      if event.kind == .run {
        let list = Int(event.x)
        many = log.runs[(list + 1)...].prefix(Int(log.runs[list].first)).reduce(0) { $0 + Int($1.count) }
        continue
      }
      singleEvents += many ?? 1
      switch event.kind {
      case .map, .unmap: pageTableWrites += event.order > 0 ? 1 : many ?? 1
      case .ptNew where event.ok: pageTableWrites += 1
      case .flush: flushes += 1
      case .pageReq, .arrKmalloc, .structNew: allocatorCalls += 1
      case .pagePut, .arrKfree, .structFree: releaseCalls += 1
      default: break
      }
      many = nil
    }
  }
}
