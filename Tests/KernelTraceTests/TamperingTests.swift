import KernelTrace
import Machine
import Testing

/// What was tampered with shows where it was tampered with: the events differ there, and the facts
/// that a clause needs to see it are still shown.
@Suite("Tampered recordings")
struct TamperingTests {
  @Test("a page that is live already")
  func liveTwice() throws {
    var text = try TraceText(recording: "map-churn")
    let allocations = text.find("mm_page_alloc", "__GFP_HIGHMEM")
    // The first area's first page is live when the second area takes its tenth.
    text.set("pfn", to: text.field("pfn", at: allocations[0]), at: allocations[582 + 9])
    let recording = try text.recording()
    let calls = recording.calls(.vmalloc)
    let first = recording.events(.pageGot, inCall: calls[0]).map(\.x)
    let second = recording.events(.pageGot, inCall: calls[1]).map(\.x)
    #expect(second.count == 471)
    #expect(second[9] == first[0])
    #expect(recording.seen(calls[1]).isSuperset(of: [.frames, .owners, .count]))
  }

  @Test("a free is missing from a partial failure", arguments: [0, 1, 2000, 4964, 4965])
  func missingFree(place: Int) throws {
    var text = try TraceText(fixture: "partial-failure.trace.gz")
    text.lines.remove(at: text.find("mm_page_free")[place])
    let recording = try text.recording()
    #expect(recording.summary.partialFailures.map(\.obtained) == [4966])
    #expect(recording.summary.partialFailures.map(\.released) == [4965])
    #expect(recording.seen(0).isSuperset(of: [.frames, .releases, .outcome, .retirement]))
    var frames = recording.events(.pageGot, inCall: 0).map(\.x)
    frames.remove(at: place)
    let isAsTampered = recording.events(.pagePut, inCall: 0).map(\.x) == frames
    #expect(isAsTampered)
  }

  @Test("a free is doubled in a partial failure", arguments: [0, 1, 2000, 4964, 4965])
  func doubledFree(place: Int) throws {
    var text = try TraceText(fixture: "partial-failure.trace.gz")
    let line = text.find("mm_page_free")[place]
    text.lines.insert(text.lines[line], at: line)
    let recording = try text.recording()
    #expect(recording.summary.partialFailures.map(\.obtained) == [4966])
    #expect(recording.summary.partialFailures.map(\.released) == [4967])
    var frames = recording.events(.pageGot, inCall: 0).map(\.x)
    frames.insert(frames[place], at: place)
    let isAsTampered = recording.events(.pagePut, inCall: 0).map(\.x) == frames
    #expect(isAsTampered)
    #expect(recording.events(.pagePut, inCall: 2).count == 12)
  }

  @Test("a free in a partial failure is of another page", arguments: [0, 1, 2000, 4964, 4965])
  func replacedFree(place: Int) throws {
    var text = try TraceText(fixture: "partial-failure.trace.gz")
    text.set("pfn", to: "0x7777777", at: text.find("mm_page_free")[place])
    let recording = try text.recording()
    #expect(recording.summary.partialFailures.map(\.released) == [4966])
    #expect(recording.seen(0).contains(.releases))
    var frames = recording.events(.pageGot, inCall: 0).map(\.x)
    frames[place] = 0x777_7777
    let isAsTampered = recording.events(.pagePut, inCall: 0).map(\.x) == frames
    #expect(isAsTampered)
  }

  @Test("an area lies over a live one", arguments: [1, 3, 5])
  func overlap(later: Int) throws {
    var text = try TraceText(recording: "map-churn")
    let lines = text.find("alloc_vmap_area", "align=1 ")
    let target = try #require(address(text.lines[lines[0]]))
    let moved = try #require(address(text.lines[lines[later]]))
    text.lines[lines[later]] = text.lines[lines[later]].replacing("\(moved)", with: "\(target)")
    let recording = try text.recording()
    let reserves = recording.log.events.filter { $0.kind == .reserve }
    #expect(reserves[0].x == reserves[later].x)
    #expect(recording.seen(reserves[later].call).contains(.occupancy))
    // The release of the range that was moved away is not known any more; its pages are, as before.
    #expect(recording.summary.unattributed[.releaseOfUnknownArea] == 5)
    #expect(recording.summary.pages == 10441)
  }

