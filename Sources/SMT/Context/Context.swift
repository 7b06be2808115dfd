internal import CZ3

/// The world in which terms, solvers and models live.
///
/// Every object of this module belongs to one context and keeps it alive; objects of two contexts are never
/// mixed (an attempt throws ``SolverError/foreignTerm(call:)``), only translated.
///
/// A context is one thread's at a time. That is said by the type: neither `Context` nor anything made from
/// one is `Sendable`, so the compiler refuses to share one between isolation domains. Use a context for each
/// thread; contexts do not affect each other.
@safe public final class Context {
  /// Z3's context. Valid while `self` lives.
  let raw: Z3_context

  /// One counted reference to each sort in use.
  private var sorts: [SortKind: Z3_sort] = unsafe [:]

  /// Makes an empty context. Errors of Z3 are reported by throwing, never by printing or exiting.
  ///
  /// - Throws: ``SolverError`` when Z3 cannot make one.
  public init() throws {
    let configuration = unsafe Z3_mk_config()
    defer { unsafe Z3_del_config(configuration) }
    guard let raw = unsafe Z3_mk_context_rc(configuration) else {
      throw SolverError.call("Z3_mk_context_rc", message: "no context")
    }
    unsafe self.raw = raw
    // With a handler that returns, an error only sets the code that `call` looks at.
    unsafe Z3_set_error_handler(raw) { _, _ in }
    unsafe Z3_set_ast_print_mode(raw, Z3_PRINT_SMTLIB2_COMPLIANT)
  }

  deinit {
    unsafe sorts.values.forEach { unsafe Z3_dec_ref(raw, Z3_sort_to_ast(raw, $0)) }
    unsafe Z3_del_context(raw)
  }

  /// The version of the Z3 library in this process, as `major.minor.build`.
  public static let version: String = {
    var (major, minor, build, revision): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    unsafe Z3_get_version(&major, &minor, &build, &revision)
    return "\(major).\(minor).\(build)"
  }()

  /// Z3's sort for a description of one. O(size of the description) the first time, then one look-up.
  @safe func sort(_ kind: SortKind) throws -> Z3_sort {
    if let known = unsafe sorts[kind] { return unsafe known }
    let made = try makeSort(kind)
    unsafe Z3_inc_ref(raw, Z3_sort_to_ast(raw, made))
    unsafe sorts[kind] = made
    return unsafe made
  }
}

@available(*, unavailable)
extension Context: Sendable {}
