internal import SMT
internal import Specification

/// Finds which facts an obligation needs: few enough that none can be left out.
///
/// Facts for all values are taken at terms: the constants of the obligation, and what fields say of those. The
/// first letter of a variable or constant says what it numbers: f and t frames, v, w, l and h virtual pages,
/// a, b and r areas, k indices, d depths.
struct HypothesisSearch {
  private enum Kind: Hashable { case frame, page, area, index, depth }

  private static let kinds: [Character: Kind] = [
    "f": .frame, "t": .frame, "v": .page, "w": .page, "l": .page, "h": .page, "a": .area, "b": .area,
    "r": .area,
    "k": .index, "j": .index, "d": .depth,
  ]

  let system: TransitionSystem
  let obligation: Obligation
  let prover: Prover

  /// The hypotheses, in the order of the facts; nil if the obligation does not follow from all candidates.
  ///
  /// A check for each candidate that one unsat core after another leaves over.
  ///
  /// - Throws: `SolverError`, `ParseError`.
  func find() throws -> [Form]? {
    guard var hypotheses = try core(of: candidates) else { return nil }
    while let smaller = try core(of: hypotheses), smaller.count < hypotheses.count { hypotheses = smaller }
    // The longest first: those that stay are the plainest.
    for hypothesis in hypotheses.sorted(by: { ($1.text.count, $0.text) < ($0.text.count, $1.text) }) {
      let rest = hypotheses.filter { $0 != hypothesis }
      if let smaller = try core(of: rest) { hypotheses = rest.filter(Set(smaller).contains) }
    }
    return hypotheses
  }

  /// Those of some hypotheses that a proof uses, in their order; nil if there is none.
  private func core(of hypotheses: [Form]) throws -> [Form]? {
    guard let text = obligation.text(of: system, hypotheses: hypotheses) else { return nil }
    let answer = try prover.check(ObligationFile(text: text, file: obligation.id))
    guard answer.satisfiability == .unsatisfiable else { return nil }
    let used = Set(answer.core)
    return hypotheses.filter { used.contains(obligation.label($0)) }
  }

  private var candidates: [Form] {
    let terms = terms
    return obligation.facts.flatMap { fact -> [Form] in
      guard !fact.variables.isEmpty else { return [.symbol(fact.name)] }
      var calls: [[Form]] = [[.symbol(fact.name)]]
      for variable in fact.variables {
        let values = variable.first.flatMap { Self.kinds[$0] }.flatMap { terms[$0] } ?? []
        calls = calls.flatMap { call in values.map { call + [$0] } }
      }
      return calls.map { .list($0) }
    }
  }

  /// Terms of each kind: constants, and what the fields say of them, twice over.
  private var terms: [Kind: [Form]] {
    var frames = ["page", "page.next"].map { Form.symbol($0) }
    var areas = ["cur", "cur.next", "outer"].map { Form.symbol($0) }
    var pages: [Form] = []
    var indices = ["i", "n"].map { Form.symbol($0) }
    for parameter in obligation.parameters where parameter.sort == .symbol("Int") {
      switch parameter.name.first.flatMap({ Self.kinds[$0] }) {
      case .frame: frames.append(.symbol(parameter.name))
      case .page: pages.append(.symbol(parameter.name))
      case .area: areas.append(.symbol(parameter.name))
      case .index: indices.append(.symbol(parameter.name))
      case .depth, nil: break
      }
    }
    // A list: what it has at the indices.
    for parameter in obligation.parameters where parameter.sort != .symbol("Int") {
      let items = indices.map { Form.call("select", .symbol(parameter.name), $0) }
      switch parameter.name.first.flatMap({ Self.kinds[$0] }) {
      case .frame: frames += items
      case .page: pages += items
      default: break
      }
    }
    func select(_ field: String, _ forms: [Form]) -> [Form] {
      forms.map { .call("select", .symbol(field), $0) }
    }
    let stored = areas.flatMap { area in
      indices.map { Form.call("select", .call("select", .symbol("pages"), area), $0) }
    }
    let laid = areas.flatMap { area in
      indices.map { Form.call("+", .call("select", .symbol("base"), area), $0) }
    }
    let mapped = select("xlate", pages) + stored
    let before = select("xlate.old", pages)
    let owners =
      select("owner", frames + mapped + select("xlate", laid)) + select("owner.old", frames + before)
    let chain = areas.map { area in
      Form.call(
        "select", .call("select", .symbol("link"), .call("select", .symbol("root"), area)),
        .call("select", .symbol("level"), area))
    }
    // Depths reached, and those below.
    let depths =
      [Form.symbol("reached")]
      + obligation.parameters.map(\.name).filter { $0.hasPrefix("reached.") }.map { .symbol($0) }
    let terms: [Kind: [Form]] = [
      .frame: frames + mapped + before + select("xlate", laid),
      .page: pages + laid,
      .depth: depths + depths.map { .call("-", $0, .symbol("1")) },
      .index: indices + select("slot", frames + mapped),
      .area: areas + owners + select("stale", pages) + select("array", areas) + select("root", areas) + chain,
    ]
    return terms.mapValues { forms in
      var seen: Set<Form> = []
      return forms.filter { seen.insert($0).inserted }
    }
  }
}
