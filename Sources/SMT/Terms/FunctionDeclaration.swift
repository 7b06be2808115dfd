internal import CZ3

/// A function symbol: its name, what it takes and what it answers. A constant is one that takes nothing.
public struct FunctionDeclaration {
  let handle: Handle

  /// The name, without the bars that quote it.
  public let name: String
  /// The sorts of the arguments.
  public let domain: [SortKind]
  /// The sort of the answer.
  public let range: SortKind

  /// The context of the symbol.
  public var context: Context { handle.context }

  /// Describes a symbol that a call answered.
  @unsafe init(_ raw: Z3_func_decl?, in context: Context) throws {
    guard let ast = unsafe Z3_func_decl_to_ast(context.raw, raw) else {
      throw SolverError.call("Z3_func_decl_to_ast", message: "no declaration")
    }
    unsafe handle = Handle(ast, in: context)
    name = try context.text(
      of: context.call("Z3_get_decl_name") { unsafe Z3_get_decl_name($0, raw) })
    let arity = try context.call("Z3_get_arity") { unsafe Z3_get_arity($0, raw) }
    domain = try (0..<arity).map { index in
      try context.kind(of: context.call("Z3_get_domain") { unsafe Z3_get_domain($0, raw, index) })
    }
    range = try context.kind(of: context.call("Z3_get_range") { unsafe Z3_get_range($0, raw) })
  }

  /// Z3's symbol.
  var raw: Z3_func_decl? { unsafe Z3_to_func_decl(context.raw, handle.ast) }

  /// The symbol applied to arguments, one for each sort of the domain.
  ///
  /// - Throws: ``SolverError`` when their number, sorts or context are wrong.
  public func callAsFunction(_ arguments: [AnyTerm]) throws -> AnyTerm {
    try context.own(arguments, "Z3_mk_app")
    try check(arguments, "Z3_mk_app")
    return try context.term("Z3_mk_app", of: arguments) {
      unsafe Z3_mk_app($0, raw, UInt32($1.count), $1)
    }
  }

  /// Refuses arguments of another number or other sorts than the domain's.
  func check(_ arguments: [AnyTerm], _ call: StaticString) throws {
    guard arguments.count == domain.count else {
      throw SolverError.invalidArgument(
        call: "\(call)", reason: "\(name) takes \(domain.count) arguments, \(arguments.count) given")
    }
    for (argument, expected) in zip(arguments, domain) {
      let found = try argument.sort
      guard found == expected else {
        throw SolverError.wrongSort(call: "\(call)", expected: "\(expected)", found: found)
      }
    }
  }
}

extension Context {
  /// The uninterpreted function of a name, a domain and a range.
  ///
  /// The same name and sorts give the same function again, that of a parsed `declare-fun` too.
  ///
  /// - Throws: ``SolverError``, also for a sort that cannot be made.
  public func declareFunction(
    _ name: String, domain: [SortKind], range: SortKind
  ) throws -> FunctionDeclaration {
    let symbol = try symbol(name)
    let from = unsafe try domain.map { kind -> Z3_sort? in try sort(kind) }
    let to = try sort(range)
    let raw = try call("Z3_mk_func_decl") {
      unsafe Z3_mk_func_decl($0, symbol, UInt32(from.count), from, to)
    }
    return unsafe try FunctionDeclaration(raw, in: self)
  }
}
