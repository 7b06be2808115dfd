internal import CZ3

// Walking a term. Memoise by `identity` on shared terms: as a tree a term can be exponentially large.

extension AnyTerm {
  /// The node, taken apart. O(number of arguments).
  ///
  /// - Throws: ``SolverError``.
  public var node: TermNode {
    get throws {
      let kind = try context.call("Z3_get_ast_kind") { unsafe Z3_get_ast_kind($0, handle.ast) }
      switch kind {
      case Z3_APP_AST: return try application
      case Z3_NUMERAL_AST: return try numeral
      case Z3_QUANTIFIER_AST: return .quantifier(try quantifier)
      case Z3_VAR_AST:
        let index = try context.call("Z3_get_index_value") { unsafe Z3_get_index_value($0, handle.ast) }
        return .variable(index: Int(index))
      default: return .other(description)
      }
    }
  }

  /// The symbol applied, where the term is an application; nil for numerals, quantifiers and variables.
  ///
  /// - Throws: ``SolverError``.
  public var declaration: FunctionDeclaration? {
    get throws {
      let kind = try context.call("Z3_get_ast_kind") { unsafe Z3_get_ast_kind($0, handle.ast) }
      guard kind == Z3_APP_AST else { return nil }
      return unsafe try FunctionDeclaration(rawDeclaration, in: context)
    }
  }

  /// Z3's declaration of an application; the term keeps it alive.
  private var rawDeclaration: Z3_func_decl? {
    get throws {
      try context.call("Z3_get_app_decl") {
        unsafe Z3_get_app_decl($0, Z3_to_app($0, handle.ast))
      }
    }
  }

  private var application: TermNode {
    get throws {
      let raw = unsafe try rawDeclaration
      let kind = try context.call("Z3_get_decl_kind") { unsafe Z3_get_decl_kind($0, raw) }
      if kind == Z3_OP_TRUE { return .bool(true) }
      if kind == Z3_OP_FALSE { return .bool(false) }
      let symbol = try context.call("Z3_get_decl_name") { unsafe Z3_get_decl_name($0, raw) }
      let count = try context.call("Z3_get_app_num_args") {
        unsafe Z3_get_app_num_args($0, Z3_to_app($0, handle.ast))
      }
      let arguments = try (0..<count).map { index in
        try context.term("Z3_get_app_arg") { unsafe Z3_get_app_arg($0, Z3_to_app($0, handle.ast), index) }
      }
      return .application(
        unsafe try Operator(raw, in: context), name: try context.text(of: symbol), arguments: arguments)
    }
  }

  private var numeral: TermNode {
    get throws {
      let text = try context.text("Z3_get_numeral_string") { unsafe Z3_get_numeral_string($0, handle.ast) }
      switch (try sort, IntegerValue(decimal: text)) {
      case (.bitVector(let width), let value?):
        if let small = value.uint64, width <= 64 { return .numeral(small, width: width) }
        return .wideNumeral(value, width: width)
      case (.integer, let value?): return .integer(value)
      default: return .other(text)
      }
    }
  }

  private var quantifier: Quantifier {
    get throws {
      let ast = unsafe handle.ast
      let count = try context.call("Z3_get_quantifier_num_bound") {
        unsafe Z3_get_quantifier_num_bound($0, ast)
      }
      let bound = try (0..<count).map { index in
        let symbol = try context.call("Z3_get_quantifier_bound_name") {
          unsafe Z3_get_quantifier_bound_name($0, ast, index)
        }
        let sort = try context.call("Z3_get_quantifier_bound_sort") {
          unsafe Z3_get_quantifier_bound_sort($0, ast, index)
        }
        return BoundVariable(name: try context.text(of: symbol), sort: try context.kind(of: sort))
      }
      let body = try context.term("Z3_get_quantifier_body") { unsafe Z3_get_quantifier_body($0, ast) }
      return Quantifier(kind: try quantifierKind, bound: bound, body: body)
    }
  }

  private var quantifierKind: QuantifierKind {
    get throws {
      let ast = unsafe handle.ast
      if try context.call("Z3_is_lambda", { unsafe Z3_is_lambda($0, ast) }) { return .lambda }
      return try context.call("Z3_is_quantifier_forall") { unsafe Z3_is_quantifier_forall($0, ast) }
        ? .forAll : .exists
    }
  }
}
