import Foundation
import Proofs

/// A copy of the folder of proofs that a test alters. It is removed with the value.
final class ProofsCopy {
  let path: String
  private let root: URL

  /// Copies the system and the hypotheses; the obligations too, if asked for.
  init(withObligations: Bool = false) throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("vmverify-" + UUID().uuidString)
    path = root.path
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for name in ["system", "arithmetic", "hypotheses"] + (withObligations ? ["obligations", "negative"] : [])
    {
      try FileManager.default.copyItem(
        atPath: ProofsCopy.original + "/" + name, toPath: path + "/" + name)
    }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// The folder of this repository.
  static let original = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../../proofs").standardizedFileURL.path

  /// The specification of this repository.
  static let specification = original + "/../Specs"

  /// Replaces text in a file of it, which must contain that.
  func replace(_ old: String, with new: String, in file: String) throws {
    let text = try String(contentsOfFile: path + "/" + file, encoding: .utf8)
    guard text.contains(old) else { throw CocoaError(.formatting) }
    try write(text.replacing(old, with: new), to: file)
  }

  /// Writes a file of it.
  @discardableResult
  func write(_ text: String, to file: String) throws -> String {
    try text.write(toFile: path + "/" + file, atomically: true, encoding: .utf8)
    return path + "/" + file
  }

  /// Writes a program of it, a shell script.
  func writeProgram(_ name: String, _ script: String) throws {
    let file = try write("#!/bin/sh\n" + script, to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
  }
}

/// An obligation that holds: a number less than two and more than none is one.
let small = """
  (set-info :status unsat)
  (set-logic QF_LIA)
  (declare-fun x () Int)
  (assert (! (< 0 x) :named positive))
  (assert (! (< x 2) :named less-than-two))
  (assert (! (not (= x 1)) :named goal))
  (check-sat)

  """
