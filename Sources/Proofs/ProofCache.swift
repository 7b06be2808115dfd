package import Foundation
package import Specification

/// Proofs that need not be made again: the texts and the solvers are the same, and certificates, if they are wanted, are
/// there.
///
/// A text is known by 128 bits of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/). That tells apart what changed, not
/// what somebody forged; who can write the file can write anything into it.
package struct ProofCache: Sendable {
  /// What is kept of a proof.
  private struct Entry: Codable {
    var key: String
    var unused: [String]
    var steps: UInt64?
    /// Of its certificate: variables, clauses, lemmas.
    var certificate: [Int]?
    var twin: TwinModel?
  }

  private struct Content: Codable {
    var schema = 2
    var entries: [String: Entry]
  }

  private var entries: [String: Entry] = [:]

  /// Reads a file; one that is not there, or was written by another version, knows nothing.
  ///
  /// - Throws: `SpecificationError` for a file that is something else.
  package init(file: String) throws(SpecificationError) {
    guard let data = FileManager.default.contents(atPath: file) else { return }
    guard let content = try? JSONDecoder().decode(Content.self, from: data) else {
      throw SpecificationError(
        file: file, line: 0, message: "is no record of proofs; remove it, or name another with --cache")
    }
    if content.schema == 2 { entries = content.entries }
  }

  /// The file's content.
  package var data: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return try encoder.encode(Content(entries: entries))
    }
  }

  /// Fills in what is known of an obligation, its twin, and who was asked, if it was proved.
  func recall(_ key: String, into result: inout ProofResult, isOtherAsked: Bool) {
    guard let entry = entries[result.id], entry.key == key else { return }
    result.unused = entry.unused
    result.steps = entry.steps
    result.verdict = .proved
    if isOtherAsked { result.otherVerdict = .proved }
    if let counts = entry.certificate, counts.count == 3 {
      result.certificate = Certificate(
        variables: counts[0], clauses: counts[1], lemmas: counts[2], verdict: .proved)
    }
    result.twin = entry.twin
    result.isRecalled = true
  }

  /// Keeps what was proved; forgets what was not.
  mutating func note(_ result: ProofResult, _ key: String) {
    guard result.worst == .proved else {
      entries[result.id] = nil
      return
    }
    entries[result.id] = Entry(
      key: key, unused: result.unused, steps: result.steps,
      certificate: result.certificate.map { [$0.variables, $0.clauses, $0.lemmas] }, twin: result.twin)
  }

  /// What has to be the same for a proof to be.
  static func key(_ parts: [String]) -> String {
    var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    for part in parts {
      // The length keeps parts apart.
      for byte in Array("\(part.utf8.count) ".utf8) + Array(part.utf8) {
        hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
      }
    }
    return String(hash, radix: 16)
  }
}
