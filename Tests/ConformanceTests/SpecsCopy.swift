import Foundation
import Specification

/// A copy of the specification that a test alters.
struct SpecsCopy {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let original = Repository.folder.appendingPathComponent("Specs").path
    try FileManager.default.copyItem(atPath: original, toPath: folder.path + "/Specs")
  }

  /// Replaces text in a file of it, which must contain that.
  func replace(_ old: String, with new: String, in file: String) throws {
    let path = folder.path + "/Specs/" + file
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard text.contains(old) else { throw CocoaError(.formatting) }
    try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Adds a clause of the contract, judged on allocations.
  func addClause(_ id: String, title: String = "A clause of a test", _ assertion: String) throws {
    let text = """
      (set-info :id "\(id)")
      (set-info :title "\(title)")
      (set-info :profile "contract")
      (set-info :unit "vmalloc")
      (set-info :source "a test")
      (assert \(assertion))
      """
    try text.write(
      toFile: folder.path + "/Specs/clauses/\(id).smt2", atomically: true, encoding: .utf8)
  }

  /// The specification as it is now.
  func load() throws -> Specification { try Specification(folder: folder.path + "/Specs") }
}
