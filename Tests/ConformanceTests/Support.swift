import Conformance
import Foundation
import PropertyTesting
import Specification
import Testing

/// The files of this repository that tests read.
enum Repository {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../..").standardizedFileURL

  /// The specification, compiled once.
  static let specification = Result { try Specification(folder: folder.appendingPathComponent("Specs").path) }

  /// A recording, by its name without what all names share.
  static func recording(_ name: String) -> String {
    folder.appendingPathComponent("Traces/linux-6.18-\(name).trace.gz").path
  }
}

extension Specification {
  /// The place of a clause.
  func index(of id: String) throws -> Int {
    try #require(clauses.firstIndex { $0.clause.id == id }, "there is no clause \(id)")
  }
}

/// A folder of its own for a test, gone with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "vmverify-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and answers its path.
  func write(_ name: String, _ data: Data) throws -> String {
    let file = path + "/" + name
    let parent = URL(fileURLWithPath: file).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: file))
    return file
  }
}
