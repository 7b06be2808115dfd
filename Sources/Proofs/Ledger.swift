internal import Foundation
package import Specification

/// How much work obligations take, by version of the solver: `proofs/ledger.json`.
///
/// Z3's steps are the same on every machine for the same file and version, and differ between versions.
package struct Ledger: Sendable, Codable, Equatable {
  /// By solver and obligation, the most steps that any variant took.
  package private(set) var steps: [String: [String: UInt64]] = [:]

  /// An empty ledger.
  package init() {}

  /// Reads a ledger; an empty one if there is no file.
  ///
  /// - Throws: `SpecificationError` for a file that is no ledger.
  package init(file: String) throws(SpecificationError) {
    guard FileManager.default.fileExists(atPath: file) else { return }
    let text = try Files.text(file)
    do {
      self = try JSONDecoder().decode(Ledger.self, from: Data(text.utf8))
    } catch {
      throw SpecificationError(
        file: file, line: 0, message: "is no ledger; make prove-stability writes it anew")
    }
  }

  /// The file's text: a line for each obligation.
  package var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }

  /// Notes the work of all obligations with a solver, in place of what was noted for it.
  package mutating func note(_ work: [String: UInt64], solver: String) { steps[solver] = work }

  /// The work that an obligation may take: ten times what it took, for what changes in Z3's libraries, and a million steps
  /// at least, as its hypotheses alone and its twin are asked about in other ways.
  ///
  /// - Returns: nil if nothing is noted for the solver.
  package func budget(_ obligation: String, solver: String) -> UInt32? {
    steps[solver]?[obligation].flatMap { UInt32(exactly: max($0, 100_000) * 10) }
  }
}
