internal import Specification

/// Something to be proved: that a goal, the negation of what is claimed, contradicts some hypotheses.
package struct Obligation: Sendable {
  /// Its name, its group before a slash.
  package var id: String
  /// What is claimed, in a sentence.
  package var title: String
  /// The statement of the seed that it is about, or empty.
  package var source: String
  /// The clause of the specification that it is of, nil for none.
  var clause: String?
  /// Its constants besides the fields.
  var parameters: [TransitionSystem.Parameter]
  /// What may be assumed.
  var facts: [TransitionSystem.Statement]
  /// The negation of the claim.
  var goal: Form
  /// The editions of the definitions that may occur.
  var editions: [Edition]

  /// Something to be proved of a system's current state.
  ///
  /// - Parameters:
  ///   - id: its name, its group before a slash.
  ///   - title: what is claimed, in a sentence.
  ///   - source: the statement of the seed that it is about, or empty.
  ///   - parameters: its constants besides the fields.
  ///   - facts: what may be assumed, besides the system's invariants.
  ///   - goal: the negation of the claim.
  package init(
    id: String, title: String, source: String, parameters: [TransitionSystem.Parameter],
    facts: [TransitionSystem.Statement], goal: Form, of system: TransitionSystem
  ) {
    self.init(
      id: id, title: title, source: source, parameters: parameters, facts: facts + system.assumed, goal: goal,
      editions: [system.editions.current])
  }

  init(
    id: String, title: String, source: String, clause: String? = nil,
    parameters: [TransitionSystem.Parameter], facts: [TransitionSystem.Statement], goal: Form,
    editions: [Edition]
  ) {
    self.id = id
    self.title = title
    self.source = source
    self.clause = clause
    self.parameters = parameters
    self.facts = facts
    self.goal = goal
    self.editions = editions
  }

  /// The group: what comes before the slash.
  package var group: String { String(id.prefix { $0 != "/" }) }

  /// The formula of a hypothesis: the name of a fact, with values for its variables.
  ///
  /// - Returns: nil if there is no such fact, or if it has another number of variables.
  func formula(of hypothesis: Form) -> Form? {
    let parts = hypothesis.list ?? [hypothesis]
    guard let name = parts.first?.symbol, let fact = facts.first(where: { $0.name == name }),
      fact.variables.count == parts.count - 1
    else { return nil }
    return fact.formula.replacing(
      Dictionary(zip(fact.variables, parts.dropFirst())) { first, _ in first })
  }
}

extension TransitionSystem {
  /// Everything to be proved of the system.
  package var obligations: [Obligation] {
    starts + steps.flatMap(preservations) + steps.compactMap(termination) + progress + calls + promises
      + refusals
      + lemmas.map(lemma) + clauses
  }

  /// The invariants hold at first.
  private var starts: [Obligation] {
    invariants.map { property in
      let (parameters, goal) = negation(of: property, in: editions.current)
      return Obligation(
        id: "initial/" + property.name, title: "At first: " + property.title, source: "",
        parameters: parameters,
        facts: initial, goal: goal, editions: [editions.current])
    }
  }

  /// A step keeps the invariants that speak of what it changes; for the others, what they speak of is the same
  /// before and after.
  private func preservations(_ step: Part) -> [Obligation] {
    let edition = editions.next
    let used = [editions.current, edition] + (step.call == nil ? [] : [called(by: step)])
    return invariants(touchedBy: step).map { property in
      let (parameters, goal) = negation(of: property, in: edition)
      return Obligation(
        id: step.name + "/" + property.name, title: "Kept: " + property.title, source: step.source,
        parameters: step.parameters + parameters, facts: step.statements + assumed, goal: goal,
        editions: used)
    }
  }

  /// A step of a call brings it nearer to its end; nil for one that begins or ends a call, or stands beside it.
  private func termination(_ step: Part) -> Obligation? {
    let touched = (fieldsOfDefinition["phase"] ?? []).union(fieldsOfDefinition["left"] ?? [])
    guard !step.changes.contains("cur"), !touched.isDisjoint(with: step.changes) else { return nil }
    let (phase, left) = (Form.symbol("phase"), Form.symbol("left"))
    let (phaseAfter, leftAfter) = (Form.symbol("phase.next"), Form.symbol("left.next"))
    let isSmaller = Form.call(
      "or", .call("<", phaseAfter, phase),
      .call(
        "and", .call("=", phaseAfter, phase), .call("<=", .symbol("0"), left), .call("<", leftAfter, left)))
    return Obligation(
      id: "terminates/" + step.name, title: "Nearer to the end: " + step.title, source: step.source,
      parameters: step.parameters, facts: step.statements + assumed, goal: .call("not", isSmaller),
      editions: [editions.current, editions.next] + (step.call == nil ? [] : [called(by: step)]))
  }

