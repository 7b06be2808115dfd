import Foundation

/// Reading a recording's bytes, decompressed where they are compressed.
public enum TraceFile {
  /// More than this is no recording: the largest trace buffers in use are a few hundred megabytes.
  public static let limit = 1 << 30

  private static let chunk = 1 << 20

  /// The bytes of the file at `path`, decompressed if they begin as a gzip file does.
  public static func read(path: String) throws(TraceError) -> ContiguousArray<UInt8> {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw TraceError(
        .unreadable, file: path, problem: "no such file",
        advice: "give the path of an ftrace text file, gzipped or not, or of a copy of /proc/vmallocinfo")
    }
    guard !isDirectory.boolValue else {
      throw TraceError(
        .unreadable, file: path, problem: "is a directory", advice: "name the recordings in it one by one")
    }
    let bytes = try drain(open(path), path: path)
    guard !bytes.isEmpty else {
      throw TraceError(.empty, file: path, problem: "the file is empty", advice: "record again")
    }
    return isCompressed(bytes) ? try Gunzip.decompress(path: path) : bytes
  }

  /// The file, opened for reading.
  static func open(_ path: String) throws(TraceError) -> FileHandle {
    do {
      return try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    } catch {
      throw TraceError(
        .unreadable, file: path, problem: "cannot be opened for reading (\(error.localizedDescription))",
        advice: "check its permissions")
    }
  }

  /// Everything a handle has to give, up to the limit.
  static func drain(_ handle: FileHandle, path: String) throws(TraceError) -> ContiguousArray<UInt8> {
    var bytes = ContiguousArray<UInt8>()
    while true {
      let piece: Data?
      do {
        piece = try handle.read(upToCount: chunk)
      } catch {
        throw TraceError(
          .unreadable, file: path, problem: "cannot be read (\(error.localizedDescription))",
          advice: "check its permissions")
      }
      guard let piece, !piece.isEmpty else { return bytes }
      bytes.append(contentsOf: piece)
      guard bytes.count <= limit else {
        throw TraceError(
          .tooLarge, file: path, problem: "more than \(limit >> 20) MiB of text",
          advice: "record a shorter time or fewer events")
      }
    }
  }

  private static func isCompressed(_ bytes: ContiguousArray<UInt8>) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }
}
