import Conformance
import Foundation
import KernelTrace
import PropertyTesting
import Testing

/// A recording of this repository as lines that a test can tamper with, and the verdict on what comes out.
struct TamperedRecording {
  var lines: [String]

  init(_ name: String) throws {
    let text = String(decoding: try TraceFile.read(path: Repository.recording(name)), as: UTF8.self)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The indices of the lines that contain all of these words, comments apart.
  func find(_ words: String...) -> [Int] {
    lines.indices.filter { index in
      !lines[index].hasPrefix("#") && words.allSatisfy { lines[index].contains($0) }
    }
  }

  /// The value of a field, as it is printed.
  func field(_ name: String, at index: Int) -> String {
    let words = lines[index].split(separator: " ")
    return words.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) } ?? ""
  }

  /// Replaces the value of a field.
  mutating func set(_ name: String, to value: String, at index: Int) {
    let words = lines[index].components(separatedBy: " ")
    lines[index] = words.map { $0.hasPrefix(name + "=") ? "\(name)=\(value)" : $0 }.joined(separator: " ")
  }

  /// What the whole way from a file to the report says.
  func judged() throws -> Report.Core {
    let folder = try TemporaryFolder()
    let path = try folder.write("tampered.trace", Data(lines.joined(separator: "\n").utf8))
    let specification = try Repository.specification.get()
    return try Verification([], specification, seed: 0, runs: 0, recordings: [path]).perform().core
  }
}

extension Report.Core {
  /// The clauses that a recording breaks, with the lines.
  var broken: [String: [Int]] {
    var result: [String: [Int]] = [:]
    for clause in clauses {
      for evidence in clause.recordings where evidence.verdict == .violated {
        result[clause.id] = evidence.lines
      }
    }
    return result
  }
}
