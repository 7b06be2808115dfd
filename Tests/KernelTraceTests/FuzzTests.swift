import KernelTrace
import Machine
import PropertyTesting
import Testing

@Suite("Damaged recordings")
struct FuzzTests {
  @Test("a damaged trace is read or refused, and never traps")
  func traces() throws {
    var text = try TraceText(fixture: "probe.trace.gz")
    let interesting = text.find("alloc_vmap_area") + text.find("vmap_area_noflush") + text.find("probe ")
    let some = Set(interesting + Array(0..<110) + text.find("translate").prefix(20))
    text.lines = some.sorted().map { text.lines[$0] }
    text.lines.append(
      Lines.purge(1, 0, .max).replacing("1 purge", with: "  t-1 [000] .... 9999.0: purge", maxReplacements: 1)
    )
    fuzz(text.lines.joined(separator: "\n"), seed: 1, runs: 3000)
  }

  @Test("a damaged snapshot is read or refused, and never traps")
  func snapshots() throws {
    for name in ["vmallocinfo-hashed", "vmallocinfo-real"] {
      let text = try TraceText(fixture: name)
      fuzz(text.lines.joined(separator: "\n"), seed: 2, runs: 1500)
    }
  }

  @Test("a trace with lines lost, doubled, exchanged and altered is read or refused, and never traps")
  func lines() throws {
    let whole = try TraceText(fixture: "churn.trace.gz")
    let events = whole.find("vmap_area") + whole.find("mm_page").prefix(60) + whole.find("mm_page").suffix(60)
    let original = Set(events).sorted().map { whole.lines[$0] }
    let numbers = [
      "0", "1", "4096", "8192", "12288", "18446744073709551615", "18446744073709547520", "0x115000",
    ]
    var random = SplitMix64(state: 3)
    var read = 0
    for _ in 0..<500 {
      var text = whole
      text.lines = original
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let place = Int.random(in: 0..<text.lines.count, using: &random)
        let other = Int.random(in: 0..<text.lines.count, using: &random)
        // The events change places, the times do not.
        let (head, tail) = split(text.lines[place])
        let (otherHead, otherTail) = split(text.lines[other])
        switch Int.random(in: 0..<4, using: &random) {
        case 0: if text.lines.count > 1 { text.lines.remove(at: place) }
        case 1: text.lines.insert(text.lines[place], at: place)
        case 2: (text.lines[place], text.lines[other]) = (head + otherTail, otherHead + tail)
        default:
          let name = ["size", "pfn", "va_start", "order", "start", "end"].randomElement(using: &random) ?? ""
          text.set(name, to: numbers.randomElement(using: &random) ?? "", at: place)
        }
      }
      guard let recording = try? text.recording() else { continue }
      #expect(recording.lines.count == recording.log.events.count)
      read += 1
    }
    #expect(read > 100)
  }

  /// A line up to its event, and from there.
  private func split(_ line: String) -> (String, String) {
    let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
    return (parts[0] + ": ", parts.count > 1 ? parts[1] : "")
  }

  private func fuzz(_ text: String, seed: UInt64, runs: Int) {
    var random = SplitMix64(state: seed)
    let original = ContiguousArray(text.utf8)
    let digits = Array("0123456789abcdefx=-[]:. |#\n".utf8)
    var read = 0
    for _ in 0..<runs {
      var bytes = original
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(digits.randomElement(using: &random) ?? 0, at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + 200))
        case 4: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 300)], at: place)
        default: bytes[place] = digits.randomElement(using: &random) ?? 0
        }
        if bytes.isEmpty { bytes = original }
      }
      do {
        let recording = try Recording(bytes: bytes, file: "fuzz")
        #expect(recording.lines.count == recording.log.events.count)
        read += 1
      } catch {
        #expect(error.file == "fuzz")
      }
    }
    #expect(read > 0 && read < runs)
  }
}
