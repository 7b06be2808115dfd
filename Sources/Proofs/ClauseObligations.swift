internal import Specification

// Clauses of the specification as obligations: they hold of every call of the system that has ended.

extension TransitionSystem {
  /// An obligation for each clause that speaks only of what the system has to show.
  func obligations(for clauses: [Clause], seenAs observation: SeenDefinitions) throws(SpecificationError)
    -> [Obligation]
  {
    var obligations: [Obligation] = []
    for clause in clauses {
      let commands = try CommandReader.commands(in: clause.text, file: clause.file)
      guard let assertion = commands.first(where: { $0.form.first == .symbol("assert") }),
        assertion.form.count == 2
      else { continue }
      var quantified = Quantified()
      let formula = quantified.opened(assertion.form[1]).replacing(observation.names)
      guard canShow(formula), !excluded.contains(clause.id), let place = facts(for: clause) else { continue }
      let values = quantified.constants.map { name in
        Statement(name: "natural-" + name, variables: [], formula: .call("<=", .symbol("0"), .symbol(name)))
      }
      obligations.append(
        Obligation(
          id: "clause/" + clause.id, title: clause.title, source: clause.source, clause: clause.id,
          parameters: observation.parameters
            + quantified.constants.map { Parameter(name: $0, sort: .symbol("Int")) },
          facts: place + values + assumed,
          goal: .call("not", formula), editions: [editions.current]))
    }
    return obligations
  }

  /// The clauses, of those that have obligations, that speak of some symbols of the vocabulary, or of what is defined by them.
  package func clauses(speakingOf symbols: Set<String>) -> Set<String> {
    var speaking = Set(symbols.map { "seen." + $0 })
    func speaks(_ form: Form) -> Bool {
      var own: Set<String> = []
      form.collectSymbols(into: &own)
      return !own.isDisjoint(with: speaking)
    }
    for definition in definitions where definition.name.hasPrefix("seen.") && speaks(definition.body) {
      speaking.insert(definition.name)
    }
    return Set(clauses.filter { speaks($0.goal) }.compactMap(\.clause))
  }

  /// Whether everything that a formula names of the vocabulary is defined.
  private func canShow(_ formula: Form) -> Bool {
    let bodies = Dictionary(definitions.map { ($0.name, $0.body) }) { first, _ in first }
    var open = [formula]
    var known: Set<String> = []
    while let next = open.popLast() {
      var symbols: Set<String> = []
      next.collectSymbols(into: &symbols)
      for symbol in symbols where known.insert(symbol).inserted {
        if let body = bodies[symbol] { open.append(body) } else if symbol.hasPrefix("seen.") { return false }
      }
    }
    return true
  }

  /// Where a clause is judged: at the end of a call of its kind; nil if that is no call of the system.
  private func facts(for clause: Clause) -> [Statement]? {
    var facts = [("at-ended", Form.call("=", .symbol("pc"), .symbol("ENDED")))]
    switch (clause.units.contains(.vmalloc), clause.units.contains(.vfree)) {
    case (true, true): break
    case (true, false): facts.append(("is-making", .symbol("making")))
    case (false, true): facts.append(("is-releasing", .symbol("releasing")))
    case (false, false): return nil
    }
    return facts.map { Statement(name: $0, variables: [], formula: $1) }
  }
}

/// The quantifiers of a clause: at the top, under `and`, or to the right of `=>`, so that a clause that does not
/// hold fails for some values of their variables.
private struct Quantified {
  /// Constants in place of the variables; they are natural numbers, as the counts of a clause are.
  var constants: [String] = []

  /// The formula with constants in place of bound variables.
  mutating func opened(_ form: Form) -> Form {
    guard let parts = form.list, let head = parts.first?.symbol else { return form }
    switch head {
    case "forall":
      guard parts.count == 3, let variable = parts[1].list?.first?.list?.first?.symbol else { return form }
      let name =
        constants.contains(variable + ".any") ? "\(variable).any.\(constants.count + 1)" : variable + ".any"
      constants.append(name)
      return opened(parts[2].replacing([variable: .symbol(name)]))
    case "and": return .list([parts[0]] + parts.dropFirst().map { opened($0) })
    case "=>":
      guard let last = parts.last else { return form }
      return .list(Array(parts.dropLast()) + [opened(last)])
    default: return form
    }
  }
}
