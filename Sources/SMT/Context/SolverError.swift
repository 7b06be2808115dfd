/// What went wrong at the border to the solver.
public enum SolverError: Error, Hashable, Sendable {
  /// Z3 refused a call: the C function's name and Z3's own message.
  case call(String, message: String)
  /// A term was handed to a call in a context it does not belong to.
  case foreignTerm(call: String)
  /// A term has another sort than the operation needs.
  case wrongSort(call: String, expected: String, found: SortKind)
  /// An argument is outside the range that the C function accepts or represents.
  case invalidArgument(call: String, reason: String)
  /// A term did not evaluate to a value of its sort (a quantifier remained, say); the term as printed.
  case notAValue(String)
  /// Two assertions of one solver carry the same name.
  case duplicateName(String)
}

extension SolverError: CustomStringConvertible {
  /// One line that names the call and the reason.
  public var description: String {
    switch self {
    case .call(let call, let message): "\(call): \(message)"
    case .foreignTerm(let call): "\(call): a term of another context"
    case .wrongSort(let call, let expected, let found):
      "\(call): a term of sort \(expected) needed, \(found) found"
    case .invalidArgument(let call, let reason): "\(call): \(reason)"
    case .notAValue(let term): "not a value: \(term)"
    case .duplicateName(let name): "two assertions are named \(name)"
    }
  }
}
