internal import CZ3

/// One counted reference to a node of Z3 (a term or a declaration), released with the handle.
///
/// The handle keeps its context alive, so a term may outlive every variable that names the context.
@safe final class Handle {
  /// The context of the node.
  let context: Context
  /// The node. Valid while `self` lives.
  let ast: Z3_ast

  /// Takes a reference to `ast`, which must be a live node of `context`.
  @unsafe init(_ ast: Z3_ast, in context: Context) {
    self.context = context
    unsafe self.ast = ast
    unsafe Z3_inc_ref(context.raw, ast)
  }

  deinit {
    unsafe Z3_dec_ref(context.raw, ast)
  }
}
