/// What came of a proof by induction of the code.
package struct InductionResult: Sendable {
  /// A step that the code does.
  package struct Step: Sendable {
    /// Where the run began, in words.
    package var start: String
    /// The step of the system.
    package var step: String
    /// What the code does, in words.
    package var doing: String
    /// What came of the obligation.
    package var verdict: Verdict
    /// The obligation, as a file.
    package var text: String
  }

  /// What came of an obligation.
  package enum Verdict: Hashable, Sendable {
    /// It holds.
    case proved
    /// It does not: the claims that fail, and inputs for which they do.
    case refuted([String], [String: String])
    /// Its hypotheses contradict each other.
    case vacuous
    /// The solver gave up, with its reason.
    case unknown(String)

    /// Whether it does not hold.
    var isRefuted: Bool {
      if case .refuted = self { true } else { false }
    }
  }

  /// The paths that were followed.
  package var paths = 0
  /// The obligations.
  package var steps: [Step] = []
  /// Why paths were not followed to their ends.
  package var cuts: Set<String> = []
  /// Paths that may be missing, and why.
  package var open: [String] = []

  /// What is said of the constants of the system that does not hold of the implementation.
  package var broken: Set<String> = []
  /// Symbols of the vocabulary that are not proved to be what the system says: the implementation does otherwise there, or many
  /// things at a time.
  package var unfollowed: Set<String> = []

  /// Whether all that the code does is proved to be what the system does.
  package var isProved: Bool {
    cuts.isEmpty && open.isEmpty && !steps.isEmpty && steps.allSatisfy { $0.verdict == .proved }
  }

  /// Whether something that the code does is not what the system does.
  package var isRefuted: Bool { steps.contains { $0.verdict.isRefuted } }

  /// Why it is not proved, each reason once; empty if it is.
  package var reasons: [String] {
    var reasons = cuts.sorted() + open
    if steps.isEmpty, reasons.isEmpty { reasons.append("nothing was followed") }
    for step in steps where step.verdict != .proved {
      let reason = "\(step.start): \(step.doing) (\(step.step)): \(step.verdict)"
      if !reasons.contains(reason) { reasons.append(reason) }
    }
    return reasons
  }
}

extension InductionResult.Verdict: CustomStringConvertible {
  /// In words; the claims, and not the inputs, which are many.
  package var description: String {
    switch self {
    case .proved: "proved"
    case .refuted([], _): "it can come here, and the system cannot"
    case .refuted(let claims, _): "not so: \(claims.joined(separator: ", "))"
    case .vacuous: "what is known contradicts itself"
    case .unknown(let reason): "the solver gave up: \(reason)"
    }
  }
}
