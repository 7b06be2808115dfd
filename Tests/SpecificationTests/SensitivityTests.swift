import KernelTrace
import Machine
import Properties
import ReferenceVmalloc
import Specification
import Testing
import Vmalloc

/// A word of an event's payload.
enum Payload: String, CaseIterable {
  case x, y, gfp, order, ok, area

  /// The event with that word changed.
  func change(_ event: Event) -> Event {
    var event = event
    switch self {
    case .x: event.x &+= 16
    case .y: event.y &-= 16
    case .gfp: event.gfp ^= 1
    case .order: event.order ^= 1
    case .ok: event.ok.toggle()
    case .area: event.area &+= 1
    }
    return event
  }
}

/// A word that an observation has to show: changing it for one derivation alone is noticed.
struct Shown: Hashable, CustomStringConvertible {
  var kind: EventKind
  /// nil for the event as a whole.
  var payload: Payload?
  var description: String { "\(kind).\(payload?.rawValue ?? "all")" }
}

@Suite("What the comparison of derivations notices")
struct SensitivityTests {
  /// The words from which some symbol is derived; any other is not looked at. `arrKmalloc.y` names the
  /// object to be released.
  static let shown: [EventKind: [Payload]] = [
    .ret: [.x], .reserve: [.x, .y, .area], .reserveFail: [.y, .order], .structNew: [.x, .ok, .area],
    .structFree: [.x, .area], .arrKmalloc: [.x, .y, .gfp, .ok], .arrKfree: [.y],
    .pageReq: [.x, .gfp, .order],
    .pageGot: [.x, .y, .ok], .pagePut: [.x], .store: [.x, .y, .area], .load: [.x], .ptNew: [.x, .gfp, .ok],
    .map: [.x, .y, .gfp], .unmap: [.x], .retire: [.x, .y], .lazyCount: [.x], .flush: [.x, .y],
    .reusable: [.x, .y],
    .warn: [.order, .x, .y], .resched: [], .trap: [.order], .env: [.x, .y], .areaCount: [.x],
    .areaFlags: [.x],
    .deferred: [],
  ]

  /// An event of another kind that says nothing, in the place of one.
  static func blank(_ event: Event) -> Event {
    Event(event.kind == .resched ? .deferred : .resched, call: event.call, depth: event.depth)
  }

  /// Whether changing some event of a kind in one of the logs, for the naive derivation only, is noticed.
  static func isNoticed(
    _ kind: EventKind, _ change: (Event) -> Event, in logs: [(derivations: Derivations, log: EventLog)]
  ) -> Bool {
    var attempts = 0
    for (derivations, log) in logs where attempts < 40 {
      let places = log.events.indices.filter { log.events[$0].kind == kind }
      for place in [places.first, places.last].compactMap(\.self) {
        var changed = log
        changed.events[place] = change(log.events[place])
        attempts += 1
        if !derivations.compare(log, with: changed).differences.isEmpty { return true }
      }
    }
    return false
  }

  private func runs() throws -> [(derivations: Derivations, log: EventLog)] {
    let vocabulary = try loadVocabulary()
    return workloads(3000..<3300).compactMap { _, workload in
      guard let shape = workload.shape else { return nil }
      let log = ReferenceFamily<SeedSteps>.run(workload).log
      guard log.events.count < 500 else { return nil }
      return (Derivations(geometry: shape, vocabulary: vocabulary), log)
    }
  }

  @Test("every event and every word that a symbol is derived from")
  func words() throws {
    let logs = try runs()
    var unnoticed: Set<Shown> = []
    var unexpected: Set<Shown> = []
    for (kind, words) in SensitivityTests.shown {
      let fixed: [EventKind] = [.ret, .trap]
      if !fixed.contains(kind), !SensitivityTests.isNoticed(kind, SensitivityTests.blank, in: logs) {
        unnoticed.insert(Shown(kind: kind))
      }
      for word in Payload.allCases {
        let isNoticed = SensitivityTests.isNoticed(kind, word.change, in: logs)
        if words.contains(word), !isNoticed { unnoticed.insert(Shown(kind: kind, payload: word)) }
        if !words.contains(word), isNoticed { unexpected.insert(Shown(kind: kind, payload: word)) }
      }
    }
    #expect(unnoticed.isEmpty)
    #expect(unexpected.isEmpty)
  }

  @Test("what only recordings have: translations read back, frames counted on nodes")
  func recorded() throws {
    let vocabulary = try loadVocabulary()
    let words: [(String, EventKind, Payload)] = [
      ("probe.trace.gz", .xlate, .x), ("probe.trace.gz", .xlate, .y), ("probe.trace.gz", .pageGot, .x),
      ("vmallocinfo-real", .nodeCount, .y),
    ]
    for (file, kind, word) in words {
      let derivations = Derivations(geometry: .x86_64, vocabulary: vocabulary)
      let logs = [(derivations, try recording(file).log)]
      #expect(SensitivityTests.isNoticed(kind, word.change, in: logs), "\(kind).\(word)")
    }
  }
}