  private func address(_ line: String) -> UInt64? {
    line.split(separator: "va_start: ").last?.split(separator: " ").first.flatMap { UInt64($0) }
  }

  @Test("the guard page is taken away", arguments: [0, 2, 8])
  func noGuard(area: Int) throws {
    var text = try TraceText(recording: "map-churn")
    let untouched = try text.recording()
    let line = text.find("alloc_vmap_area", "python3-13236", "align=1 ")[area]
    let size = try #require(UInt64(text.field("size", at: line)))
    text.set("size", to: "\(size - 4096)", at: line)
    let recording = try text.recording()
    let event = try #require(recording.lines.firstIndex(of: line + 1))
    let call = recording.log.events[event].call
    #expect(recording.events(.reserve, inCall: call).map(\.y) == [size - 4096])
    #expect(UInt64(recording.events(.pageGot, inCall: call).count) == size / 4096 - 1)
    #expect(recording.seen(call).isSuperset(of: [.extent, .count, .frames, .releases]))
    #expect(recording.seen(call) == untouched.seen(call))
    #expect(recording.summary.pagesReleased == untouched.summary.pagesReleased)
    #expect(recording.log.calls.map(\.depth) == untouched.log.calls.map(\.depth))
  }

  @Test("a page array is one page short")
  func shortArray() throws {
    var text = try TraceText(fixture: "partial-failure.trace.gz")
    let line = text.find("alloc_vmap_area")[1]
    #expect(text.field("size", at: line) == "53248")
    text.set("size", to: "49152", at: line)
    let recording = try text.recording()
    #expect(recording.log.calls.map(\.depth) == [0, 1, 1])
    #expect(recording.events(.reserve, inCall: 1).map(\.y) == [49152])
    #expect(recording.seen(1).isSuperset(of: [.extent, .count, .nesting]))
    #expect(recording.events(.pagePut, inCall: 2).count == 11)
    #expect(recording.summary.unattributed[.freeAfterRelease] == 1)
  }

  @Test("a page array gives back one page less")
  func missingArrayFree() throws {
    var text = try TraceText(fixture: "partial-failure.trace.gz")
    text.lines.remove(at: text.find("mm_page_free")[4966 + 5])
    let recording = try text.recording()
    #expect(recording.events(.pagePut, inCall: 2).count == 11)
    #expect(recording.seen(2).isSuperset(of: [.releases, .count]))
  }

  @Test("a page translates to another frame, or to another page's")
  func translations() throws {
    var text = try TraceText(fixture: "probe.trace.gz")
    let markers = text.find("translate")
    text.set("pfn", to: "0x7777777", at: markers[10])
    text.set("pfn", to: text.field("pfn", at: markers[20]), at: markers[21])
    let recording = try text.recording()
    let call = recording.calls(.vmalloc)[0]
    let frames = recording.events(.pageGot, inCall: call).map(\.x)
    let translations = recording.events(.xlate, inCall: call).map(\.y)
    #expect(translations.count == 76)
    #expect(translations.indices.filter { translations[$0] != frames[$0 + 1] } == [10, 21])
    #expect(translations[20] == translations[21])
    #expect(recording.seen(call).isSuperset(of: [.translation, .frames]))
  }

  @Test("a page is not taken, or with another mask, or one more is given back")
  func pagesAndMasks() throws {
    var text = try TraceText(recording: "map-churn")
    let line = text.find("mm_page_alloc", "__GFP_HIGHMEM")[582 + 100]
    text.set("gfp_flags", to: "GFP_USER", at: line)
    var recording = try text.recording()
    let call = recording.calls(.vmalloc)[1]
    let masks = recording.events(.pageReq, inCall: call).map(\.gfp)
    #expect(masks.count == 471)
    #expect(masks.indices.filter { masks[$0] != masks[0] } == [100])

    text.lines.remove(at: line)
    recording = try text.recording()
    #expect(recording.events(.pageGot, inCall: call).count == 470)
    #expect(recording.seen(call).isSuperset(of: [.frames, .count]))
  }
}
