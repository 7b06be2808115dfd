internal import SMT

extension PathExplorer {
  /// The smallest value of an input on a path.
  public struct Smallest: Sendable {
    /// Inputs that go the path, that one being the smallest.
    public var inputs: [String: UInt64]
    /// Whether there is none with a smaller one: the solver says so.
    public var isProved: Bool
  }

  /// The smallest value that an input has on a path, found by halving; nil if no comparison is
  /// of it, or the solver gives up on the path itself. At most 66 questions.
  ///
  /// - Throws: `SolverError`.
  public func smallest(_ name: String, of path: Path) throws -> Smallest? {
    var writer = TermWriter(try Context())
    let solver = try Self.solver(writer.context, limit: limit)
    for branch in path.branches { try solver.assert(writer.formula(branch)) }
    for fact in writer.ranges.values.joined() { try solver.assert(fact) }
    guard let input = writer.inputs[name] else { return nil }
    var best = Smallest(inputs: path.inputs, isProved: true)
    guard try find(nil, input, &writer, solver, &best) == true else { return nil }
    // No value below this one goes the path.
    var least: UInt64 = 0
    while let value = best.inputs[name], least < value {
      let middle = least + (value - least) / 2
      switch try find(middle, input, &writer, solver, &best) {
      case true?: break
      case false?: least = middle + 1
      case nil:
        best.isProved = false
        return best
      }
    }
    return best
  }

  /// Looks for inputs in which one is at most a number; whether there are any, nil if the solver gives up.
  private func find(
    _ most: UInt64?, _ input: Term<BitVector>, _ writer: inout TermWriter, _ solver: Solver,
    _ best: inout Smallest
  ) throws -> Bool? {
    try solver.push()
    if let most { try solver.assert(input.ule(solver.context.numeral(most, input.sort))) }
    let answer = try solver.check()
    if answer == .satisfiable {
      let model = try solver.model()
      for (name, term) in writer.inputs { best.inputs[name] = try model.value(of: term) }
    }
    try solver.pop()
    switch answer {
    case .satisfiable: return true
    case .unsatisfiable: return false
    case .unknown: return nil
    }
  }

  /// A solver of so much work at most.
  static func solver(_ context: Context, limit: UInt32) throws -> Solver {
    try Solver(
      context, SolverConfiguration(engine: .logic("QF_BV"), resourceLimit: ResourceLimit(steps: limit)))
  }
}
