/// A solver that is a program of its own, as a second opinion: cvc5.
package struct OtherSolver: Sendable {
  /// Its name.
  package var name: String { program.name }
  /// Its version, as it says itself.
  package var version: String
  private var program: ExternalProgram

  /// How a question ended.
  package enum Answer: Hashable, Sendable {
    case sat
    case unsat
    case unknown(String)
    /// It said something else, or nothing, or did not end well.
    case error(String)
  }

  /// Looks for a program in folders, those of `PATH` unless others are given; nil if it is not there, or does
  /// not say what it is.
  package init?(named name: String, in folders: [String]? = nil) {
    guard let program = ExternalProgram(named: name, in: folders),
      let found = program.version.firstMatch(of: /version (\d+(\.\d+)+)/)
    else { return nil }
    self.program = program
    version = String(found.1)
  }

  /// What it answers about some texts, each on its own.
  ///
  /// One process is asked about all, the solver being reset in between. If that does not end well, each text has
  /// a process of its own, so that only the one at fault is an error.
  ///
  /// - Parameter steps: the work it may do for each, in its own units.
  package func check(_ texts: [String], steps: Int = 2_000_000) -> [Answer] {
    // Where terms are told apart by type alone, arrays of numbers are decided in six parts of the time of seven.
    let arguments = ["--lang=smt2", "--theoryof-mode=type", "--rlimit-per=\(steps)", "-"]
    let run = program.run(arguments, input: texts.joined(separator: "\n(reset)\n"))
    if case .ended(let text, 0) = run {
      let lines = text.split(separator: "\n")
      let answers = lines.compactMap(Answer.init)
      if answers.count == texts.count, lines.count == texts.count { return answers }
    }
    if texts.count > 1 { return texts.flatMap { check([$0], steps: steps) } }
    switch run {
    case .failed(let reason): return [.error(reason)]
    case .ended(let text, let status):
      let said = text.split(separator: "\n").first.map { String($0.prefix(120)) } ?? "nothing"
      return [.error("\(name) ended with \(status) and said: \(said)")]
    }
  }
}

extension OtherSolver.Answer {
  /// The answer that a line is.
  init?(_ line: Substring) {
    switch line {
    case "sat": self = .sat
    case "unsat": self = .unsat
    case "unknown": self = .unknown("it gave up")
    default: return nil
    }
  }
}
