/// How much work one check may do, in Z3's own unit (`rlimit`), at least 1.
///
/// The unit counts steps of the engine, not time: the same assertions in a fresh context stop at the same step
/// every time, with one version of Z3. Versions differ, so a budget is recorded with the version. In a context
/// that has done other work it is not repeatable; see ``Solver/checkRetrying(assuming:)``.
public struct ResourceLimit: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The number of steps.
  public let steps: UInt32

  /// The limit of a number of steps; nil for 0, which Z3 would take for no limit.
  public init?(steps: UInt32) {
    guard steps > 0 else { return nil }
    self.steps = steps
  }

  /// The limit of a literal, which is not 0.
  public init(integerLiteral steps: UInt32) {
    precondition(steps > 0, "a limit of 0 steps would be none")
    self.steps = steps
  }
}

/// What Z3's random choices start from.
public struct RandomSeed: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The seed.
  public let rawValue: UInt32

  /// The seed of a number.
  public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// The seed of a literal.
  public init(integerLiteral value: UInt32) { self.init(value) }
}
