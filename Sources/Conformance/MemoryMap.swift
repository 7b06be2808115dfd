import Machine

/// The ranges and translations at one moment of a run, for a listing.
struct MemoryMap {
  private let pageShift: UInt64
  private var ranges: [UInt64: (bytes: UInt64, isLazy: Bool, area: UInt32)] = [:]
  private var translations: [UInt64: UInt64] = [:]

  init(pageShift: Int) { self.pageShift = UInt64(pageShift) }

  mutating func note(_ event: Event) {
    switch event.kind {
    case .reserve: ranges[event.x] = (event.y, false, event.area)
    case .retire: ranges[event.x]?.isLazy = true
    case .reusable: ranges[event.x] = nil
    case .map, .env: translations[event.x] = event.y
    case .unmap: translations[event.x] = nil
    default: break
    }
  }

  /// A line for each range, with the frames of its pages; long ones are cut.
  var lines: [String] {
    guard !ranges.isEmpty else { return ["  memory map: empty"] }
    return ["  memory map:"]
      + ranges.sorted { $0.key < $1.key }.map { start, range in
        let state = range.isLazy ? "lazily freed" : "area \(range.area)"
        let first = start >> pageShift
        let pages = range.bytes >> pageShift
        let shown = (0..<min(pages, 12)).map { translations[first &+ $0].map { "\($0)" } ?? "." }
        let more = pages > 12 ? " ... (\(pages) pages)" : ""
        return "    0x\(String(start, radix: 16))  \(state): frames \(shown.joined(separator: " "))\(more)"
      }
  }
}
