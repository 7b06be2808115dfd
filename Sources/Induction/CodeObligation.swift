package import Proofs
internal import Specification

/// Something that has to hold where code has done a step: that what it did is what the system's step says.
package struct CodeObligation: Sendable {
  /// A claim, by name.
  package struct Claim: Hashable, Sendable {
    /// Its name: a guard of the step, or what of an operation is looked at.
    package var name: String
    /// What it says.
    package var formula: Form
  }

  /// The step of the system, or what else is claimed: an arrival at a loop, say.
  package var step: String
  /// What the code did, in words.
  package var doing: String
  /// What is claimed; nothing if the code cannot come here at all.
  package var claims: [Claim]
  /// What is known, by name; none names an invariant.
  package var facts: [TransitionSystem.Statement]
  /// The invariants and lemmas that may be used.
  package var hypotheses: [Form]
  /// Constants besides the fields of the state.
  package var parameters: [TransitionSystem.Parameter]
  /// The inputs of the run that were in it, for a counterexample.
  package var inputs: [String]

  /// Whether the code is to be shown not to come here.
  package var isDead: Bool { claims.isEmpty }

  /// What is known of the code, without what the system's invariants and lemmas say. A run has come here with numbers of its
  /// own: only the system can say that it cannot.
  package var withoutSystem: CodeObligation {
    var own = self
    own.facts = facts.filter { $0.name.hasPrefix("code-") }
    own.hypotheses = []
    return own
  }

  /// The negation of what is claimed.
  private var goal: Form {
    isDead ? .symbol("true") : .call("not", .list([.symbol("and")] + claims.map(\.formula)))
  }

  /// It as a closed file.
  ///
  /// - Parameter system: what it is a step of.
  package func text(of system: TransitionSystem) -> String {
    let obligation = Obligation(
      id: step, title: isDead ? "Not reached: \(doing)" : doing, source: "", parameters: parameters,
      facts: facts, goal: goal, of: system)
    guard
      let text = obligation.text(
        of: system, hypotheses: facts.map { .symbol($0.name) } + hypotheses)
    else { preconditionFailure("\(step): a hypothesis is no fact of the system") }
    return text
  }
}

extension CodeObligation: Hashable {
  /// Whether the same is claimed of the same.
  package static func == (a: Self, b: Self) -> Bool {
    a.step == b.step && a.doing == b.doing && a.claims == b.claims
      && a.facts.map(\.formula) == b.facts.map(\.formula)
  }

  /// Hashes what is claimed, and of what.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(step)
    hasher.combine(claims)
    hasher.combine(facts.map(\.formula))
  }
}
