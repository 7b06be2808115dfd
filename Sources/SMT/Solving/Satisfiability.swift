/// What a check answered.
public enum Satisfiability: Hashable, Sendable {
  /// Some interpretation makes every assertion true; the solver has it as a model.
  case satisfiable
  /// No interpretation does.
  case unsatisfiable
  /// Neither was found, for Z3's reason. Never a pass.
  case unknown(reason: String)
}

extension Satisfiability: CustomStringConvertible {
  /// `sat`, `unsat` or `unknown (reason)`.
  public var description: String {
    switch self {
    case .satisfiable: "sat"
    case .unsatisfiable: "unsat"
    case .unknown(let reason): "unknown (\(reason))"
    }
  }
}
