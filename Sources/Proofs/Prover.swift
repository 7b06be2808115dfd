internal import SMT

/// Z3 in this process.
package struct Prover: Sendable {
  /// The work that one check may do where the ledger does not say; the same on every machine, unlike time.
  package var limit: UInt32
  /// The work that obligations took.
  package var ledger = Ledger()

  /// What came of a check.
  struct Answer {
    var satisfiability: Satisfiability
    /// The names of the assertions that a contradiction needed.
    var core: [String] = []
    /// The work that was done, in Z3's own steps.
    var steps: UInt64?
    /// What the model says of a twin's call, if it was to be read.
    var twin: TwinModel?
  }

  /// The milliseconds that a check of an obligation may take of which the ledger knows nothing.
  static let patience: UInt32 = 20_000

  /// A prover.
  package init(limit: UInt32 = 20_000_000) { self.limit = limit }

  /// The edition of how Z3 is asked: what was proved in another way is proved again.
  static let edition = 2

  /// The version of the solver.
  package static var version: String { Context.version }

  /// Whether the assertions of a file have a model, in a context of its own.
  ///
  /// - Throws: `ParseError` for what Z3 cannot read, `SolverError`.
  func check(_ obligation: ObligationFile, seed: UInt32 = 0) throws -> Answer {
    try Session(limit: limit, seed: seed).check(obligation)
  }

  /// A session with the budget of an obligation.
  func session(for obligation: ObligationFile) throws -> Session {
    // Of an obligation that is not known here a step may take any time: quantifiers with products, say.
    let budget = ledger.budget(obligation.id, solver: Self.version)
    return try Session(limit: budget ?? limit, timeLimit: budget == nil ? Self.patience : nil)
  }

  /// Questions that share a context, because making one takes longer than an answer: an obligation, its
  /// hypotheses alone, its twin.
  final class Session {
    let limit: UInt32
    let seed: UInt32
    private let timeLimit: UInt32?
    private let context: Context
    private var parsed: (text: String, formulas: [Term<Boolean>])?

    init(limit: UInt32, seed: UInt32 = 0, timeLimit: UInt32? = nil) throws {
      self.limit = limit
      self.timeLimit = timeLimit
      self.seed = seed
      context = try Context()
    }

    /// Whether the assertions of a file have a model.
    ///
    /// - Parameters:
    ///   - omitted: the name of an assertion left out.
    ///   - needsCore: whether it is to be told which assertions a contradiction needs, which takes longer.
    ///   - readsModel: whether what a model says of the call is wanted.
    /// - Throws: `ParseError` for what Z3 cannot read, `SolverError`.
    func check(
      _ obligation: ObligationFile, omitting omitted: String? = nil, needsCore: Bool = true,
      readsModel: Bool = false
    ) throws -> Answer {
      try solver(for: obligation, removable: omitted.map { [$0] } ?? [], needsCore: needsCore)
        .check(omitting: omitted, readsModel: readsModel)
    }

    /// A solver for a file, and for what is left of it without one of some assertions.
    ///
    /// - Throws: `ParseError` for what Z3 cannot read, `SolverError`.
    func solver(
      for obligation: ObligationFile, removable names: Set<String>, needsCore: Bool = true
    ) throws -> ObligationSolver {
      let formulas = try formulas(of: obligation)
      guard formulas.count == obligation.names.count else {
        throw SolverError.invalidArgument(
          call: "Z3_parse_smtlib2_string",
          reason: "\(obligation.file): \(obligation.names.count) assertions, \(formulas.count) were read")
      }
      // The incremental engine is made in a fraction of the time, but takes three times as long for bit-vectors.
      let engine: SolverConfiguration.Engine =
        obligation.logic == "QF_BV" ? .logic(obligation.logic) : .incremental
      let solver = try Solver(
        context,
        SolverConfiguration(
          engine: engine, resourceLimit: ResourceLimit(steps: limit), timeLimit: timeLimit,
          randomSeed: RandomSeed(seed)))
      return try ObligationSolver(solver, obligation, formulas, removable: names, needsCore: needsCore)
    }

    /// The assertions; those of the last file are kept, as parsing takes longer than an answer, too.
    private func formulas(of obligation: ObligationFile) throws -> [Term<Boolean>] {
      if let parsed, parsed.text == obligation.text { return parsed.formulas }
      let formulas = try context.parse(smtlib: obligation.text, file: obligation.file)
      parsed = (obligation.text, formulas)
      return formulas
    }
  }
}
