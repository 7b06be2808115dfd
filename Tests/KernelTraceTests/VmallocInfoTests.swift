import Foundation
import KernelTrace
import Machine
import Testing

@Suite("/proc/vmallocinfo")
struct VmallocInfoTests {
  private func load(_ fixture: String) throws -> Recording {
    try Recording.load(path: #require(TraceText.path(fixture: fixture)))
  }

  @Test("areas with hashed addresses show sizes, counts, flags and nodes")
  func hashed() throws {
    let recording = try load("vmallocinfo-hashed")
    #expect(recording.summary.areas == 4)
    #expect(recording.summary.unattributed == [.otherArea: 6])
    let seen: Sight = [.extent, .count, .flags, .nodes, .outcome]
    #expect(recording.log.calls.map(\.seen) == [seen, seen, seen, seen.subtracting(.nodes)])
    #expect(recording.events(.reserve, inCall: 0).map(\.y) == [20480])
    #expect(recording.events(.areaCount, inCall: 0).map(\.x) == [4])
    #expect(recording.events(.areaFlags, inCall: 0).map(\.x) == [0])
    #expect(recording.events(.nodeCount, inCall: 0).map(\.y) == [4])
    #expect(recording.events(.areaFlags, inCall: 1).map(\.x) == [0x10])
    #expect(recording.events(.nodeCount, inCall: 1).map(\.x) == [0, 1])
    #expect(recording.events(.nodeCount, inCall: 1).map(\.y) == [500, 13])
    #expect(recording.events(.ret, inCall: 1).map(\.x) == recording.events(.reserve, inCall: 1).map(\.x))
    #expect(recording.lines.first == 2)
  }

  @Test("real addresses are shown too")
  func real() throws {
    let recording = try load("vmallocinfo-real")
    #expect(recording.log.calls.count == 3)
    #expect(recording.log.calls.allSatisfy { $0.seen.isSuperset(of: [.address, .occupancy]) })
    #expect(recording.events(.reserve, inCall: 0).map(\.x) == [0xffff_c900_0000_5000])
  }

  @Test(
    "a malformed line is an error with its line",
    arguments: [
      "0x1-0x2", "0x1 0x2 4096", "0x1-2 4096 f", "0x1-0x2 4096x f", "0x1-0x2 8192 f pages=x vmalloc",
      "0x1-0x2 8192 f pages=1 vmalloc N0=", "0x11111111111111111-0x2 8192 f", "nothing",
      "0x1-0x2 99999999999999999999 f",
      "0x1-0x2 8192 f pages=9223372036854775807 vmalloc",
    ])
  func malformed(line: String) throws {
    var text = try TraceText(fixture: "vmallocinfo-hashed")
    text.lines.insert(line, at: 3)
    let error = try text.error()
    #expect(error.kind == .malformed)
    #expect(error.line == 4)
  }

  @Test("a size that contradicts real addresses is an error")
  func contradiction() throws {
    var text = try TraceText(fixture: "vmallocinfo-real")
    text.lines[1] = text.lines[1].replacing(" 20480 ", with: " 16384 ")
    #expect(try text.error().line == 2)
  }

  @Test(
    "this machine's own is read",
    .enabled(if: FileManager.default.isReadableFile(atPath: "/proc/vmallocinfo")))
  func own() throws {
    let recording = try Recording.load(path: "/proc/vmallocinfo")
    #expect(recording.summary.areas == recording.log.calls.count)
  }
}
