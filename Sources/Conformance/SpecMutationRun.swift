import Foundation
import Proofs
import PropertyTesting
import Specification

/// Alters the specification and the transition system in one place at a time, and tells which check notices.
///
/// A change of the system is noticed by an obligation that is lost, or by a run of the reference that is no behaviour
/// any more; a weaker clause by a seeded bug that breaks it less often. Checks that compare texts are not asked: they
/// would notice everything.
package struct SpecMutationRun: Sendable {
  /// The folder of the proofs.
  package var proofs: String
  /// The folder of the specification.
  package var specification: String
  /// Only changes whose name has this in it; empty for all.
  package var only = ""
  /// Runs of the reference, and of each seeded bug.
  package var behaviours = 64
  package var runs = 300

  /// A run.
  package init(proofs: String, specification: String) {
    self.proofs = proofs
    self.specification = specification
  }

  /// What became of a change.
  package struct Outcome: Sendable, Encodable {
    /// The change.
    package var id: String
    /// What noticed it; nil for nothing.
    package var noticedBy: String?
  }

  /// Makes all changes.
  ///
  /// - Throws: `SpecificationError`, `SolverError`, or an error of the file system.
  package func perform(progress: @escaping @Sendable (String, Int, Int) -> Void) throws -> [Outcome] {
    let loaded = try Specification(folder: specification)
    let system = try SystemMutation.all(of: proofs).filter { only.isEmpty || $0.id.contains(only) }
    let clauses = try ClauseMutation.all(of: loaded).filter { only.isEmpty || $0.id.contains(only) }
    var outcomes = try outcomes(of: system, progress: { progress("the system", $0, $1) }) {
      try outcome(of: $1, $0, loaded, in: $2)
    }
    let arithmetic = try SystemMutation.allOfArithmetic(of: proofs).filter {
      only.isEmpty || $0.id.contains(only)
    }
    outcomes += try self.outcomes(of: arithmetic, progress: { progress("arithmetic", $0, $1) }) {
      Outcome(id: $1.id, noticedBy: try $0.lookAtArithmetic($1, in: $2))
    }
    outcomes += try HypothesisDeletions(proofs: proofs, specification: specification).outcomes(only: only) {
      progress("hypotheses", $0, $1)
    }.map {
      Outcome(
        id: "\($0.obligation) without \($0.hypothesis)",
        noticedBy: $0.isLost ? "what is left of the obligation has a model" : nil)
    }
    guard !clauses.isEmpty else { return outcomes }
    let noticed = try ClauseMutation.noticed(clauses, by: loaded, runs: runs) { progress("clauses", $0, $1) }
    outcomes += clauses.map { Outcome(id: $0.id, noticedBy: noticed[$0.id]) }
    return outcomes
  }

  /// What becomes of changes, each looked at in a folder of its own, which is removed.
  private func outcomes(
    of mutations: [SystemMutation], progress: @escaping @Sendable (Int, Int) -> Void,
    _ look: @Sendable (SystemMutationCheck, SystemMutation, String) throws -> Outcome
  ) throws -> [Outcome] {
    guard !mutations.isEmpty else { return [] }
    let check = try SystemMutationCheck(proofs: proofs, specification: specification)
    let root = NSTemporaryDirectory() + "vmverify-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: root) }
    let results = RunBlocks(runs: mutations.count, size: 1).results(
      isCancelled: { false }, progress: { progress($0, mutations.count) }
    ) { range in
      Swift.Result {
        try range.map { number in
          let folder = "\(root)/\(number)"
          defer { try? FileManager.default.removeItem(atPath: folder) }
          return try look(check, mutations[number], folder)
        }
      }
    }
    return try results.flatMap { try $0.get() }
  }

  private func outcome(
    of mutation: SystemMutation, _ check: SystemMutationCheck, _ specification: Specification,
    in folder: String
  ) throws -> Outcome {
    let (changed, lost) = try check.look(at: mutation, in: folder)
    if let lost { return Outcome(id: mutation.id, noticedBy: lost) }
    guard let changed else { return Outcome(id: mutation.id, noticedBy: nil) }
    var campaign = BehaviourCampaign(.reference, changed, specification, seed: 3, runs: behaviours)
    campaign.processors = 1
    do {
      let departure = try campaign.perform().departure
      return Outcome(
        id: mutation.id,
        noticedBy: departure.map {
          "run \($0.run) of the reference: "
            + [$0.departure.step, $0.departure.message].filter { !$0.isEmpty }.joined(separator: ": ")
        })
    } catch let error as BehaviourError {
      return Outcome(id: mutation.id, noticedBy: "no run can be followed: \(error.message)")
    }
  }
}
