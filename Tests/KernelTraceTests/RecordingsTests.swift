import KernelTrace
import Machine
import Testing

@Suite("The recordings of Linux 6.18")
struct RecordingsTests {
  @Test("killed creators: three partial failures")
  func killedCreators() throws {
    let recording = try Recording.load(path: TraceText.path(recording: "killed-creators"))
    let summary = recording.summary
    #expect(summary.partialFailures.map(\.obtained) == [5389, 4966, 5073])
    #expect(summary.partialFailures.map(\.released) == [5389, 4966, 5073])
    #expect(summary.partialFailures.allSatisfy { $0.needed == 6144 })
    #expect(summary.partialFailures.map(\.line) == [1223, 12217, 22366])
    #expect(summary.areas == 10)
    #expect(summary.completeAreas == 7)
    #expect(summary.nestedArrays == 7)
    #expect(summary.pages == 40605)
    #expect(summary.releases == 7)
    #expect(summary.nestedReleases == 7)
    #expect(summary.pagesReleased == 40605 + 7 * 12)
    #expect(summary.purges == 2)
    #expect(summary.strayFrees == 0)
    #expect(summary.unattributed[.freeWithoutRelease] == 193 + 193 + 178)
    #expect(
      summary.unattributed[.allocationWithoutArea, default: 0]
        + summary.unattributed[.otherAllocation, default: 0] == 49)
    checkShape(recording)
    checkLedger(recording)
  }

  @Test("map churn: areas are created and released in random order")
  func mapChurn() throws {
    let recording = try Recording.load(path: TraceText.path(recording: "map-churn"))
    let summary = recording.summary
    #expect(summary.areas == 34)
    #expect(summary.completeAreas == 30)
    #expect(summary.nestedArrays == 8)
    #expect(summary.pages == 10441)
    #expect(summary.partialFailures.isEmpty)
    #expect(summary.releases == 32)
    #expect(summary.nestedReleases == 8)
    #expect(summary.unattributed[.releaseOfUnknownArea] == 4)
    checkShape(recording)
    checkLedger(recording)
  }

  @Test("pagemap probe: every translation is the allocation of that page")
  func pagemapProbe() throws {
    let recording = try Recording.load(path: TraceText.path(recording: "pagemap-probe"))
    let summary = recording.summary
    #expect(summary.areas == 14)
    #expect(summary.completeAreas == 13)
    #expect(summary.nestedArrays == 1)
    #expect(summary.pages == 1474)
    #expect(summary.translations == 1314)
    #expect(summary.unattributed[.markerWithoutArea] == nil)
    for call in recording.calls(.vmalloc) {
      let frames = recording.events(.pageGot, inCall: call).map(\.x)
      let translations = recording.events(.xlate, inCall: call)
      #expect(recording.seen(call).contains(.translation) == !translations.isEmpty)
      let base = recording.events(.reserve, inCall: call)[0].x / 4096
      #expect(translations.allSatisfy { frames[Int($0.x - base)] == $0.y })
      if !translations.isEmpty { #expect(translations.map { Int($0.x - base) } == Array(1..<frames.count)) }
    }
    checkShape(recording)
    checkLedger(recording)
  }

  /// What the events of a recording without a fault show: no page is taken while it is held, none is
  /// given back but by its holder, and no range is reserved while it is busy or lazily freed.
  private func checkLedger(_ recording: Recording) {
    var holders: [UInt64: UInt32] = [:]
    var ranges: [UInt32: Range<UInt64>] = [:]
    for event in recording.log.events {
      switch event.kind {
      case .pageGot:
        #expect(holders[event.x] == nil)
        holders[event.x] = event.area
      case .pagePut:
        if let holder = holders.removeValue(forKey: event.x) { #expect(holder == event.area) }
      case .reserve:
        let range = event.x..<(event.x + event.y)
        let isFree = !ranges.values.contains { $0.overlaps(range) }
        #expect(isFree)
        ranges[event.area] = range
      case .retire: #expect(ranges[event.area] == event.x..<(event.x + event.y))
      case .reusable: ranges[event.area] = nil
      default: break
      }
    }
  }

  /// What holds of every recording's events: each call begins and returns once, inside its parent.
  private func checkShape(_ recording: Recording) {
    let log = recording.log
    #expect(recording.lines.count == log.events.count)
    var first = [Int?](repeating: nil, count: log.calls.count)
    var last = first
    for (k, event) in log.events.enumerated() where event.call != Event.noCall {
      let call = Int(event.call)
      if event.kind == .call { #expect(first[call] == nil) } else { #expect(first[call] != nil) }
      #expect(last[call] == nil, "an event after the return")
      if event.kind == .call { first[call] = k }
      if event.kind == .ret { last[call] = k }
      #expect(event.depth == log.calls[call].depth)
    }
    for (call, record) in log.calls.enumerated() {
      #expect(last[call] != nil)
      guard record.parent != Event.noCall else { continue }
      let parent = Int(record.parent)
      #expect(record.depth == log.calls[parent].depth + 1)
      if let inner = first[call], let outer = first[parent] { #expect(outer < inner) }
      if let inner = last[call], let outer = last[parent] { #expect(inner < outer) }
    }
  }
}
