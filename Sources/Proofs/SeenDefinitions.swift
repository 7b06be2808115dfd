internal import Specification

/// What an observer sees of the system: the vocabulary of the specification, defined by the state.
///
/// A symbol `S` of the vocabulary is `seen.S` in the system: a definition of `observation.smt2` where it is a
/// symbol, what the vocabulary itself says where it is a constant or a shorthand.
struct SeenDefinitions: Sendable {
  /// The definitions, each using earlier ones only: those of the prelude, then what is seen.
  var definitions: [TransitionSystem.Definition] = []
  /// Constants that stand for any value.
  var parameters: [TransitionSystem.Parameter] = []
  /// Clauses that are not shown all the same.
  var excluded: Set<String> = []
  /// The names of the vocabulary, to those of the system.
  var names: [String: Form] = [:]

  /// Reads the integer prelude and the vocabulary of a specification, and what the system makes of it.
  ///
  /// - Throws: `SpecificationError`.
  init(specification: String, observation file: String) throws(SpecificationError) {
    let sorts: [String: Form] = [
      "W": .symbol("Int"), "F": .list([.symbol("_"), .symbol("BitVec"), .symbol("32")]),
    ]
    let prelude = specification + "/prelude-int.smt2"
    for command in try Files.commands(prelude) where command.form.first?.symbol == "define-fun" {
      definitions.append(try Files.definition(command, prelude).replacing(sorts))
    }
    let vocabulary = specification + "/vocabulary.smt2"
    let stated = try Files.commands(vocabulary)
    for command in stated {
      guard let name = command.form.dropFirst().first?.symbol, !name.hasPrefix(":") else { continue }
      names[name] = .symbol("seen." + name)
    }
    let own = try Self.definitions(stated, vocabulary).map { $0.replacing(sorts).replacing(names) }
    // Constants come first, what is said of symbols last.
    definitions += own.filter { $0.body.list == nil }.map(\.withDecimals)
    for command in try Files.commands(file) {
      switch command.form.first?.symbol {
      case "set-info":
        excluded.insert(try Files.info(command, file, allowing: [":without"]).value)
      case "declare-fun":
        let (name, sort) = try Files.declaration(command, file)
        parameters.append(TransitionSystem.Parameter(name: name, sort: sort))
      case "define-fun":
        let definition = try Files.definition(command, file)
        if definition.name.hasPrefix("seen."), names[String(definition.name.dropFirst(5))] == nil {
          throw SpecificationError(
            file: file, line: command.line,
            message: "\(definition.name.dropFirst(5)) is no symbol of \(vocabulary)")
        }
        definitions.append(definition)
      default: throw Files.unexpected(command, file, "set-info, declare-fun or define-fun")
      }
    }
    let defined = Set(definitions.map(\.name))
    definitions += own.filter { $0.body.list != nil && !defined.contains($0.name) }
  }

  private static func definitions(_ commands: [CommandReader.Command], _ file: String)
    throws(SpecificationError) -> [TransitionSystem.Definition]
  {
    var definitions: [TransitionSystem.Definition] = []
    for command in commands where command.form.first?.symbol == "define-fun" {
      definitions.append(try Files.definition(command, file))
    }
    return definitions
  }
}

extension TransitionSystem.Definition {
  /// The definition with symbols replaced, its name included.
  func replacing(_ replacements: [String: Form]) -> Self {
    var copy = self
    copy.name = replacements[name]?.symbol ?? name
    copy.parameters = parameters.map { $0.replacing(replacements) }
    copy.sort = sort.replacing(replacements)
    copy.body = body.replacing(replacements)
    return copy
  }

  /// The definition with a number in place of the bit-vector of a count.
  var withDecimals: Self {
    guard sort == .symbol("Int"), let digits = body.symbol, digits.hasPrefix("#x"),
      let value = UInt64(digits.dropFirst(2), radix: 16)
    else { return self }
    var copy = self
    copy.body = .symbol(String(value))
    return copy
  }
}
