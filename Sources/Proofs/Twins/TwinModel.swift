internal import SMT
internal import Specification

/// What the model of a negative twin says of its call: enough to make one like it.
package struct TwinModel: Hashable, Sendable, Codable {
  /// The pages that the area is to have; nil, as below, if the twin does not speak of that.
  package var pages: Int?
  /// The index of the loop that the call is in.
  package var index: Int?
  /// The pages that it has.
  package var obtained: Int?
  /// How the call ends, one of the `EXIT_` values; 0 while that is open.
  package var outcome: Int?
  /// The area that is its page array, 0 for none.
  package var array: Int?

  /// The terms that say so, with where they go.
  private static let terms: [(term: Form, place: any WritableKeyPath<TwinModel, Int?> & Sendable)] = [
    (.symbol("n"), \.pages), (.symbol("i"), \.index),
    (.call("select", .symbol("count"), .symbol("cur")), \.obtained), (.symbol("outcome"), \.outcome),
    (.call("select", .symbol("array"), .symbol("cur")), \.array),
  ]

  /// Of a model that a solver has of a twin. Numbers beyond all bounds are cut.
  ///
  /// - Throws: `SolverError`, `ParseError`.
  init(of model: Model, _ twin: ObligationFile) throws {
    let declarations = twin.commands.filter { $0.first == .symbol("declare-fun") }
    let names = Set(declarations.compactMap { $0.dropFirst().first?.symbol } + ["select"])
    let known = Self.terms.filter { entry in
      var symbols: Set<String> = []
      entry.term.collectSymbols(into: &symbols)
      return symbols.isSubset(of: names)
    }
    guard !known.isEmpty else { return }
    var used: Set<String> = []
    for entry in known { entry.term.collectSymbols(into: &used) }
    // Terms are read as one side of an equation.
    let text =
      declarations.filter { $0.dropFirst().first?.symbol.map(used.contains) == true }.map {
        Form.list($0).text
      }
      + known.map { "(assert \(Form.call("=", $0.term, .symbol("0")).text))" }
    let equations = try model.context.parse(smtlib: text.joined(separator: "\n"), file: twin.file)
    for (entry, equation) in zip(known, equations) {
      guard case .application(_, _, let sides) = try equation.untyped.node, let side = sides.first,
        case .integer(let value) = try model.evaluate(side).node
      else { continue }
      self[keyPath: entry.place] = Int(value.decimal) ?? (value.decimal.hasPrefix("-") ? -1 : .max)
    }
  }
}
