internal import Foundation
internal import SMT
internal import Specification

/// Makes the files of a proof folder anew from its system.
///
/// Hypotheses that are noted and still suffice stay; for the others some are looked for. Files that belong to no
/// obligation any more are removed.
package struct Regeneration: Sendable {
  /// The folder.
  package var folder: ProofFolder
  /// The solver.
  package var prover = Prover()
  /// The obligations to look at, nil for all; if it is not all, nothing is written.
  package var only: Set<String>?
  /// Whether hypotheses are looked for where the noted ones do not suffice. If not, the obligation is unproved.
  package var searches = true

  /// What was done.
  package struct Outcome: Sendable {
    /// How many obligations there are.
    package var obligations = 0
    /// Those whose hypotheses were looked for.
    package var searched: [String] = []
    /// Those that do not follow from any facts that were tried.
    package var unproved: [String] = []
    /// Files written or removed.
    package var changed: [String] = []
  }

  /// A regeneration.
  package init(folder: ProofFolder, only: Set<String>? = nil) {
    self.folder = folder
    self.only = only
  }

  /// Writes what has changed: the hypotheses, and, if every obligation has some, the obligations.
  ///
  /// - Throws: `SpecificationError`, `SolverError`, or an error of the file system.
  package func perform(progress: @Sendable (Int, Int) -> Void) throws -> Outcome {
    let obligations = folder.system.obligations.filter { only?.contains($0.id) ?? true }
    let noted = try folder.hypotheses()
    let found = try Workers.map(obligations, progress: progress) { obligation in
      if let own = noted[obligation.id], try suffices(own, obligation) { return (own as [Form]?, false) }
      guard searches else { return (nil, false) }
      return (
        try HypothesisSearch(system: folder.system, obligation: obligation, prover: prover).find(), true
      )
    }
    var outcome = Outcome(obligations: obligations.count)
    var hypotheses: [String: [Form]] = [:]
    for (obligation, (own, isSearched)) in zip(obligations, found) {
      hypotheses[obligation.id] = own
      if isSearched { outcome.searched.append(obligation.id) }
      if own == nil { outcome.unproved.append(obligation.id) }
    }
    guard only == nil else { return outcome }
    try write(folder.hypothesisFiles(obligations, hypotheses), &outcome)
    guard outcome.unproved.isEmpty else { return outcome }
    let files = try folder.obligationFiles(obligations, hypotheses)
    try write(files, &outcome)
    try remove(allBut: Set(files.map(\.path)), &outcome)
    return outcome
  }

  /// Whether noted hypotheses are facts still, and prove the obligation, each of them needed.
  private func suffices(_ hypotheses: [Form], _ obligation: Obligation) throws -> Bool {
    guard let text = obligation.text(of: folder.system, hypotheses: hypotheses) else { return false }
    let answer = try prover.check(ObligationFile(text: text, file: obligation.id))
    return answer.satisfiability == .unsatisfiable && answer.core.count == hypotheses.count + 1
  }

  private func write(_ files: [ProofFolder.MadeFile], _ outcome: inout Outcome) throws {
    let manager = FileManager.default
    for file in files {
      let path = folder.path + "/" + file.path
      let data = Data(file.text.utf8)
      guard manager.contents(atPath: path) != data else { continue }
      try manager.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
      outcome.changed.append(file.path)
    }
  }

  private func remove(allBut expected: Set<String>, _ outcome: inout Outcome) throws {
    let manager = FileManager.default
    for kind in ["obligations", "negative"] {
      for file in try folder.presentFiles(kind) where !expected.contains(file) {
        try manager.removeItem(atPath: folder.path + "/" + file)
        outcome.changed.append(file)
      }
    }
  }
}
