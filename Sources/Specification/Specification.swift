public import Machine
internal import SMT

/// Everything `Specs/` states: vocabulary, clauses, findings; parsed by Z3 and compiled to run.
public struct Specification: Sendable {
  /// A clause and its compiled formula.
  public struct CompiledClause: Sendable {
    /// The clause as its file states it.
    public var clause: Clause
    /// The facts a source has to show for it to be observable.
    public var needs: Sight
    /// The symbols it uses.
    public var symbols: Set<Symbol>
    /// What an observation has to have for it and its findings.
    public var columns: Columns
    /// The findings that break it.
    public var findings: [CompiledFinding]
    var formula: Formula
    /// The same formula as a tree.
    package var expression: ClauseExpression
    /// And as a decision on its conditions.
    let decision: Decision

    /// Whether it holds of an observation. O(size of the observation).
    package func holds(of observation: Observation) -> Bool { formula.evaluate(observation).holds }
    /// Whether an observation gives it something to say.
    package func isExercised(by observation: Observation) -> Bool {
      formula.evaluate(observation).isExercised
    }
  }

  /// A finding and its compiled region.
  public struct CompiledFinding: Sendable {
    /// The finding as its file states it.
    public var finding: Finding
    var region: Formula
    /// The same region as a tree.
    package var expression: ClauseExpression
    var columns: Columns

    /// Whether an observation lies where the finding shows.
    public func covers(_ observation: Observation) -> Bool { region.evaluate(observation).holds }
  }

  /// The vocabulary.
  public let vocabulary: Vocabulary
  /// The clauses, by id.
  public let clauses: [CompiledClause]
  /// The findings, by id.
  public let findings: [CompiledFinding]

  /// Parses and compiles a specification.
  ///
  /// - Throws: `SpecificationError` located in the file at fault.
  public init(vocabulary: Vocabulary, clauses: [Clause], findings: [Finding]) throws {
    self.vocabulary = vocabulary
    let context = try Context()
    var byClause: [String: [CompiledFinding]] = [:]
    var compiled: [CompiledFinding] = []
    for finding in findings {
      let (region, tree, _, compiler) = try Specification.compile(
        finding.text, finding.file, vocabulary, context)
      let entry = CompiledFinding(
        finding: finding, region: region, expression: tree, columns: compiler.columns)
      compiled.append(entry)
      for clause in finding.clauses {
        guard clauses.contains(where: { $0.id == clause }) else {
          throw SpecificationError(
            file: finding.file, line: finding.clausesLine,
            message: ":clauses names \(clause), which is no clause")
        }
        byClause[clause, default: []].append(entry)
      }
    }
    self.findings = compiled
    var seen: [String: String] = [:]
    self.clauses = try clauses.map { clause in
      if let other = seen.updateValue(clause.file, forKey: clause.id) {
        throw SpecificationError(
          file: clause.file, line: 1, message: "the id \(clause.id) is taken by \(other)")
      }
      let (formula, tree, decision, compiler) = try Specification.compile(
        clause.text, clause.file, vocabulary, context)
      let findings = byClause[clause.id] ?? []
      return CompiledClause(
        clause: clause,
        needs: compiler.symbols.reduce(into: Sight()) { $0.formUnion(vocabulary[$1].needs) },
        symbols: compiler.symbols,
        columns: findings.reduce(compiler.columns) { $0.union($1.columns) },
        findings: findings, formula: formula, expression: tree, decision: decision)
    }
  }

  private static func compile(
    _ text: String, _ file: String, _ vocabulary: Vocabulary, _ context: Context
  ) throws -> (Formula, ClauseExpression, Decision, FormulaCompiler) {
    let term = try parse(text, file, vocabulary, context)
    var compiler = FormulaCompiler()
    do {
      let formula = try compiler.formula(term)
      return (formula, try ClauseExpression(term), try Decision(term, &compiler), compiler)
    } catch let refusal as FormulaCompiler.Refusal {
      let assertion = try CommandReader.commands(in: text, file: file).first {
        $0.form.first?.symbol == "assert"
      }
      throw SpecificationError(file: file, line: assertion?.line ?? 0, message: refusal.reason)
    }
  }

  /// The one assertion of a clause or finding, as Z3 parses it.
  static func parse(
    _ text: String, _ file: String, _ vocabulary: Vocabulary, _ context: Context
  ) throws -> AnyTerm {
    do {
      let terms = try context.parse(smtlib: text, prelude: vocabulary.text, file: file)
      guard let term = terms.last, terms.count == 1 else {
        throw SpecificationError(
          file: file, line: 0, message: "expected one (assert ...), found \(terms.count)")
      }
      return term.untyped
    } catch let error as ParseError {
      let first = error.diagnostics.first
      let place = first?.text == .prelude ? "in the vocabulary: " : ""
      throw SpecificationError(
        file: file, line: first?.line ?? 0,
        message: place + (first?.message ?? "the solver refuses this text"))
    }
  }
}
