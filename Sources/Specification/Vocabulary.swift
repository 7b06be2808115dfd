public import Machine

/// The symbols a clause may use: their documentation and the facts each is derived from.
public struct Vocabulary: Sendable {
  /// A symbol as the vocabulary declares it.
  public struct Entry: Sendable {
    /// Whether it is a function of an index, a page or a frame.
    public var isFunction: Bool
    /// What it means.
    public var doc: String
    /// The facts a source has to show for it to be defined.
    public var needs: Sight
  }

  /// The declarations, by `Symbol.rawValue`.
  public private(set) var entries: [Entry] = []
  /// The prelude and the vocabulary, as the solver reads them before a clause.
  public let text: String

  /// Reads a vocabulary.
  ///
  /// - Throws: `SpecificationError` if it is malformed or does not declare exactly the symbols that
  ///   observations have, in their order.
  public init(prelude: String, vocabulary: String, file: String) throws(SpecificationError) {
    text = prelude + "\n" + vocabulary + "\n"
    var info: [String: String] = [:]
    for command in try CommandReader.commands(in: vocabulary, file: file) {
      switch command.form.first?.symbol {
      case "set-info":
        guard command.form.count == 3, let key = command.form[1].symbol,
          case .string(let value) = command.form[2]
        else {
          throw SpecificationError(
            file: file, line: command.line, message: "expected (set-info :key \"value\")")
        }
        info[key] = value
      case "declare-fun":
        entries.append(try Vocabulary.entry(command, info, index: entries.count, file: file))
        info = [:]
      default: break
      }
    }
    guard entries.count == Symbol.allCases.count else {
      let missing = Symbol.allCases[entries.count]
      throw SpecificationError(file: file, line: 0, message: "\(missing) is not declared")
    }
  }

  private static func entry(
    _ command: CommandReader.Command, _ info: [String: String], index: Int, file: String
  ) throws(SpecificationError) -> Entry {
    guard command.form.count == 4, let name = command.form[1].symbol, let arguments = command.form[2].list
    else {
      throw SpecificationError(
        file: file, line: command.line, message: "expected (declare-fun name (sorts) sort)")
    }
    guard index < Symbol.allCases.count, "\(Symbol.allCases[index])" == name else {
      let expected = index < Symbol.allCases.count ? "\(Symbol.allCases[index])" : "the end"
      throw SpecificationError(
        file: file, line: command.line,
        message: "declares \(name) where observations have \(expected); the two lists must agree")
    }
    var needs: Sight = []
    for word in (info[":needs"] ?? "").split(separator: " ") {
      guard let fact = Sight.named[String(word)] else {
        throw SpecificationError(
          file: file, line: command.line, message: "\(name) needs \(word), which is no fact")
      }
      needs.insert(fact)
    }
    return Entry(isFunction: !arguments.isEmpty, doc: info[":doc"] ?? "", needs: needs)
  }

  /// The declaration of a symbol.
  public subscript(symbol: Symbol) -> Entry { entries[symbol.rawValue] }
}

extension Sight {
  /// The facts by the names that the vocabulary uses.
  public static let named: [String: Sight] = [
    "arguments": .arguments, "outcome": .outcome, "extent": .extent, "address": .address,
    "retirement": .retirement, "frames": .frames, "requests": .requests, "releases": .releases,
    "owners": .owners, "nesting": .nesting, "array": .array, "tables": .tables, "mapping": .mapping,
    "translation": .translation, "reuse": .reuse, "messages": .messages, "descriptors": .descriptors,
    "count": .count, "flags": .flags, "nodes": .nodes, "occupancy": .occupancy,
  ]

  /// The names of the facts in this set, in order.
  public var names: [String] {
    Sight.named.filter { contains($0.value) }.sorted { $0.value.rawValue < $1.value.rawValue }.map(\.key)
  }
}
