internal import CZ3

// SMT-LIB 2 in.

extension Context {
  /// The assertions of an SMT-LIB 2 text, in its order.
  ///
  /// `prelude` is read before `smtlib`, its declarations are known there, and its assertions come first. Places
  /// in errors count within each text. `file` names `smtlib` in errors; it is not opened.
  ///
  /// What the text declares is found again by name and sort (``constant(_:_:)``, ``function(_:_:returning:)``).
  /// Definitions are expanded; names of assertions and `set-info` are dropped; questions (`check-sat`) are
  /// skipped. `produce-` options are skipped too.
  /// Commands that would make assertions disappear, read files or change the process are refused.
  ///
  /// - Throws: ``ParseError`` with every fault found; ``SolverError`` when Z3 fails otherwise.
  public func parse(
    smtlib: String, prelude: String = "", file: String? = nil
  ) throws -> [Term<Boolean>] {
    let (first, second) = (ScriptScanner(prelude), ScriptScanner(smtlib))
    let structure = diagnostics(first, in: .prelude) + diagnostics(second, in: .script)
    guard structure.isEmpty else { throw ParseError(file: file, diagnostics: structure) }

    let header = prelude.isEmpty ? "" : first.accepted + "\n"
    let text = header + second.accepted
    let headerLines = header.utf8.count { $0 == UInt8(ascii: "\n") }
    let parsed: [AnyTerm]
    do {
      parsed = try terms("Z3_parse_smtlib2_string") {
        unsafe Z3_parse_smtlib2_string($0, text, 0, nil, nil, 0, nil, nil)
      }
    } catch SolverError.call(let call, let message) {
      let faults = faults(inErrorText: message)
      guard !faults.isEmpty else { throw SolverError.call(call, message: message) }
      throw ParseError(file: file, diagnostics: faults.map { located($0, headerLines) })
    }
    return try parsed.map { try $0.typed(as: Boolean.self, for: "Z3_parse_smtlib2_string") }
  }

  private func located(_ fault: Z3Fault, _ headerLines: Int) -> ParseError.Diagnostic {
    let inPrelude = fault.line <= headerLines && fault.line > 0
    return ParseError.Diagnostic(
      text: inPrelude ? .prelude : .script,
      line: max(1, inPrelude ? fault.line : fault.line - headerLines), column: fault.column + 1,
      message: fault.message)
  }

  private func diagnostics(_ scan: ScriptScanner, in text: ParseError.Text) -> [ParseError.Diagnostic] {
    scan.faults.map {
      ParseError.Diagnostic(text: text, line: $0.line, column: $0.column, message: $0.message)
    }
  }
}
