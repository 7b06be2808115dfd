public import Machine

/// A recording of a real kernel as events of the machine.
///
/// What a recording does not show is not made up: `CallRecord.seen` says for each call which facts it
/// shows (`Facts`), and clauses about others are not observable there. Each event stands where it was
/// recorded; only `ret`, which no recording shows, is placed behind the last event of its call.
///
/// Only kernels with pages of 4 KiB and pointers of 8 bytes can be read: neither is in the text, and every
/// count of pages, and every size of a page array, rests on them. Whether a release gave back too little
/// is judged as far as frees are recorded for 0.2 s after the releases of their task.
public struct Recording: Equatable, Sendable {
  /// The events and the calls they belong to.
  public var log: EventLog
  /// The line of the file that each event of the log is from, from 1.
  public var lines: [Int]
  /// What it holds, in numbers.
  public var summary: Summary

  /// An empty recording.
  public init() {
    log = EventLog()
    lines = []
    summary = Summary()
  }

  /// Reads the recording in the file at `path`: ftrace text or a copy of /proc/vmallocinfo, gzipped or not.
  public static func load(path: String) throws(TraceError) -> Recording {
    try Recording(bytes: TraceFile.read(path: path), file: path)
  }

  /// Reads the recording in `bytes`, not compressed; errors name it `file`.
  public init(bytes: ContiguousArray<UInt8>, file: String) throws(TraceError) {
    if VmallocInfo.recognizes(bytes) {
      self = try VmallocInfo.read(bytes, file: file)
      return
    }
    let trace = try TraceParser.parse(bytes, file: file)
    var builder = LogBuilder(Attribution(trace.lines))
    builder.build()
    self = builder.recording
    summary.ignored = trace.ignored
  }

  /// Adds an event from a line.
  mutating func append(_ event: Event, line: Int) {
    log.events.append(event)
    lines.append(line)
  }

  /// Adds a call, and answers its number.
  mutating func open(_ call: CallRecord) -> UInt32 {
    log.calls.append(call)
    return UInt32(truncatingIfNeeded: log.calls.count - 1)
  }
}
