internal import Specification

/// Looks, while a run is followed, whether what obligations claim holds where it is claimed.
///
/// An obligation `STEP/I` is looked at after each step STEP, `terminates/STEP` likewise; `call-*` where a call for a page
/// array begins, `contract-*` where it ends, `lemma/L` in every state that has what L assumes, `initial/I` at the start.
/// That there is a step to take (`progress/*`) is not looked at: a run that is followed takes one.
/// A claim for all values of its variables is looked at for those that matter (`Evaluator.candidates`).
package struct ClaimWatch {
  private let model: BehaviourModel
  private let lemmas: [Lemma]
  private let contract: [(property: TransitionSystem.Property, claim: CheckedFormula)]
  private let invariants: [CheckedFormula]
  /// Those that a call for a page array may assume.
  private let assumed: [CheckedFormula]
  private let phase: Expression
  private let left: Expression
  /// The obligations that are meant; the claims of others are not looked at.
  package var wanted: Set<String> = []
  /// The obligations whose claim was looked at.
  package private(set) var reached: Set<String> = []
  /// Those whose claim does not hold, with where.
  package private(set) var broken: [String: String] = [:]

  private struct Lemma {
    var name: String
    /// What it assumes for all values of some variables.
    var assumed: [CheckedFormula]
    /// That it assumes besides what does not hold.
    var isVoid: CheckedFormula
    var claim: CheckedFormula
  }

  /// - Throws: `BehaviourError` for a claim that cannot be evaluated.
  package init(_ model: BehaviourModel) throws {
    self.model = model
    let scope = model.scope
    do {
      invariants = try model.system.invariants.map { try CheckedFormula($0.statement(suffix: ""), in: scope) }
      lemmas = try model.system.lemmas.map { part in
        let variables = part.parameters.map(\.name)
        let ground = part.statements.filter(\.variables.isEmpty).map(\.formula)
        let premise = Form.list([.symbol("and"), .symbol("true")] + ground)
        let goal = part.goal ?? .symbol("true")
        // True, and says where the values of variables are looked up.
        let either = Form.call("or", goal, .call("not", goal))
        func checked(_ formula: Form) throws -> CheckedFormula {
          try CheckedFormula(
            TransitionSystem.Statement(name: part.name, variables: variables, formula: formula), in: scope)
        }
        return Lemma(
          name: part.name,
          assumed: try part.statements.filter { !$0.variables.isEmpty }.map {
            try CheckedFormula($0, in: scope)
          },
          isVoid: try checked(.call("not", .call("and", premise, either))),
          claim: try checked(.call("not", .call("and", premise, goal))))
      }
      contract = try model.system.contract.map {
        ($0, try CheckedFormula($0.statement(suffix: ""), in: scope))
      }
      assumed = try model.system.invariants.filter(\.of.isEmpty).map {
        try CheckedFormula($0.statement(suffix: ""), in: scope)
      }
      phase = try scope.expression(.symbol("phase"))
      left = try scope.expression(.symbol("left"))
    } catch let error as ExpressionScope.Unsupported {
      throw BehaviourError(message: "\(error.form.text) is nothing that can be evaluated")
    }
  }

  /// At the start.
  package mutating func lookAtStart() throws {
    var evaluator = Evaluator(scope: model.scope, values: model.start)
    for invariant in invariants { try look(at: "initial/" + invariant.name, invariant, &evaluator) }
  }

  private mutating func look(at obligation: String, _ claim: CheckedFormula, _ evaluator: inout Evaluator)
    throws
  {
    guard wanted.contains(obligation) else { return }
    reached.insert(obligation)
    guard broken[obligation] == nil, let values = try claim.counterexample(&evaluator) else { return }
    broken[obligation] = "does not hold" + values
  }

  /// After a step.
  mutating func look(after step: String, from before: [Value], to after: [Value]) throws {
    var evaluator = Evaluator(scope: model.scope, values: after)
    for invariant in model.invariants[step] ?? [] {
      try look(at: "\(step)/\(invariant.name)", invariant, &evaluator)
    }
    for lemma in lemmas
    where try wanted.contains("lemma/\(lemma.name)") && lemma.isVoid.counterexample(&evaluator) != nil {
      guard try lemma.assumed.allSatisfy({ try $0.counterexample(&evaluator) == nil }) else { continue }
      try look(at: "lemma/\(lemma.name)", lemma.claim, &evaluator)
    }
    guard wanted.contains("terminates/" + step) else { return }
    var earlier = Evaluator(scope: model.scope, values: before)
    let phases = (try earlier.value(phase).number ?? 0, try evaluator.value(phase).number ?? 0)
    let lefts = (try earlier.value(left).number ?? 0, try evaluator.value(left).number ?? 0)
    reached.insert("terminates/" + step)
    if phases.1 > phases.0 || (phases.1 == phases.0 && !(0 <= lefts.0 && lefts.1 < lefts.0)) {
      broken["terminates/" + step] = "the call comes no nearer to its end"
    }
  }

  /// Where a call for a page array, or for its release, begins.
  mutating func look(atCallOf operation: String, in state: [Value]) throws {
    var evaluator = Evaluator(scope: model.scope, values: state)
    for invariant in assumed { try look(at: "call-\(operation)/\(invariant.name)", invariant, &evaluator) }
  }

  /// Where such a call ends: `returned`, `failed` or `released`, or `refused`, having done nothing.
  mutating func look(atEnd end: String, in state: [Value]) throws {
    var evaluator = Evaluator(scope: model.scope, values: state)
    let promised = end == "refused" ? "failed" : end
    for (property, claim) in contract where property.of.contains(promised) {
      try look(at: "contract-\(end)/\(property.name)", claim, &evaluator)
    }
  }
}
