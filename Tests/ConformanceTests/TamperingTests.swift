import Conformance
import Testing

/// Each tampering breaks the clause it should, at the line that was edited or where its call began.
@Suite("Tampered recordings")
struct TamperingTests {
  @Test("a frame handed out while it is live")
  func liveTwice() throws {
    var trace = try TamperedRecording("map-churn")
    let allocations = trace.find("mm_page_alloc", "__GFP_HIGHMEM")
    // The first area has 582 pages; its first one is live when the second area takes its tenth.
    let edited = allocations[582 + 9]
    trace.set("pfn", to: trace.field("pfn", at: allocations[0]), at: edited)
    let core = try trace.judged()
    #expect(core.verdict == "violated" && core.status == .violated)
    #expect(core.broken["I0"] == [edited + 1])
  }

  @Test("a page less given back after a partial failure", arguments: [0, 2000, 5388])
  func dropped(place: Int) throws {
    var trace = try TamperedRecording("killed-creators")
    let frees = try partialFailure(trace)
    trace.lines.remove(at: frees[place])
    let core = try trace.judged()
    #expect(core.verdict == "violated")
    #expect(core.broken["E2.count"] == [1223])
    #expect(core.broken["E2.each"] == [1223])
    #expect(core.broken["E2.only"] == nil)
    #expect(core.recordings[0].partialFailures.map(\.released) == [5388, 4966, 5073])
  }

  @Test("a page given back twice after a partial failure", arguments: [0, 2000, 5388])
  func doubled(place: Int) throws {
    var trace = try TamperedRecording("killed-creators")
    let line = try partialFailure(trace)[place]
    trace.lines.insert(trace.lines[line], at: line + 1)
    let core = try trace.judged()
    #expect(core.verdict == "violated")
    #expect(core.broken["E2.each"] == [line + 2])
    #expect(core.broken["E2.count"] == [1223])
    #expect(core.broken["E2.only"] == nil)
  }

  @Test("a stranger given back after a partial failure", arguments: [0, 2000, 5388])
  func replaced(place: Int) throws {
    var trace = try TamperedRecording("killed-creators")
    let line = try partialFailure(trace)[place]
    trace.set("pfn", to: "0x7777777", at: line)
    let core = try trace.judged()
    #expect(core.verdict == "violated")
    #expect(core.broken["E2.only"] == [line + 1])
    #expect(core.broken["E2.each"] == [1223])
    #expect(core.broken["E2.count"] == nil)
  }

  @Test("an area over a live one", arguments: [1, 3, 5])
  func overlap(later: Int) throws {
    var trace = try TamperedRecording("map-churn")
    let lines = trace.find("alloc_vmap_area", "align=1 ")
    let target = try #require(trace.address(at: lines[0]))
    let moved = try #require(trace.address(at: lines[later]))
    trace.lines[lines[later]] = trace.lines[lines[later]].replacing("\(moved)", with: "\(target)")
    let core = try trace.judged()
    #expect(core.verdict == "violated")
    #expect(core.broken["RG1"]?.first == lines[later] + 1)
  }

  @Test("no guard page", arguments: [0, 2, 8])
  func noGuard(area: Int) throws {
    var trace = try TamperedRecording("map-churn")
    let line = trace.find("alloc_vmap_area", "python3-13236", "align=1 ")[area]
    let size = try #require(UInt64(trace.field("size", at: line)))
    trace.set("size", to: "\(size - 4096)", at: line)
    let core = try trace.judged()
    #expect(core.verdict == "violated")
    #expect(core.broken["OK.full"] == [line + 1])
    #expect(core.broken["RG4"] == [line + 1])
  }

  @Test("a page array one page short")
  func shortArray() throws {
    var trace = try TamperedRecording("killed-creators")
    let outer = trace.find("alloc_vmap_area", "size=25169920")[0]
    #expect(trace.field("size", at: outer + 1) == "53248")
    trace.set("size", to: "49152", at: outer + 1)
    let core = try trace.judged()
    #expect(core.verdict == "violated")
    #expect(core.broken["A2.pages"] == [outer + 1])
  }

  @Test("a page that translates to a frame that is not its own", arguments: [0, 10, 62])
  func otherFrame(marker: Int) throws {
    var trace = try TamperedRecording("pagemap-probe")
    let edited = trace.find("translate")[marker]
    trace.set("pfn", to: "0x7777777", at: edited)
    let core = try trace.judged()
    #expect(core.verdict == "violated")
    #expect(core.broken["OK.map"] == [edited + 1])
  }

  @Test("two pages that translate to one frame")
  func sharedFrame() throws {
    var trace = try TamperedRecording("pagemap-probe")
    let markers = trace.find("translate")
    trace.set("pfn", to: trace.field("pfn", at: markers[20]), at: markers[21])
    let core = try trace.judged()
    #expect(core.verdict == "violated")
    #expect(core.broken["I2.seen"] == [markers[21] + 1])
    #expect(core.broken["OK.map"] == [markers[21] + 1])
  }

  /// The frees of the first partial failure: those that follow the release of its range, line 6614.
  private func partialFailure(_ trace: TamperedRecording) throws -> [Int] {
    try #require(trace.lines[6613].contains("free_vmap_area_noflush"))
    return Array(6614..<6614 + 5389)
  }
}

extension TamperedRecording {
  /// The address that a line with a reservation names.
  fileprivate func address(at index: Int) -> UInt64? {
    lines[index].split(separator: "va_start: ").last?.split(separator: " ").first.flatMap { UInt64($0) }
  }
}
