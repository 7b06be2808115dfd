import Foundation
import KernelTrace
import Testing

@Suite("Files of recordings")
struct FileTests {
  /// The error of loading a file with these bytes.
  private func error(_ bytes: some Sequence<UInt8>) throws -> TraceError {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("recording")
    try Data(bytes).write(to: file)
    let error = try #require(throws: TraceError.self) { try Recording.load(path: file.path) }
    #expect(error.file == file.path)
    return error
  }

  private func compressed() throws -> Data {
    let path = try #require(TraceText.path(fixture: "churn.trace.gz"))
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  @Test("a gzip file that is cut short is refused with gzip's own words")
  func truncated() throws {
    let error = try error(compressed().prefix(5000))
    #expect(error.kind == .compression)
    #expect(error.problem.contains("unexpected end of file"))
  }

  @Test("a damaged gzip file is refused")
  func damaged() throws {
    var bytes = try compressed()
    bytes[bytes.endIndex - 6] ^= 0xFF
    #expect(try error(bytes).kind == .compression)
    #expect(try error([0x1F, 0x8B]).kind == .compression)
  }

  @Test("what is no text is refused with its line")
  func binary() throws {
    let junk = try error([UInt8](repeating: 0x7F, count: 100) + [0])
    #expect(junk.kind == .notText)
    let latin = try error(Array("# a comment\n".utf8) + [0xE4, 0x0A])
    #expect(latin.kind == .notText)
    #expect(latin.line == 2)
    #expect(try error(Array("\u{7F}ELF and more of it".utf8)).kind == .malformed)
  }

  @Test("a line without end is refused")
  func endlessLine() throws {
    let error = try error([UInt8](repeating: UInt8(ascii: "x"), count: 100_000))
    #expect(error.kind == .tooLarge)
    #expect(error.line == 1)
  }

  @Test("nothing is refused")
  func empty() throws {
    #expect(try error([]).kind == .empty)
    #expect(try error(Array("# tracer: nop\n\n".utf8)).kind == .malformed)
    // The gzip file of an empty file.
    let nothing: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    #expect(try error(nothing).kind == .empty)
  }

  @Test("a missing file and a directory are refused")
  func unreadable() throws {
    for path in ["/no/such/file", NSTemporaryDirectory()] {
      let error = try #require(throws: TraceError.self) { try Recording.load(path: path) }
      #expect(error.kind == .unreadable)
      #expect(error.line == nil)
    }
  }

  @Test("a compressed file and its text make the same recording")
  func sameText() throws {
    let path = try #require(TraceText.path(fixture: "churn.trace.gz"))
    #expect(try Recording.load(path: path) == TraceText(fixture: "churn.trace.gz").recording())
  }
}
