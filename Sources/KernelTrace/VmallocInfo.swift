import Machine

/// Reads /proc/vmallocinfo: a snapshot of the areas of a kernel.
///
/// Each vmalloc area becomes a call that has returned. The addresses are hashed on most machines; then
/// END − START is not SIZE, and nothing about addresses is shown. Lines about other kinds of areas and
/// about lazily freed ranges are counted and not judged; so are chunks of the per-processor allocator,
/// which are marked as vmalloc but count no pages and have no guard.
struct VmallocInfo {
  /// The flag of a descriptor whose page array is an area itself.
  static let pageArrayIsArea: UInt64 = 0x10

  private var text: TextLines
  private var areas: [(line: Int, area: InfoLine)] = []

  /// Whether a text looks like /proc/vmallocinfo: its first line begins with an address.
  static func recognizes(_ bytes: ContiguousArray<UInt8>) -> Bool {
    bytes.drop { $0 == Ascii.newline || $0 == Ascii.space }.starts(with: Ascii.hexPrefix)
  }

  /// The recording of a snapshot.
  static func read(_ bytes: ContiguousArray<UInt8>, file: String) throws(TraceError) -> Recording {
    var info = VmallocInfo(text: TextLines(bytes, file: file))
    while try info.text.advance() {
      if let area = try InfoLine(&info.text) { info.areas.append((info.text.number, area)) }
    }
    // A hashed address differs from its neighbour by the size only by chance.
    let exact = info.areas.count { $0.area.end &- $0.area.start == $0.area.size }
    let isReal = 2 * exact > info.areas.count
    var recording = Recording()
    for (line, area) in info.areas {
      if isReal, area.end &- area.start != area.size {
        throw TraceError(
          .malformed, file: file, line: line, problem: "the range is not \(area.size) bytes long",
          advice: "expected `0xSTART-0xEND SIZE` with SIZE = END - START, as on the other lines")
      }
      if area.isVmalloc, area.pages != nil {
        add(area, line, isReal, to: &recording)
      } else {
        recording.summary.unattributed[.otherArea, default: 0] += 1
      }
    }
    return recording
  }

  private static func add(_ area: InfoLine, _ line: Int, _ isReal: Bool, to recording: inout Recording) {
    guard let pages = area.pages else { return }
    var seen: Sight = [.extent, .count, .flags, .outcome]
    if !area.nodes.isEmpty { seen.insert(.nodes) }
    if isReal { seen.formUnion([.address, .occupancy]) }
    let size = area.size.subtractingOrZero(PageSize.bytes)
    let call = recording.open(CallRecord(.vmalloc, size: size, seen: seen))
    let number = UInt32(truncatingIfNeeded: recording.log.calls.count)
    let flags = area.pageArrayIsArea ? pageArrayIsArea : 0
    recording.append(Event(.call, call: call, area: number, x: size), line: line)
    recording.append(Event(.reserve, call: call, area: number, x: area.start, y: area.size), line: line)
    recording.append(Event(.areaCount, call: call, area: number, x: pages), line: line)
    recording.append(Event(.areaFlags, call: call, area: number, x: flags), line: line)
    for (node, count) in area.nodes {
      recording.append(Event(.nodeCount, call: call, area: number, x: node, y: count), line: line)
    }
    recording.append(Event(.ret, call: call, area: number, x: area.start), line: line)
    recording.summary.areas += 1
    recording.summary.pages += Int(clamping: pages)
  }
}
