import Foundation
import Properties
import PropertyTesting
public import Specification

// Whether a file agrees with itself and with the specification: asked by whoever replays it.

extension Counterexample {
  /// Refuses a file that names a clause which there is not, or whose choices draw another workload.
  ///
  /// - Throws: `InputError` naming the file, what was expected and what to do.
  public func checkAgreement(with specification: Specification, file: String) throws(InputError) {
    let known = Set(specification.clauses.map(\.clause.id))
    if let unknown = clauses.first(where: { !known.contains($0) }) {
      throw InputError(
        file: file, problem: "names a clause \"\(unknown)\" that the specification does not have",
        advice: "vmverify specification lists those that there are; --specs names another folder")
    }
    guard let choices else { return }
    let blob: ReplayBlob
    do {
      blob = try ReplayBlob(parsing: choices)
    } catch {
      throw InputError(
        file: file, problem: "has choices that cannot be read: \(error)",
        advice: "remove \"choices\" to replay the workload alone")
    }
    guard Workload(choices: blob.sequence) == workload else {
      throw InputError(
        file: file, problem: "has choices that draw another workload than the one in the file",
        advice: "remove \"choices\" from a file that was edited, or that another vmverify wrote")
    }
  }

  /// Whether a file is a counterexample of this tool, of any version.
  public static func isCounterexample(path: String) -> Bool {
    guard let data = try? InputError.read(path, atMost: largestFile) else { return false }
    return (try? JSONDecoder().decode(Kind.self, from: data))?.kind == kind
  }

  private struct Kind: Decodable {
    var kind: String
  }
}
