internal import CZ3

/// An interpretation: what constants and functions mean.
///
/// A solver answers one, or it is built by hand (``init(_:)`` and `define`) to evaluate formulas under it.
@safe public final class Model {
  /// The context of the model.
  public let context: Context
  /// Z3's model. Valid while `self` lives.
  let raw: Z3_model

  /// A model that interprets nothing yet.
  ///
  /// - Throws: ``SolverError``.
  public convenience init(_ context: Context) throws {
    unsafe try self.init(context.call("Z3_mk_model") { unsafe Z3_mk_model($0) }, in: context)
  }

  /// Takes a reference to a model that a call answered.
  @unsafe init(_ raw: Z3_model?, in context: Context) throws {
    guard let raw = unsafe raw else { throw SolverError.call("Z3_solver_get_model", message: "no model") }
    self.context = context
    unsafe self.raw = raw
    unsafe Z3_model_inc_ref(context.raw, raw)
  }

  deinit {
    unsafe Z3_model_dec_ref(context.raw, raw)
  }

  /// The constants that the model interprets, with their values.
  ///
  /// - Throws: ``SolverError``.
  public var constants: [(name: String, value: AnyTerm)] {
    get throws {
      let count = try context.call("Z3_model_get_num_consts") { unsafe Z3_model_get_num_consts($0, raw) }
      return try (0..<count).map { index in
        let symbol = try context.call("Z3_model_get_const_decl") {
          unsafe Z3_model_get_const_decl($0, raw, index)
        }
        let declaration = unsafe try FunctionDeclaration(symbol, in: context)
        let value = try context.term("Z3_model_get_const_interp") {
          unsafe Z3_model_get_const_interp($0, raw, declaration.raw)
        }
        return (declaration.name, value)
      }
    }
  }
}

extension Model: CustomStringConvertible {
  /// The model as Z3 prints it, functions included.
  public var description: String {
    let text = try? context.text("Z3_model_to_string") { unsafe Z3_model_to_string($0, raw) }
    return text ?? "<unprintable model>"
  }
}
