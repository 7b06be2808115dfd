internal import CZ3

// Evaluation. A constant or function that the model leaves open is given some value, the same each time.

extension Model {
  /// The term evaluated. Quantifiers over infinite or large sorts may remain.
  ///
  /// - Throws: ``SolverError``.
  public func evaluate(_ term: AnyTerm) throws -> AnyTerm {
    try context.own([term], "Z3_model_eval")
    var value: Z3_ast?
    let isEvaluated = try context.call("Z3_model_eval") {
      unsafe Z3_model_eval($0, raw, term.handle.ast, true, &value)
    }
    guard isEvaluated, let value = unsafe value else { throw SolverError.notAValue("\(term)") }
    return AnyTerm(handle: unsafe Handle(value, in: context))
  }

  /// The term evaluated, under its static sort.
  ///
  /// - Throws: ``SolverError``.
  public func evaluate<S>(_ term: Term<S>) throws -> Term<S> {
    Term(unchecked: try evaluate(term.untyped), sort: term.sort)
  }

  /// Whether a formula holds.
  ///
  /// - Throws: ``SolverError/notAValue(_:)`` when evaluation does not end at true or false.
  public func value(of term: Term<Boolean>) throws -> Bool {
    let value = try evaluate(term.untyped)
    guard case .bool(let holds) = try value.node else { throw SolverError.notAValue("\(value)") }
    return holds
  }

  /// The unsigned value of a word of at most 64 bits.
  ///
  /// - Throws: ``SolverError/notAValue(_:)`` when the word is wider or evaluation does not end at a number.
  public func value(of term: Term<BitVector>) throws -> UInt64 {
    let value = try evaluate(term.untyped)
    guard case .numeral(let word, _) = try value.node else { throw SolverError.notAValue("\(value)") }
    return word
  }

  /// The value of an integer.
  ///
  /// - Throws: ``SolverError/notAValue(_:)`` when evaluation does not end at a number.
  public func value(of term: Term<Integer>) throws -> IntegerValue {
    let value = try evaluate(term.untyped)
    guard case .integer(let integer) = try value.node else { throw SolverError.notAValue("\(value)") }
    return integer
  }
}
