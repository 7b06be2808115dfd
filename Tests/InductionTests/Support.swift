import Foundation
import Induction
import Proofs

/// The proofs of this package.
enum Repository {
  /// A proof of code by them.
  static let proof = Result {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    return InductionProof(by: try ProofFolder(path: root + "/proofs", specification: root + "/Specs"))
  }
}
