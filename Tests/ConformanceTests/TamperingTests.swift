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

  @Test(
    "a recording that ends at any moment", arguments: [6614, 6616, 7000, 9000, 9300, 12003, 12004, 12010])
  func ended(after count: Int) throws {
    var trace = try TamperedRecording("killed-creators")
    trace.lines.removeSubrange(count...)
    let core = try trace.judged()
    #expect(core.verdict == "conforms")
    #expect(core.recordings[0].partialFailures.map(\.obtained) == (count < 12003 ? [] : [5389]))
    #expect(core.observed("E2.count") == (count < 12004 ? .notExercised : .passed))
  }

  @Test(
    "most of the pages not given back after a partial failure", arguments: [0..<5389, 0..<4042, 1347..<5389])
  func leaked(missing: Range<Int>) throws {
    var trace = try TamperedRecording("killed-creators")
    let first = try partialFailure(trace)[0]
    trace.lines.removeSubrange(first + missing.lowerBound..<first + missing.upperBound)
    let core = try trace.judged()
    #expect(core.broken["E2.count"] == [1223])
    #expect(core.broken["E2.each"] == [1223])
    #expect(core.broken["E2.only"] == nil)
    #expect(core.broken["OK.full"] == nil)
  }

  @Test("ranges of other windows are judged by these", arguments: [false, true])
  func windows(outside: Bool) throws {
    var trace = try TamperedRecording("map-churn")
    let first = trace.find("alloc_vmap_area")[0]
    let start = outside ? "0xffffffffbf000000" : "0xffffffffc0000000"
    trace.lines.insert(
      "   insmod-99      [000] .....  5590.501618: alloc_vmap_area: va_start: \(start) size=8192 align=1 "
        + "vstart=0xffffffffc0000000 vend=0xffffffffff000000 failed=0", at: first)
    let core = try trace.judged()
    #expect(core.broken["RG3"] == (outside ? [first + 1] : nil))
    #expect(core.verdict == (outside ? "violated" : "conforms"))
  }

  @Test("one more page of the same mask behind the last is another's")
  func extraPage() throws {
    var trace = try TamperedRecording("map-churn")
    let last = trace.find("mm_page_alloc", "__GFP_HIGHMEM")[581]
    trace.lines.insert(trace.lines[last], at: last + 1)
    trace.set("pfn", to: "0x7777777", at: last + 1)
    #expect(try trace.judged().verdict == "conforms")
  }

  @Test(
    "a page array that is none for its size",
    arguments: [("25169920", ["A2.pages", "D1", "D2"]), ("4096000", ["A2.pages", "D2"])])
  func largeArray(size: String, clauses: [String]) throws {
    var trace = try TamperedRecording("killed-creators")
    trace.set("size", to: size, at: 1223)
    let core = try trace.judged()
    for clause in clauses { #expect(core.broken[clause]?.first.map { [1223, 1224].contains($0) } == true) }
  }

  @Test("a page of a live area freed by nobody's release", arguments: ["python3-13236", "kworker/u8:2-35"])
  func strayFree(task: String) throws {
    var trace = try TamperedRecording("map-churn")
    let frame = trace.field("pfn", at: trace.find("mm_page_alloc", "__GFP_HIGHMEM")[5])
    let place = trace.find("alloc_vmap_area")[4]
    let stray = "   \(task)  [000] .....  5590.502890: mm_page_free: pfn=\(frame) order=0"
    trace.lines.insert(stray, at: place)
    #expect(try trace.judged().broken["I4.held"] == [place + 1])
    // A page that no area holds says nothing.
    trace.set("pfn", to: "0x7777777", at: place)
    #expect(try trace.judged().verdict == "conforms")
  }

  @Test("a range retired after its pages")
  func lateRetirement() throws {
    var trace = try TamperedRecording("map-churn")
    let release = trace.find("free_vmap_area_noflush")[2]
    let task = "kworker/u8:2-35"
    let end = try #require(trace.lines[(release + 1)...].firstIndex { !$0.contains("mm_page_free") })
    #expect(trace.lines[release].contains(task))
    let time = try #require(trace.lines[end - 1].split(separator: " ").first { $0.hasSuffix(":") })
    let before = try #require(trace.lines[release].split(separator: " ").first { $0.hasSuffix(":") })
    trace.lines.insert(trace.lines[release].replacing(before, with: time), at: end)
    trace.lines.remove(at: release)
    #expect(try trace.judged().broken["I4.held"]?.first == release + 1)
  }

  @Test("a page of a page array given back twice", arguments: [false, true])
  func doubledArrayPage(inPlace: Bool) throws {
    var trace = try TamperedRecording("killed-creators")
    let line = 12004
    trace.lines.insert(trace.lines[line], at: line)
    if inPlace { trace.lines.remove(at: line + 2) }
    #expect(try trace.judged().broken["V6.once"] == [line + 1])
  }

  /// The frees of the first partial failure: those that follow the release of its range, line 6614.
  private func partialFailure(_ trace: TamperedRecording) throws -> [Int] {
    try #require(trace.lines[6613].contains("free_vmap_area_noflush"))
    return Array(6614..<6614 + 5389)
  }
}

extension Report.Core {
  /// The verdict on a clause for the only recording.
  fileprivate func observed(_ clause: String) -> Verdict? {
    clauses.first { $0.id == clause }?.recordings.first?.verdict
  }
}

extension TamperedRecording {
  /// The address that a line with a reservation names.
  fileprivate func address(at index: Int) -> UInt64? {
    lines[index].split(separator: "va_start: ").last?.split(separator: " ").first.flatMap { UInt64($0) }
  }
}
