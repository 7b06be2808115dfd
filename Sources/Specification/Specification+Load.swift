import Foundation

extension Specification {
  /// Loads a folder: `prelude-bv.smt2`, `vocabulary.smt2`, `clauses/*.smt2`, `findings/*.smt2`.
  ///
  /// - Throws: `SpecificationError` for a file that cannot be read or is malformed.
  public init(folder: String) throws {
    let prelude = try Specification.read(folder + "/prelude-bv.smt2")
    let path = folder + "/vocabulary.smt2"
    let vocabulary = try Vocabulary(prelude: prelude, vocabulary: Specification.read(path), file: path)
    let clauses = try Specification.files(in: folder + "/clauses").map { file in
      try Clause(text: Specification.read(file), file: file)
    }
    guard !clauses.isEmpty else {
      throw SpecificationError(file: folder + "/clauses", line: 0, message: "there is no clause here")
    }
    let findings = try Specification.files(in: folder + "/findings").map { file in
      try Finding(text: Specification.read(file), file: file)
    }
    try self.init(vocabulary: vocabulary, clauses: clauses, findings: findings)
  }

  private static func read(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SpecificationError(
        file: path, line: 0, message: "cannot be read; name the folder of the specification with --specs")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw SpecificationError(file: path, line: 0, message: "is not UTF-8 text")
    }
    return text
  }

  private static func files(in folder: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw SpecificationError(file: folder, line: 0, message: "is no folder that can be read")
    }
    return names.filter { $0.hasSuffix(".smt2") }.sorted { Specification.precedes($0, $1) }.map {
      folder + "/" + $0
    }
  }

  /// A2 before A10: numbers within names compare as numbers.
  private static func precedes(_ a: String, _ b: String) -> Bool {
    a.compare(b, options: [.numeric], locale: nil) == .orderedAscending
  }
}
