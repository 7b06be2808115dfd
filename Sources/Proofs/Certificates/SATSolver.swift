/// A solver of clauses that is a program of its own, and writes proofs: CaDiCaL.
package struct SATSolver: Sendable {
  /// Its name.
  package var name: String { program.name }
  /// Its version, as it says itself.
  package var version: String { program.version }
  private var program: ExternalProgram

  /// How a question ended.
  package enum Answer: Hashable, Sendable {
    /// A model: the literals that are true.
    case satisfiable(Set<Int32>)
    case unsatisfiable
    /// It gave up, said something else, or did not end well.
    case error(String)
  }

  /// The conflicts that it may meet before it gives up: the same on every machine, unlike time.
  static let conflicts = 1_000_000

  /// Looks for it in folders, those of `PATH` unless others are given; nil if it is not there.
  package init?(named name: String = "cadical", in folders: [String]? = nil) {
    guard let program = ExternalProgram(named: name, in: folders),
      program.version.wholeMatch(of: /[A-Za-z0-9][-.A-Za-z0-9]{0,39}/) != nil
    else { return nil }
    self.program = program
  }

  /// Whether the clauses of a DIMACS file have a model.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - proof: the path of a file for a refutation, nil for none.
  package func solve(_ file: String, proof: String? = nil) -> Answer {
    let arguments = ["-q", "-c", "\(Self.conflicts)", "--no-binary", file] + (proof.map { [$0] } ?? [])
    switch program.run(arguments, input: "") {
    case .failed(let reason): return .error(reason)
    case .ended(let text, let status):
      let lines = text.split(separator: "\n")
      switch (status, lines.first { $0.hasPrefix("s ") }) {
      case (20, "s UNSATISFIABLE"): return .unsatisfiable
      case (10, "s SATISFIABLE"):
        let literals = lines.filter { $0.hasPrefix("v ") }.flatMap { $0.dropFirst(2).split(separator: " ") }
        return .satisfiable(Set(literals.compactMap { Int32($0) }.filter { $0 != 0 }))
      default:
        let said = lines.first.map { String($0.prefix(120)) } ?? "nothing"
        return .error("\(name) ended with \(status) and said: \(said)")
      }
    }
  }
}
