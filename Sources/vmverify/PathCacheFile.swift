import Conformance
import Foundation
import Generalization
import Proofs
import SMT

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

  private static let advice = "choose another file with --path-cache"
  private static let format = "vmverify paths 1"
  /// Bytes that are read at most.
  private static let largest = 1 << 30

  /// The paths.
  let paths: PathCache
  /// Whether the file was of another program or specification: its paths are left out.
  let isOfAnother: Bool
  private let file: String
  private let program: String
  private let specification: String

  /// Reads a file, if it is there.
  ///
  /// - Parameter specs: the folder of the specification.
  /// - Throws: `InputError` for a file that is something else, or if this program or its specification cannot be read.
  init(_ file: String, specs: String) throws {
    guard !file.isEmpty else { throw UsageError(description: "--path-cache has no name; expected a file") }
    self.file = file
    program =
      try Self.digest([FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")])
      + " z3 \(Context.version)"
    specification = try Self.digest(Self.files(in: specs))
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
      (paths, isOfAnother) = (PathCache(), false)
      try probe()
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
    (paths, isOfAnother) = (PathCache(isOfThis ? content.paths : []), !isOfThis)
    try probe()
  }

  /// How many paths were known, and how many are added.
  var counts: (known: Int, added: Int) { (paths.counts.used, paths.counts.added) }

  private var folder: String {
    let folder = (file as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// Makes sure that the file can be written later.
  private func probe() throws {
    do {
      try OutputFolder.make(folder)
      try OutputFolder.probe(folder)
    } catch var error as OutputError {
      error.advice = Self.advice
      throw error
    }
  }

  /// Writes the paths, whole or not at all.
  ///
  /// - Throws: `OutputError`.
  func write() throws {
    let content = Content(
      format: Self.format, program: program, specification: specification, paths: paths.entries)
    do {
      let data = try ReportWriter.encode(content)
      guard data.count <= Self.largest else {
        throw OutputError(
          path: file, reason: "it would be larger than \(Self.largest) bytes", advice: Self.advice)
      }
      try data.write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch let error as OutputError {
      throw error
    } catch {
      throw OutputError(path: file, reason: error.localizedDescription, advice: Self.advice)
    }
  }

  /// The files of a specification.
  private static func files(in folder: String) throws -> [String] {
    try ["prelude-bv.smt2", "vocabulary.smt2"].map { "\(folder)/\($0)" }
      + ["clauses", "findings"].flatMap { part in
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)").filter {
          $0.hasSuffix(".smt2")
        }
        .sorted().map { "\(folder)/\(part)/\($0)" }
      }
  }

  /// SHA-256 of each of some files, by the system's `sha256sum`, run directly; in the order of the files.
  private static func digest(_ files: [String]) throws -> String {
    guard
      case .ended(let output, 0)? = ExternalProgram(named: "sha256sum", in: nil)?.run(
        ["--"] + files, input: "")
    else {
      throw UsageError(description: "--path-cache: sha256sum is not installed, or cannot read \(files[0])")
    }
    let digests = output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    guard digests.count == files.count else {
      throw UsageError(
        description: "--path-cache: sha256sum says nothing of \(files.count - digests.count) files")
    }
    return digests.joined(separator: " ")
  }
}
