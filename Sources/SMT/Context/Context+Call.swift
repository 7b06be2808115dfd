internal import CZ3

// The choke points through which this module reaches Z3: each looks at the error code of its call at once.

extension Context {
  /// Runs one call of Z3 and turns its error into a thrown one.
  ///
  /// `name` is the C function, as the error shall name it.
  @safe func call<Result>(_ name: StaticString, _ body: (Z3_context) throws -> Result) throws -> Result {
    let result = unsafe try body(raw)
    try throwError(of: name)
    return result
  }

  /// Runs a call that makes a term and takes a counted reference to it.
  @safe func term(_ name: StaticString, _ body: (Z3_context) -> Z3_ast?) throws -> AnyTerm {
    let made = unsafe body(raw)
    try throwError(of: name)
    guard let ast = unsafe made else { throw SolverError.call("\(name)", message: "no result") }
    return AnyTerm(handle: unsafe Handle(ast, in: self))
  }

  /// Runs a call on terms of this context, which it checks to be of this context.
  @safe func term(
    _ name: StaticString, of terms: [AnyTerm], _ body: (Z3_context, [Z3_ast?]) -> Z3_ast?
  ) throws -> AnyTerm {
    try own(terms, name)
    return try withExtendedLifetime(terms) {
      try term(name) { raw in unsafe body(raw, terms.map { unsafe $0.handle.ast }) }
    }
  }

  /// Refuses terms of another context: Z3 would dereference them all the same.
  func own(_ terms: [AnyTerm], _ name: StaticString) throws {
    for term in terms where term.context !== self {
      throw SolverError.foreignTerm(call: "\(name)")
    }
  }

  /// A symbol of a name. A name is any text without a zero byte.
  @safe func symbol(_ name: String) throws -> Z3_symbol? {
    guard !name.utf8.contains(0) else {
      throw SolverError.invalidArgument(call: "Z3_mk_string_symbol", reason: "a zero byte in a name")
    }
    return try call("Z3_mk_string_symbol") { unsafe Z3_mk_string_symbol($0, name) }
  }

  /// The text of a symbol, without the bars that quote it.
  @safe func text(of symbol: Z3_symbol?) throws -> String {
    let kind = try call("Z3_get_symbol_kind") { unsafe Z3_get_symbol_kind($0, symbol) }
    if kind == Z3_INT_SYMBOL {
      return try "k!\(call("Z3_get_symbol_int") { unsafe Z3_get_symbol_int($0, symbol) })"
    }
    return try text("Z3_get_symbol_string") { unsafe Z3_get_symbol_string($0, symbol) }
  }

  /// Runs a call that answers a text, and copies it before Z3 reuses the buffer.
  @safe func text(_ name: StaticString, _ body: (Z3_context) -> Z3_string?) throws -> String {
    try call(name) { raw in
      guard let text = unsafe body(raw) else { return "" }
      return unsafe String(cString: text)
    }
  }

  /// The terms of a vector that a call made.
  @safe func terms(_ name: StaticString, _ body: (Z3_context) -> Z3_ast_vector?) throws -> [AnyTerm] {
    let vector = unsafe body(raw)
    try throwError(of: name)
    unsafe Z3_ast_vector_inc_ref(raw, vector)
    defer { unsafe Z3_ast_vector_dec_ref(raw, vector) }
    let size = try call("Z3_ast_vector_size") { unsafe Z3_ast_vector_size($0, vector) }
    return try (0..<size).map { index in
      try term("Z3_ast_vector_get") { unsafe Z3_ast_vector_get($0, vector, index) }
    }
  }

  /// Throws the error that the last call left, and forgets it.
  private func throwError(of name: StaticString) throws {
    let code = unsafe Z3_get_error_code(raw)
    guard code != Z3_OK else { return }
    var message = "error \(code.rawValue)"
    if let text = unsafe Z3_get_error_msg(raw, code) { message = unsafe String(cString: text) }
    unsafe Z3_set_error(raw, Z3_OK)
    throw SolverError.call("\(name)", message: message)
  }
}