  /// Wherever a call stands there is a step that it can take. Steps that need something of the environment, a free frame
  /// for a page table say, are not counted.
  private var progress: [Obligation] {
    let names = Set(fields.map { $0.name + ".next" })
    // A call begins at IDLE, and returns from ENDED.
    let places = definitions.filter {
      ["RESERVED", "PAGES", "GOT", "MAPPING", "UNMAPPING", "PUTTING", "ARRAY", "DESCRIPTOR"].contains($0.name)
    }
    let guards = steps.filter { termination($0) != nil }.compactMap { step -> Form? in
      let parameters = Set(step.parameters.map(\.name))
      let promised = Set(called(by: step).definitions.map(\.name))
      let own = step.statements.filter { statement in
        var symbols: Set<String> = []
        statement.formula.collectSymbols(into: &symbols)
        return symbols.isDisjoint(with: names) && symbols.isDisjoint(with: promised)
      }
      var symbols: Set<String> = []
      for statement in own { statement.formula.collectSymbols(into: &symbols) }
      guard symbols.isDisjoint(with: parameters), own.allSatisfy(\.variables.isEmpty) else { return nil }
      return .list([.symbol("and"), .symbol("true")] + own.map(\.formula))
    }
    return places.map { place in
      Obligation(
        id: "progress/" + place.name.lowercased(),
        title: "There is a step that a call at \(place.name) can take", source: "",
        parameters: [],
        facts: [
          Statement(name: "at-place", variables: [], formula: .call("=", .symbol("pc"), .symbol(place.name)))
        ] + assumed,
        goal: .call("not", .list([.symbol("or")] + guards)), editions: [editions.current])
    }
  }

  /// What a call for a page array, or for its release, may assume holds where it is made.
  private var calls: [Obligation] {
    let at: [(name: String, source: String, facts: [Statement])] = [
      (
        "call-vmalloc", "pages = __vmalloc_node(array_size, 1, ...)",
        [
          Statement(
            name: "at-reserved", variables: [], formula: .call("=", .symbol("pc"), .symbol("RESERVED")))
        ]
      ),
      (
        "call-vfree", "vfree: vfree(area->pages)",
        [Statement(name: "at-array", variables: [], formula: .call("=", .symbol("pc"), .symbol("ARRAY")))]
      ),
    ]
    return at.flatMap { place in
      invariants.filter { $0.of.isEmpty }.map { property in
        let (parameters, goal) = negation(of: property, in: editions.calling)
        return Obligation(
          id: place.name + "/" + property.name, title: "For a call: " + property.title, source: place.source,
          parameters: parameters, facts: place.facts + assumed, goal: goal,
          editions: [editions.current, editions.calling])
      }
    }
  }

  /// What a call promises holds at its end.
  private var promises: [Obligation] {
    let isNested = Form.call("not", .call("=", .symbol("outer"), .symbol("0")))
    let isOK = Form.call("=", .symbol("outcome"), .symbol("EXIT_OK"))
    let ends: [(name: String, facts: [(String, Form)])] = [
      ("returned", [("is-ok", isOK)]),
      ("failed", [("is-making", .symbol("making")), ("is-not-ok", .call("not", isOK))]),
      ("released", [("is-releasing", .symbol("releasing"))]),
    ]
    return ends.flatMap { end in
      let facts = [("at-ended", Form.call("=", .symbol("pc"), .symbol("ENDED"))), ("is-nested", isNested)]
      return contract.filter { $0.of.contains(end.name) }.map { property in
        let (parameters, goal) = negation(of: property, in: editions.current)
        return Obligation(
          id: "contract-" + end.name + "/" + property.name, title: "Promised: " + property.title, source: "",
          parameters: parameters,
          facts: (facts + end.facts).map { Statement(name: $0, variables: [], formula: $1) } + assumed,
          goal: goal, editions: [editions.current])
      }
    }
  }

  /// A call that is refused a range has done nothing, and what a failed call promises holds.
  private var refusals: [Obligation] {
    let place = Statement(
      name: "at-reserved", variables: [], formula: .call("=", .symbol("pc"), .symbol("RESERVED")))
    return contract.filter { $0.of.contains("failed") }.map { property in
      let (parameters, goal) = negation(of: property, in: editions.untouched)
      return Obligation(
        id: "contract-refused/" + property.name,
        title: "Promised by a call that does nothing: " + property.title, source: "", parameters: parameters,
        facts: [place] + assumed, goal: goal, editions: [editions.current, editions.untouched])
    }
  }

  private func lemma(_ part: Part) -> Obligation {
    Obligation(
      id: "lemma/" + part.name, title: part.title, source: part.source, parameters: part.parameters,
      facts: part.statements + assumed, goal: part.goal ?? .symbol("true"), editions: [editions.current])
  }

  /// The invariants, as they may be assumed before a step, and what constants are defined by.
  var assumed: [Statement] { invariants.map { $0.statement(suffix: "") } + axioms }

  /// The negation of a claim about an edition: it fails for some values, `f.any` for a variable `f`.
  private func negation(of property: Property, in edition: Edition) -> (parameters: [Parameter], goal: Form) {
    let parameters = property.variables.map { Parameter(name: $0 + ".any", sort: .symbol("Int")) }
    let head = Form.symbol(property.name + edition.suffix)
    let claim = parameters.isEmpty ? head : .list([head] + parameters.map { .symbol($0.name) })
    return (parameters, .call("not", claim))
  }
}
