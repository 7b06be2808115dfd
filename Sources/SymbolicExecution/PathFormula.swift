public import Machine

/// A statement about the inputs of a path.
public indirect enum PathFormula: Hashable, Sendable {
  /// True or false, whatever the inputs.
  case known(Bool)
  /// A comparison comes out as noted.
  case comparison(Branch)
  /// It is false.
  case not(PathFormula)
  /// All are true.
  case all([PathFormula])
  /// One is true.
  case any([PathFormula])

  /// Whether two words are equal, as far as the path decides that.
  public static func equal(_ a: SymbolicWord<UInt64>, _ b: SymbolicWord<UInt64>, on recorder: PathRecorder)
    -> PathFormula
  {
    comparison(.equal, a, b, recorder)
  }

  /// Whether a word is less than another, unsigned, as far as the path decides that.
  public static func less(_ a: SymbolicWord<UInt64>, _ b: SymbolicWord<UInt64>, on recorder: PathRecorder)
    -> PathFormula
  {
    comparison(.less, a, b, recorder)
  }

  private static func comparison(
    _ relation: Branch.Relation, _ a: SymbolicWord<UInt64>, _ b: SymbolicWord<UInt64>,
    _ recorder: PathRecorder
  ) -> PathFormula {
    let branch = Branch(relation: relation, first: a.term, second: b.term, holds: true)
    return recorder.decides(branch).map { .known($0) } ?? .comparison(branch)
  }

  /// Whether it is true for some inputs.
  public func isTrue(for inputs: [String: UInt64]) -> Bool {
    switch self {
    case .known(let value): value
    case .comparison(let branch): branch.isTrue(for: inputs)
    case .not(let inner): !inner.isTrue(for: inputs)
    case .all(let parts): parts.allSatisfy { $0.isTrue(for: inputs) }
    case .any(let parts): parts.contains { $0.isTrue(for: inputs) }
    }
  }

  /// The opposite.
  public var negated: PathFormula {
    switch self {
    case .known(let value): .known(!value)
    case .not(let inner): inner
    case .comparison(let branch): .comparison(branch.opposite)
    default: .not(self)
    }
  }

  /// Formulas one of which is true exactly if it is.
  var disjuncts: [PathFormula] {
    switch self {
    case .any(let parts): parts
    case .not(.all(let parts)): parts.map(\.negated)
    default: [self]
    }
  }

  /// Whether all are true.
  public static func conjunction(_ parts: [PathFormula]) -> PathFormula {
    let open = different(parts.filter { $0 != .known(true) })
    if open.contains(.known(false)) || isOfOpposites(open) { return .known(false) }
    return open.count == 1 ? open[0] : open.isEmpty ? .known(true) : .all(open)
  }

  /// Whether one is true.
  public static func disjunction(_ parts: [PathFormula]) -> PathFormula {
    let open = different(parts.filter { $0 != .known(false) })
    if open.contains(.known(true)) || isOfOpposites(open) { return .known(true) }
    return open.count == 1 ? open[0] : open.isEmpty ? .known(false) : .any(open)
  }

  /// Whether a comparison is among them with both outcomes.
  private static func isOfOpposites(_ parts: [PathFormula]) -> Bool {
    var met: Set<PathFormula> = []
    return parts.contains { part in
      guard case .comparison = part else { return false }
      met.insert(part)
      return met.contains(part.negated)
    }
  }

  /// The formulas, each once.
  private static func different(_ parts: [PathFormula]) -> [PathFormula] {
    var met: Set<PathFormula> = []
    return parts.filter { met.insert($0).inserted }
  }

  /// The names of the inputs that it is of.
  var inputs: Set<String> {
    switch self {
    case .known: []
    case .comparison(let branch): branch.inputs
    case .not(let inner): inner.inputs
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.inputs) }
    }
  }
}
