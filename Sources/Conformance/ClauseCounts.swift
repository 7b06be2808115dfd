/// How many clauses have which verdict, promises of the environment apart: they are no evidence for the code.
struct ClauseCounts {
  /// For example `clauses: 91 passed; assumptions: 1 held`.
  let text: String

  init(_ evidence: [(clause: Report.ClauseEntry, item: Report.Evidence)]) {
    let parts = [("clauses", false), ("assumptions", true)].compactMap { title, isAssumption -> String? in
      let chosen = evidence.filter { $0.clause.isAssumption == isAssumption }
      let counts = Verdict.allCases.compactMap { verdict -> String? in
        let those = chosen.filter { $0.item.verdict == verdict }
        return those.first.map { "\(those.count) \($0.clause.word(for: verdict))" }
      }
      if counts.isEmpty { return isAssumption ? nil : "\(title): none" }
      return "\(title): \(counts.joined(separator: ", "))"
    }
    text = parts.joined(separator: "; ")
  }
}

extension Report.ClauseEntry {
  /// A verdict in a word: a promise of the environment does not pass, it holds.
  func word(for verdict: Verdict) -> String {
    isAssumption && verdict == .passed ? "held" : verdict.rawValue
  }
}

extension Report.Core {
  /// What is known of each clause for an implementation.
  func evidence(ofImplementation name: String) -> [(clause: Report.ClauseEntry, item: Report.Evidence)] {
    clauses.flatMap { clause in
      clause.implementations.filter { $0.name == name }.map { (clause, $0) }
    }
  }

  /// What is known of each clause for a recording.
  func evidence(ofRecording name: String) -> [(clause: Report.ClauseEntry, item: Report.Evidence)] {
    clauses.flatMap { clause in clause.recordings.filter { $0.name == name }.map { (clause, $0) } }
  }
}
