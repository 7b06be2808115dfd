internal import CZ3

// Interpretations given by hand. A second definition of a symbol replaces the first.

extension Model {
  /// Gives a constant its value.
  ///
  /// - Throws: ``SolverError`` when `constant` is not an uninterpreted constant.
  public func define<S>(_ constant: Term<S>, as value: Term<S>) throws {
    try define(constant.untyped, as: value.untyped)
  }

  /// Gives a constant its value, a word, an integer or (as 0 and 1) a truth value, by its sort.
  ///
  /// - Throws: ``SolverError`` when the value does not fit the sort or `constant` is not a constant.
  public func define(_ constant: AnyTerm, as value: UInt64) throws {
    try define(constant, as: context.numeral(value, kind: constant.sort))
  }

  /// Gives a constant its value, of the same sort.
  ///
  /// - Throws: ``SolverError`` when the sorts differ or `constant` is not an uninterpreted constant.
  public func define(_ constant: AnyTerm, as value: AnyTerm) throws {
    try context.own([constant, value], "Z3_add_const_interp")
    guard case .application(.uninterpreted, _, let arguments) = try constant.node, arguments.isEmpty,
      let declaration = try constant.declaration
    else {
      throw SolverError.invalidArgument(call: "Z3_add_const_interp", reason: "\(constant) is not a constant")
    }
    let found = try value.sort
    guard found == declaration.range else {
      throw SolverError.wrongSort(
        call: "Z3_add_const_interp", expected: "\(declaration.range)", found: found)
    }
    try context.call("Z3_add_const_interp") {
      unsafe Z3_add_const_interp($0, raw, declaration.raw, value.handle.ast)
    }
  }

  /// Gives a function of one argument its values: those listed, and one for every other argument.
  ///
  /// Sorts are words, integers or (as 0 and 1) truth values. O(entries²): Z3 looks for each among the earlier.
  ///
  /// - Throws: ``SolverError`` when a value does not fit, or an argument is listed twice.
  public func define(
    _ function: FunctionDeclaration, entries: [(UInt64, UInt64)], default defaultValue: UInt64
  ) throws {
    guard let domain = function.domain.first, function.domain.count == 1 else {
      throw SolverError.invalidArgument(
        call: "Z3_add_func_interp", reason: "\(function.name) does not take one argument")
    }
    try define(
      function,
      entries: entries.map { argument, value in
        try ([context.numeral(argument, kind: domain)], context.numeral(value, kind: function.range))
      },
      default: context.numeral(defaultValue, kind: function.range))
  }

  /// Gives a function its values: those listed, and one for every other argument list.
  ///
  /// Arguments are values (numerals). O(entries²): Z3 looks for each among the earlier.
  ///
  /// - Throws: ``SolverError`` when sorts or contexts differ, or arguments are listed twice.
  public func define(
    _ function: FunctionDeclaration, entries: [(arguments: [AnyTerm], value: AnyTerm)],
    default defaultValue: AnyTerm
  ) throws {
    try check(function, entries, defaultValue)
    let interpretation = try context.call("Z3_add_func_interp") {
      unsafe Z3_add_func_interp($0, raw, function.raw, defaultValue.handle.ast)
    }
    unsafe Z3_func_interp_inc_ref(context.raw, interpretation)
    defer { unsafe Z3_func_interp_dec_ref(context.raw, interpretation) }
    for (arguments, value) in entries {
      let vector = try context.call("Z3_mk_ast_vector") { unsafe Z3_mk_ast_vector($0) }
      unsafe Z3_ast_vector_inc_ref(context.raw, vector)
      defer { unsafe Z3_ast_vector_dec_ref(context.raw, vector) }
      for argument in arguments {
        try context.call("Z3_ast_vector_push") { unsafe Z3_ast_vector_push($0, vector, argument.handle.ast) }
      }
      try context.call("Z3_func_interp_add_entry") {
        unsafe Z3_func_interp_add_entry($0, interpretation, vector, value.handle.ast)
      }
    }
  }

  /// Everything Z3 would take on trust.
  private func check(
    _ function: FunctionDeclaration, _ entries: [(arguments: [AnyTerm], value: AnyTerm)],
    _ defaultValue: AnyTerm
  ) throws {
    guard function.context === context else {
      throw SolverError.foreignTerm(call: "Z3_add_func_interp")
    }
    guard !function.domain.isEmpty else {
      throw SolverError.invalidArgument(
        call: "Z3_add_func_interp", reason: "\(function.name) is a constant")
    }
    var seen: Set<[AnyTerm]> = []
    for (arguments, value) in entries {
      try context.own(arguments + [value], "Z3_func_interp_add_entry")
      try function.check(arguments, "Z3_func_interp_add_entry")
      try check(value, of: function)
      guard seen.insert(arguments).inserted else {
        throw SolverError.invalidArgument(
          call: "Z3_func_interp_add_entry", reason: "\(function.name) has two values at \(arguments)")
      }
    }
    try context.own([defaultValue], "Z3_add_func_interp")
    try check(defaultValue, of: function)
  }

  private func check(_ value: AnyTerm, of function: FunctionDeclaration) throws {
    let found = try value.sort
    guard found == function.range else {
      throw SolverError.wrongSort(
        call: "Z3_add_func_interp", expected: "\(function.range)", found: found)
    }
  }
}
