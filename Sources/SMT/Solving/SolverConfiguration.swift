/// How a solver works. The default is repeatable: Z3's default engine, seed 0, no limit.
public struct SolverConfiguration: Hashable, Sendable {
  /// The engine behind a solver.
  public enum Engine: Hashable, Sendable {
    /// Z3 chooses by the assertions, and changes to the incremental engine after `push` or assumptions.
    case automatic
    /// The incremental engine from the start.
    case incremental
    /// The engine for an SMT-LIB logic, `QF_BV` say.
    case logic(String)
  }

  /// The value of a parameter.
  public enum Parameter: Hashable, Sendable {
    /// True or false.
    case flag(Bool)
    /// A number without a sign.
    case count(UInt32)
    /// A fraction.
    case fraction(Double)
    /// A name.
    case symbol(String)
  }

  /// The engine.
  public var engine: Engine
  /// The work that one check may do; nil for no limit.
  public var resourceLimit: ResourceLimit?
  /// The time of one check in milliseconds, nil for no limit: a last resort for questions of others, of which a step may
  /// take Z3 long. Answers depend on the machine then; within it they are `unknown` at worst.
  public var timeLimit: UInt32?
  /// What random choices start from.
  public var randomSeed: RandomSeed
  /// Other parameters of Z3's solver by their names (`mbqi`, say). Unknown names are refused by the solver.
  public var parameters: [String: Parameter]

  /// A configuration.
  public init(
    engine: Engine = .automatic, resourceLimit: ResourceLimit? = nil, timeLimit: UInt32? = nil,
    randomSeed: RandomSeed = 0,
    parameters: [String: Parameter] = [:]
  ) {
    self.engine = engine
    self.resourceLimit = resourceLimit
    self.timeLimit = timeLimit
    self.randomSeed = randomSeed
    self.parameters = parameters
  }
}
