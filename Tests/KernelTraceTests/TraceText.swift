import Foundation
import KernelTrace
import Machine
import Testing

/// A trace as lines that a test can tamper with.
struct TraceText {
  var lines: [String]

  /// The lines of a fixture.
  init(fixture: String) throws {
    lines = try Self.lines(path: #require(Self.path(fixture: fixture)))
  }

  /// The lines of a recording in the folder `Traces` of the package.
  init(recording: String) throws {
    lines = try Self.lines(path: Self.path(recording: recording))
  }

  /// A trace with a head for each event: `TASK EVENT: FIELDS`, in order, 1 ms apart.
  init(_ events: [String]) {
    lines = ["# tracer: nop"]
    for (k, event) in events.enumerated() {
      let parts = event.split(separator: " ", maxSplits: 1)
      let flags = parts[0].hasSuffix("!") ? "..s1." : "....."
      let task = parts[0].filter { $0 != "!" }
      lines.append(
        "  task-\(task)  [000] \(flags)  \(100 + k / 1000).\(String(format: "%06d", k % 1000 * 1000)): \(parts[1])"
      )
    }
  }

  static func path(fixture: String) -> String? {
    Bundle.module.path(forResource: "Fixtures/\(fixture)", ofType: nil)
  }

  static func path(recording: String) -> String {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.appendingPathComponent("Traces/linux-6.18-\(recording).trace.gz").path
  }

  private static func lines(path: String) throws -> [String] {
    let text = String(decoding: try TraceFile.read(path: path), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The indices of the lines that contain all of these words, comments apart.
  func find(_ words: String...) -> [Int] {
    lines.indices.filter { k in !lines[k].hasPrefix("#") && words.allSatisfy { lines[k].contains($0) } }
  }

  /// The value of a field, as it is printed.
  func field(_ name: String, at index: Int) -> String {
    let words = lines[index].split(separator: " ")
    return words.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) } ?? ""
  }

  /// Replaces the value of a field.
  mutating func set(_ name: String, to value: String, at index: Int) {
    let words = lines[index].components(separatedBy: " ")
    lines[index] = words.map { $0.hasPrefix("\(name)=") ? "\(name)=\(value)" : $0 }.joined(separator: " ")
  }

  /// The recording that the lines make.
  func recording() throws -> Recording {
    try Recording(bytes: ContiguousArray(lines.joined(separator: "\n").utf8), file: "test")
  }

  /// The error that the lines make.
  func error() throws -> TraceError {
    try #require(throws: TraceError.self) { try recording() }
  }
}

extension Recording {
  /// The events of a kind in one call.
  func events(_ kind: EventKind, inCall call: UInt32) -> [Event] {
    log.events.filter { $0.kind == kind && $0.call == call }
  }

  /// The calls for an operation, by number.
  func calls(_ operation: CallRecord.Operation, depth: UInt8 = 0) -> [UInt32] {
    log.calls.indices.filter { log.calls[$0].operation == operation && log.calls[$0].depth == depth }
      .map { UInt32($0) }
  }

  /// What is seen of a call.
  func seen(_ call: UInt32) -> Sight { log.calls[Int(call)].seen }
}

/// Lines of small synthetic traces.
enum Lines {
  static let accounted = "GFP_KERNEL_ACCOUNT|__GFP_HIGHMEM|__GFP_NOWARN"

  static func reserve(_ task: Int, pages: Int, at start: UInt64, align: Int = 1, failed: Int = 0) -> String {
    "\(task) alloc_vmap_area: va_start: \(start) size=\((pages + 1) * 4096) align=\(align) "
      + "vstart=0x1000 vend=0xffffffffffff failed=\(failed)"
  }

  static func release(_ task: Int, at start: UInt64) -> String {
    "\(task) free_vmap_area_noflush: va_start=0x\(String(start, radix: 16)) nr_lazy=1 nr_lazy_max=2"
  }

  static func allocate(_ task: String, _ frame: Int, gfp: String = accounted, order: Int = 0) -> String {
    "\(task) mm_page_alloc: page=0 pfn=0x\(String(frame, radix: 16)) order=\(order) migratetype=0 gfp_flags=\(gfp)"
  }

  static func allocate(_ task: Int, _ frames: some Sequence<Int>, gfp: String = accounted) -> [String] {
    frames.map { allocate("\(task)", $0, gfp: gfp) }
  }

  static func free(_ task: String, _ frame: Int) -> String {
    "\(task) mm_page_free: pfn=0x\(String(frame, radix: 16)) order=0"
  }

  static func free(_ task: Int, _ frames: some Sequence<Int>) -> [String] {
    frames.map { free("\(task)", $0) }
  }

  static func purge(_ task: Int, _ start: UInt64, _ end: UInt64) -> String {
    "\(task) purge_vmap_area_lazy: start=0x\(String(start, radix: 16)) end=0x\(String(end, radix: 16)) num_purged=1"
  }
}
