/// Reads ftrace text: the header and the lines of the events that concern areas and their pages.
struct TraceParser {
  /// The lines read so far.
  var lines = ContiguousArray<TraceLine>()
  /// Lines with events that say nothing about areas or pages.
  var ignored = 0

  var text: TextLines
  var masks = MaskCache()

  private init(_ bytes: ContiguousArray<UInt8>, file: String) {
    text = TextLines(bytes, file: file)
  }

  /// The events of a trace.
  static func parse(
    _ bytes: ContiguousArray<UInt8>, file: String
  ) throws(TraceError) -> (lines: ContiguousArray<TraceLine>, ignored: Int) {
    var parser = TraceParser(bytes, file: file)
    parser.lines.reserveCapacity(bytes.count / 128)
    while try parser.text.advance() {
      try parser.readLine()
    }
    guard !parser.lines.isEmpty || parser.ignored > 0 else {
      throw TraceError(
        .malformed, file: file, problem: "no line with an event",
        advice: "give the text of /sys/kernel/tracing/trace, recorded with the events alloc_vmap_area, "
          + "free_vmap_area_noflush, mm_page_alloc and mm_page_free")
    }
    return (parser.lines, parser.ignored)
  }

  private mutating func readLine() throws(TraceError) {
    let start = text.cursor.at
    text.cursor.skipSpaces()
    if text.cursor.isAtEnd { return }
    if text.cursor.peek == Ascii.hash { return try readHeader() }
    if text.cursor.take(Words.stackEntry) { return }
    if text.cursor.take(Words.lost) { return try readLoss(from: start) }
    guard let head = readHead() else {
      throw text.malformed(
        "not a line of a trace", "expected `TASK-PID [CPU] FLAGS TIME: EVENT: FIELDS`", from: start)
    }
    if let last = lines.last, head.time < last.time {
      throw text.malformed(
        "earlier than line \(last.number)",
        "record with trace_clock set to global, and judge recordings one by one", from: start)
    }
    guard let event = try readEvent() else {
      ignored += 1
      return
    }
    lines.append(
      TraceLine(
        number: text.number, time: head.time, task: TraceTask(pid: head.pid, cpu: head.cpu),
        inInterrupt: head.inInterrupt, event: event))
  }

  /// A comment; the one with the entry counts tells of overwritten events.
  private mutating func readHeader() throws(TraceError) {
    let start = text.cursor.at
    guard text.cursor.seek(Words.entries) else { return }
    text.cursor.skipSpaces()
    guard let kept = text.cursor.decimal(), text.cursor.take(Ascii.slash), let written = text.cursor.decimal()
    else {
      throw text.malformed(
        "no entry counts", "expected `entries-in-buffer/entries-written: N/N`", from: start)
    }
    guard kept == written else {
      throw TraceError(
        .lostEvents, file: text.file, line: text.number,
        problem: "\(written) events were written and \(kept) kept",
        advice: "enlarge buffer_size_kb or filter the events, and record again")
    }
  }

  /// `CPU:n [LOST m EVENTS]`; a task of that name has no such line.
  private mutating func readLoss(from start: Int) throws(TraceError) {
    _ = text.cursor.decimal()
    text.cursor.skipSpaces()
    guard text.cursor.take(Words.lostMark) else {
      throw text.malformed(
        "not a line of a trace", "expected `TASK-PID [CPU] FLAGS TIME: EVENT: FIELDS`", from: start)
    }
    throw TraceError(
      .lostEvents, file: text.file, line: text.number, problem: "the kernel lost events here",
      advice: "enlarge buffer_size_kb or filter the events, and record again")
  }
}
