import Conformance
import Foundation
import Generalization
import Proofs

/// A file of paths that are proved, as JSON: which program and which specification proved them, and the paths.
///
/// Those of another program or specification are left out, and the file has those of this one when it was written.
struct PathCacheFile {
  private struct Content: Codable {
    var format: String
    var program: String
    var specification: String
    var paths: [PathCache.Entry]
  }

  private static let format = "vmverify paths 1"
  /// Bytes that are read at most.
  private static let largest = 1 << 30

  /// The paths.
  let paths: PathCache
  private let file: String
  private let program: String
  private let specification: String

  /// Reads a file, if it is there.
  ///
  /// - Parameter specs: the folder of the specification.
  /// - Throws: `InputError` for a file that is something else, or if this program or its specification cannot be read.
  init(_ file: String, specs: String) throws {
    self.file = file
    program = try Self.digest([FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")])
    specification = try Self.digest(Self.files(in: specs))
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
      paths = PathCache()
      return
    }
    let data = try InputError.read(file, atMost: Self.largest)
    guard let content = try? JSONDecoder().decode(Content.self, from: data), content.format == Self.format
    else {
      throw InputError(
        file: file, problem: "is no file of paths",
        advice: "expected one that verify --path-cache has written; remove it, or name another one")
    }
    let isOfThis = content.program == program && content.specification == specification
    paths = PathCache(isOfThis ? content.paths : [])
  }

  /// How many paths were known, and how many are added.
  var counts: (known: Int, added: Int) { (paths.counts.used, paths.counts.added) }

  /// Writes the paths, whole or not at all.
  ///
  /// - Throws: `OutputError`.
  func write() throws {
    let content = Content(
      format: Self.format, program: program, specification: specification, paths: paths.entries)
    let parent = (file as NSString).deletingLastPathComponent
    if !parent.isEmpty { try OutputFolder.make(parent) }
    do {
      try ReportWriter.encode(content).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw OutputError(path: file, reason: error.localizedDescription)
    }
  }

  /// The files of a folder and of those in it, by name.
  private static func files(in folder: String) throws -> [String] {
    guard let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] else {
      throw InputError(
        file: folder, problem: "is no folder that can be read", advice: "expected the specification")
    }
    return names.filter { $0.hasSuffix(".smt2") }.sorted().map { "\(folder)/\($0)" }
  }

  /// SHA-256 of each of some files, by the system's `sha256sum`, run directly; in the order of the files.
  private static func digest(_ files: [String]) throws -> String {
    guard
      case .ended(let output, 0)? = ExternalProgram(named: "sha256sum", in: nil)?.run(
        ["--"] + files, input: "")
    else {
      throw UsageError(description: "--path-cache: sha256sum is not installed, or cannot read \(files[0])")
    }
    return output.split(separator: "\n").compactMap { $0.split(separator: " ").first }.joined(separator: " ")
  }
}
