import KernelTrace
import Machine
import Testing

@Suite("Lines of a trace")
struct ParsingTests {
  private static let event =
    "alloc_vmap_area: va_start: 18446683600654729216 size=8192 align=1 vstart=0xffffc90000000000 "
    + "vend=0xffffe8ffffffffff failed=0"

  private func parse(_ line: String...) throws -> Recording {
    var text = TraceText([])
    text.lines += line
    return try text.recording()
  }

  @Test(
    "the head of a line is found behind any task name",
    arguments: [
      "         python3-13461   [001] .....  5592.674235: ",
      "<idle>-0 [000] d.s2. 1.000001: ",
      "  kworker/u8:2-35  [001] ....1  5.1: ",
      "  a-1 [000] b-2 [001] ..... 7.000000: ",
      "  we [ird: na-9]me-77 [001] .... 7.000000: ",
      "  with-tgid-12345 (  12345) [003] d..2. 12.345678: ",
      "  no-tgid-12 (-----) [003] dNs.1.. 12.345678: ",
      "  counter-clock-12 [003] .... 12345678: ",
    ])
  func heads(head: String) throws {
    let recording = try parse(head + Self.event)
    #expect(recording.summary.areas == 1)
    let reserve = try #require(recording.log.events.first { $0.kind == .reserve })
    #expect(reserve.x == 0xffff_c900_050c_8000)
    #expect(reserve.y == 8192)
    #expect(recording.log.calls.map(\.window) == [0xffff_c900_0000_0000..<0xffff_e900_0000_0000])
    #expect(recording.lines == [2, 2, 2])
  }

  @Test("what a terminal would obey is not quoted in errors")
  func controlCharacters() throws {
    let error = try #require(throws: TraceError.self) { try parse("\u{1B}[2J\u{7}\u{202E}\u{9B}x é") }
    #expect(error.problem.contains("\"\u{FFFD}[2J\u{FFFD}\u{FFFD}\u{FFFD}x é\""))
    let isPlain = error.description.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    #expect(isPlain)
  }

  @Test("line endings of other systems, blank lines and stack traces are passed over")
  func neutralLines() throws {
    let recording = try parse(
      "", "  t-1 [000] .... 1.000000: \(Self.event)\r", " => __vmalloc_node_range", "\t",
      "##### CPU 1 buffer started ####")
    #expect(recording.summary.areas == 1)
  }

  @Test("other events are counted and skipped")
  func otherEvents() throws {
    let recording = try parse(
      "  t-1 [000] .... 1.000000: kmalloc: call_site=f+0x1/0x2 ptr=0x1",
      "  t-1 [000] .... 1.000000: do_fork <-sys_fork", "  t-1 [000] .... 1.000000: <stack trace>",
      "  t-1 [000] .... 1.000000: tracing_mark_write: hello", "  t-1 [000] .... 1.000000: \(Self.event)")
    #expect(recording.summary.ignored == 4)
    #expect(recording.summary.areas == 1)
  }

  @Test("masks are read by name, and names of several bits are expanded")
  func masks() throws {
    let recording = try TraceText([
      Lines.reserve(1, pages: 1, at: 0x10000),
      Lines.allocate("1", 5, gfp: "GFP_KERNEL_ACCOUNT|__GFP_HIGHMEM|__GFP_NOWARN|0x40000000"),
    ]).recording()
    let request = try #require(recording.log.events.first { $0.kind == .pageReq })
    #expect(request.gfp == 0x4040_2CC2)
    #expect(request.x == .max)
    #expect(GfpMask.highmem == 2)
  }

  @Test(
    "a known event with unreadable fields is an error with its line",
    arguments: [
      "alloc_vmap_area: va_start: 1 size=x align=1 vstart=0x0 vend=0x1 failed=0",
      "alloc_vmap_area: va_start: 1 size=18446744073709551616 align=1 vstart=0x0 vend=0x1 failed=0",
      "alloc_vmap_area: va_start: 1 size=4096 align=1 vstart=0x0 vend=0x1 failed=2",
      "alloc_vmap_area: va_start: 1 size=4096 align=1 vstart=0x0",
      "free_vmap_area_noflush: va_start=0x11112222333344445 nr_lazy=1",
      "free_vmap_area_noflush:", "purge_vmap_area_lazy: start=0x1 end=",
      "mm_page_alloc: pfn=0x1 order=0 migratetype=0", "mm_page_alloc: pfn= order=0 gfp_flags=GFP_KERNEL",
      "mm_page_alloc: pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_UNHEARD_OF",
      "mm_page_alloc: pfn=0x1 order=99 migratetype=0 gfp_flags=GFP_KERNEL", "mm_page_free: pfn=12a order=0",
      "tracing_mark_write: probe area_pages=", "tracing_mark_write: owner=1 translate area_page=x pfn=0x1",
      "tracing_mark_write: owner=1 translate area_page=1 pfn=0x0 present=1",
    ])
  func malformedFields(fields: String) throws {
    var text = TraceText([])
    text.lines += ["  t-1 [000] .... 1.000000: \(Self.event)", "  t-1 [000] .... 1.000000: \(fields)"]
    let error = try text.error()
    #expect(error.kind == .malformed)
    #expect(error.line == 3)
    #expect(error.description.hasPrefix("test:3: "))
  }

  @Test(
    "a line that is none of a trace is an error",
    arguments: [
      "hello", "t-1 [000] 1.000000: event: x", "t-1 [000] .... 1.000000 event: x", "t [000] .... 1.0: e: x",
      "t-99999999999 [000] .... 1.0: e: x", "t-1 [000] .... 99999999999999.0: e: x",
      "t-1 [000] .... 18446744073.709551: e: x", "CPU:1 nonsense",
      "t-1 [000] .... 1.0000000001: e: x",
    ])
  func strangeLines(line: String) throws {
    var text = TraceText([])
    text.lines += [line]
    let error = try text.error()
    #expect(error.kind == .malformed)
    #expect(error.line == 2)
  }

  @Test("time does not run backwards")
  func backwards() throws {
    var text = TraceText([])
    text.lines += ["  t-1 [000] .... 2.000000: \(Self.event)", "  t-1 [001] .... 1.999999: \(Self.event)"]
    let error = try text.error()
    #expect(error.line == 3)
    #expect(error.problem.contains("earlier than line 2"))
  }

  @Test("lost events are refused")
  func lostEvents() throws {
    var text = try TraceText(fixture: "probe.trace.gz")
    text.lines.insert("CPU:1 [LOST 123 EVENTS]", at: 20)
    let marked = try text.error()
    #expect(marked.kind == .lostEvents)
    #expect(marked.line == 21)

    text = try TraceText(fixture: "probe.trace.gz")
    let header = try #require(text.lines.firstIndex { $0.contains("entries-written") })
    text.lines[header] = "# entries-in-buffer/entries-written: 10/11   #P:2"
    let counted = try text.error()
    #expect(counted.kind == .lostEvents)
    #expect(counted.line == header + 1)
    #expect(counted.problem == "11 events were written and 10 kept")
  }
}
