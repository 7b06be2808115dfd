import KernelTrace
import Machine
import Testing

@Suite("Attribution")
struct AttributionTests {
  @Test("a partial failure is one call, with the release of its page array in it")
  func partialFailure() throws {
    let recording = try TraceText(fixture: "partial-failure.trace.gz").recording()
    #expect(
      recording.summary.partialFailures == [
        Summary.PartialFailure(obtained: 4966, needed: 6144, released: 4966, line: 15)
      ])
    #expect(recording.log.calls.map(\.operation) == [.vmalloc, .vmalloc, .vfree])
    #expect(recording.log.calls.map(\.depth) == [0, 1, 1])
    #expect(recording.log.calls.map(\.parent) == [Event.noCall, 0, 0])
    let outline = recording.log.events.reduce(into: [EventKind]()) { kinds, event in
      if kinds.last != event.kind, event.kind != .pageReq { kinds.append(event.kind) }
    }
    #expect(
      outline == [
        .call, .reserve, .call, .reserve, .ret, .pageGot, .retire, .pagePut, .call, .retire, .pagePut, .ret,
      ])
    let got = recording.events(.pageGot, inCall: 0)
    let isUndone = got.map(\.x) == recording.events(.pagePut, inCall: 0).map(\.x)
    #expect(isUndone)
    let isAnswered = recording.events(.pageReq, inCall: 0).map(\.gfp) == got.map(\.gfp)
    #expect(isAnswered)
    #expect(recording.events(.ret, inCall: 0).map(\.x) == [0])
    #expect(recording.events(.ret, inCall: 1).map(\.x) == recording.events(.reserve, inCall: 1).map(\.x))
    #expect(recording.events(.pagePut, inCall: 2).count == 12)
    let settled: Sight = [.extent, .address, .occupancy, .outcome, .retirement, .nesting, .count]
    #expect(recording.seen(0) == settled.union([.frames, .releases, .owners]))
    #expect(recording.seen(1) == settled)
    #expect(recording.seen(2) == [.extent, .address, .retirement, .count, .releases, .nesting, .outcome])
  }

  @Test("a probed area returns after its last translation, whatever happens meanwhile")
  func probe() throws {
    let recording = try TraceText(fixture: "probe.trace.gz").recording()
    #expect(recording.summary.translations == 76 + 512)
    let calls = recording.calls(.vmalloc)
    #expect(recording.events(.xlate, inCall: calls[0]).count == 76)
    // The kernel stack reserved in between is of an unknown kind.
    #expect(recording.events(.xlate, inCall: calls[1]).isEmpty)
    #expect(recording.seen(calls[1]) == [.extent, .address, .occupancy])
    let order = recording.log.events.filter { $0.kind == .ret }.map(\.call)
    #expect(order.prefix(2) == [calls[1], calls[0]])
  }

  @Test("a purge makes the ranges that were freed lazily reusable")
  func churn() throws {
    let recording = try TraceText(fixture: "churn.trace.gz").recording()
    #expect(recording.summary.purges == 1)
    #expect(recording.summary.completeAreas == 2)
    #expect(recording.summary.nestedArrays == 1)
    #expect(recording.summary.unattributed[.releaseOfUnknownArea] == 3)
    let purge = try #require(recording.calls(.purge).first)
    #expect(recording.seen(purge) == [])

    let reused = try TraceText([
      Lines.reserve(1, pages: 1, at: 0x10000), Lines.release(1, at: 0x10000),
      Lines.purge(2, 0x10000, 0x20000),
      Lines.reserve(1, pages: 1, at: 0x10000),
    ]).recording()
    let reusable = reused.log.events.filter { $0.kind == .reusable }
    #expect(reusable.map(\.x) == [0x10000])
    #expect(reusable.map(\.y) == [0x2000])
  }

  @Test("only pages of the task with the mask of an area are its own")
  func candidates() throws {
    let recording = try TraceText(
      [Lines.reserve(1, pages: 3, at: 0x10000), Lines.allocate("1", 1, gfp: "GFP_KERNEL")]
        + Lines.allocate(1, [2]) + Lines.allocate(2, [3]) + [Lines.allocate("1!", 4)]
        + [Lines.allocate("1", 5, gfp: "GFP_HIGHUSER_MOVABLE|__GFP_NOWARN")] + Lines.allocate(1, [6, 7])
        + [Lines.allocate("1", 8, gfp: "GFP_KERNEL")] + Lines.allocate(1, [9])
    ).recording()
    #expect(recording.events(.pageGot, inCall: 0).map(\.x) == [2, 6, 7])
    #expect(
      recording.summary.unattributed == [.otherAllocation: 3, .allocationWithoutArea: 2, .inInterrupt: 1])
    #expect(recording.summary.completeAreas == 1)
  }

  @Test("an area's first pages handed out in bulk are not a partial failure")
  func mixedBulk() throws {
    let recording = try TraceText(
      [Lines.reserve(1, pages: 5, at: 0x10000)] + Lines.allocate(1, [3, 4, 5])
        + [Lines.release(1, at: 0x10000)] + Lines.free(1, [1, 2, 3, 4, 5, 6])
    ).recording()
    #expect(recording.summary.partialFailures.isEmpty)
    #expect(recording.seen(0) == [.extent, .address, .occupancy])
    #expect(recording.seen(1) == .retirement)
    #expect(recording.events(.pagePut, inCall: 1).map(\.x) == [1, 2, 3, 4, 5])
  }

  @Test("an area that fails after its first pages were handed out in bulk has an unknown number")
  func mixedFailure() throws {
    let recording = try TraceText(
      [Lines.reserve(1, pages: 6, at: 0x10000)] + Lines.allocate(1, [3, 4, 5])
        + [Lines.release(1, at: 0x10000)] + Lines.free(1, [1, 3, 4, 5]) + [Lines.release(1, at: 0x20000)]
    ).recording()
    #expect(recording.summary.partialFailures.isEmpty)
    #expect(recording.seen(0) == [.extent, .address, .occupancy])
    #expect(recording.seen(1) == .retirement)
  }

  @Test("a release that gives back too few is judged only if its task went on", arguments: [[3, 4], [3]])
  func tooFew(freed: [Int]) throws {
    let lines =
      [Lines.reserve(1, pages: 6, at: 0x10000)] + Lines.allocate(1, [3, 4, 5])
      + [Lines.release(1, at: 0x10000)] + Lines.free(1, freed)
    let ended = try TraceText(lines).recording()
    #expect(ended.summary.partialFailures.isEmpty)
    #expect(ended.seen(0) == [.extent, .address, .occupancy])
    let closed = try TraceText(lines + [Lines.release(1, at: 0x20000)]).recording()
    #expect(closed.summary.partialFailures.map(\.released) == [freed.count])
    #expect(closed.seen(0).isSuperset(of: [.frames, .releases, .outcome]))
    // Another task may clean up a failure: whether the area ever was complete is not known.
    let worker = lines.map {
      $0.replacing("1 free_vmap", with: "9 free_vmap").replacing("1 mm_page_free", with: "9 mm_page_free")
    }
    #expect(try TraceText(worker + [Lines.release(9, at: 0x20000)]).recording().seen(0) == ended.seen(0))
  }

  @Test("one page more than the size promises is the area's only if its release gives it back")
  func surplus() throws {
    let lines =
      [Lines.reserve(1, pages: 2, at: 0x10000)] + Lines.allocate(1, [1, 2, 3])
      + [Lines.release(9, at: 0x10000)]
    let kept = try TraceText(lines + Lines.free(9, [1, 2])).recording()
    #expect(kept.events(.pageGot, inCall: 0).map(\.x) == [1, 2])
    #expect(kept.summary.unattributed == [.otherAllocation: 1])
    let returned = try TraceText(lines + Lines.free(9, [1, 2, 3])).recording()
    #expect(returned.events(.pageGot, inCall: 0).map(\.x) == [1, 2, 3])
    #expect(returned.summary.unattributed.isEmpty)
  }

  @Test("a dying process goes on to free its own pages")
  func dyingProcess() throws {
    let recording = try TraceText(
      [Lines.reserve(1, pages: 5, at: 0x10000)] + Lines.allocate(1, [3, 4, 5])
        + [Lines.release(1, at: 0x10000)] + Lines.free(1, [3, 4, 5, 6, 7, 8])
    ).recording()
    #expect(recording.summary.partialFailures.map(\.obtained) == [3])
    #expect(recording.summary.partialFailures.map(\.released) == [3])
    #expect(recording.summary.unattributed == [.freeAfterRelease: 3])
  }

  @Test("pages of a page array that were not handed out in bulk are the array's")
  func visibleArrayPages() throws {
    let array = "GFP_KERNEL|__GFP_HIGHMEM|__GFP_ZERO|__GFP_NOWARN"
    let recording = try TraceText(
      [Lines.reserve(1, pages: 600, at: 0x1000000), Lines.reserve(1, pages: 2, at: 0x10000)]
        + Lines.allocate(1, [1, 2], gfp: array) + Lines.allocate(1, 100..<700)
    ).recording()
    #expect(recording.events(.pageGot, inCall: 0).count == 600)
    #expect(recording.events(.pageGot, inCall: 1).map(\.x) == [1, 2])
    #expect(recording.log.calls[1].parent == 0)
  }

  @Test("a small area after a large one of another kind is not its page array")
  func notAnArray() throws {
    let recording = try TraceText(
      [Lines.reserve(1, pages: 600, at: 0x1000000), Lines.reserve(1, pages: 3, at: 0x10000)]
        + Lines.allocate(1, [1, 2, 3])
    ).recording()
    #expect(recording.log.calls.map(\.depth) == [0, 0])
    #expect(recording.events(.pageGot, inCall: 1).map(\.x) == [1, 2, 3])
    #expect(recording.summary.completeAreas == 1)
  }

  @Test("a refused reservation and a refused page are what they are")
  func refusals() throws {
    let recording = try TraceText(
      [Lines.reserve(1, pages: 2, at: 0, failed: 1), Lines.reserve(1, pages: 2, at: 0x10000)]
        + Lines.allocate(1, [7, 0]) + [Lines.release(1, at: 0x10000)] + Lines.free(1, [7])
    ).recording()
    #expect(recording.summary.refused == 1)
    #expect(recording.seen(0) == [])
    #expect(recording.events(.reserveFail, inCall: 0).map(\.ok) == [false])
    #expect(recording.events(.pageGot, inCall: 1).map(\.ok) == [true, false])
    #expect(recording.summary.partialFailures.map(\.obtained) == [1])
  }

  @Test("frees that no recording could show are not missed")
  func unseenFrees() throws {
    let area = [Lines.reserve(1, pages: 2, at: 0x10000)] + Lines.allocate(1, [1, 2])
    // The recording ends before the second.
    let ended = try TraceText(area + [Lines.release(9, at: 0x10000)] + Lines.free(9, [1])).recording()
    #expect(!ended.seen(1).contains(.releases))
    // A worker frees them.
    let worker = try TraceText(
      area + [Lines.release(9, at: 0x10000), Lines.release(9, at: 0x20000)]
    ).recording()
    #expect(!worker.seen(1).contains(.releases))
    // The task went on without freeing the second.
    let missed = try TraceText(
      area + [Lines.release(9, at: 0x10000)] + Lines.free(9, [1]) + [Lines.release(9, at: 0x20000)]
    ).recording()
    #expect(missed.seen(1).contains(.releases))
    // The page is handed out again, so it must have been freed: who held it is not known.
    let again = try TraceText(
      area + [Lines.release(9, at: 0x10000), Lines.reserve(1, pages: 1, at: 0x30000)] + Lines.allocate(1, [2])
    ).recording()
    #expect(again.seen(0).contains(.owners))
    #expect(!again.seen(2).contains(.owners))
  }

  @Test("a reservation over a range whose release is about to be printed is in doubt")
  func lateLines() throws {
    let lines = [Lines.reserve(1, pages: 1, at: 0x10000), Lines.reserve(2, pages: 1, at: 0x10000)]
    let late = try TraceText(lines + [Lines.release(3, at: 0x10000), Lines.purge(4, 0x1000, 0x20000)])
      .recording()
    #expect(!late.seen(1).contains(.occupancy))
    let noPurge = try TraceText(lines + [Lines.release(3, at: 0x10000)]).recording()
    #expect(noPurge.seen(1).contains(.occupancy))
    let busy = try TraceText(
      lines + Lines.allocate(3, [1]) + [Lines.release(3, at: 0x10000), Lines.purge(4, 0x1000, 0x20000)]
    ).recording()
    #expect(busy.seen(1).contains(.occupancy))
  }

  @Test("a page that an area holds is freed though nobody releases the area")
  func strayFree() throws {
    let area = [Lines.reserve(1, pages: 2, at: 0x10000)] + Lines.allocate(1, [1])
    let inside = try TraceText(area + Lines.free(1, [1]) + Lines.allocate(1, [1])).recording()
    #expect(inside.events(.pagePut, inCall: 0).map(\.x) == [1])
    #expect(inside.summary.strayFrees == 1)
    let after = try TraceText(area + Lines.allocate(1, [2]) + [Lines.free("5!", 2)]).recording()
    let outside = try #require(after.calls(.purge).first)
    #expect(after.events(.pagePut, inCall: outside).map(\.x) == [2])
    #expect(after.summary.strayFrees == 1)
    // Once the area is released its pages may have been freed unseen, by a worker, and used by others.
    let released = try TraceText(
      area + Lines.allocate(1, [2]) + [Lines.release(9, at: 0x10000), Lines.release(9, at: 0x20000)]
        + [Lines.free("5!", 2)]
    ).recording()
    #expect(released.calls(.purge).isEmpty)
    #expect(released.events(.pagePut, inCall: Event.noCall).map(\.x) == [2])
  }

  @Test("areas released by reclaim in the midst of an allocation do not end it")
  func reclaim() throws {
    let recording = try TraceText(
      [Lines.reserve(2, pages: 1, at: 0x30000)] + Lines.allocate(2, [9])
        + [Lines.reserve(1, pages: 3, at: 0x10000)] + Lines.allocate(1, [1])
        + [Lines.release(1, at: 0x30000)] + Lines.free(1, [9]) + Lines.allocate(1, [2, 3])
        + [Lines.release(1, at: 0x10000)] + Lines.free(1, [1, 2, 3])
    ).recording()
    #expect(recording.summary.completeAreas == 2)
    #expect(recording.summary.partialFailures.isEmpty)
    #expect(recording.summary.unattributed.isEmpty)
  }
}
