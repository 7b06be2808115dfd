import Foundation

/// Decompression by the system's `gzip`, run directly: no shell sees the file's name.
enum Gunzip {
  private static let programs = ["/usr/bin/gzip", "/bin/gzip"]

  /// The decompressed bytes of the gzip file at `path`.
  static func decompress(path: String) throws(TraceError) -> ContiguousArray<UInt8> {
    guard let program = programs.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw TraceError(
        .compression, file: path, problem: "gzip is not installed",
        advice: "install gzip, or decompress the recording first")
    }
    let process = Process()
    let output = Pipe()
    let messages = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-dc"]
    process.standardInput = try TraceFile.open(path)
    process.standardOutput = output
    process.standardError = messages
    do {
      try process.run()
    } catch {
      throw TraceError(
        .compression, file: path, problem: "\(program) cannot be run (\(error.localizedDescription))",
        advice: "decompress the recording first")
    }
    // All of the output is read before any message: gzip says a line or two about its one input, which
    // a pipe holds however long nobody reads it, so neither side waits for the other.
    let bytes: ContiguousArray<UInt8>
    do {
      bytes = try TraceFile.drain(output.fileHandleForReading, path: path)
    } catch {
      process.terminate()
      process.waitUntilExit()
      throw error
    }
    let said = try TraceFile.drain(messages.fileHandleForReading, path: path)
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw TraceError(
        .compression, file: path, problem: "cannot be decompressed (\(oneLine(said)))",
        advice: "copy or record it again: a gzip file that is cut short or damaged is not judged in part")
    }
    guard !bytes.isEmpty else {
      throw TraceError(
        .empty, file: path, problem: "the file is empty once decompressed", advice: "record again")
    }
    return bytes
  }

  /// What gzip said, on one line.
  private static func oneLine(_ bytes: ContiguousArray<UInt8>) -> String {
    let words = String(decoding: bytes.prefix(400), as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? "gzip failed and said nothing" : words.joined(separator: " ")
  }
}
