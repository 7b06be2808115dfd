internal import SMT
internal import Specification

/// Proves obligations: files, each with its negative twin.
package struct ProofRun: Sendable {
  /// An obligation and its twin, paths to open.
  package struct Item: Sendable {
    package var obligation: String
    /// nil if it has none.
    package var twin: String?

    package init(obligation: String, twin: String?) {
      self.obligation = obligation
      self.twin = twin
    }
  }

  /// What is to be proved.
  package var items: [Item]
  /// Z3; nil if it is not to be asked.
  package var prover: Prover?
  /// A second opinion; nil for none.
  package var other: OtherSolver?
  /// Who makes certificates of obligations about bit-vectors; nil for none.
  package var certifier: Certifier?
  /// Whether the second solver is asked about every negative twin, as Z3 is; else about one in 16, enough to tell one that
  /// contradicts everything.
  package var asksAllTwins = false
  /// What was proved before, and what is proved now; nil if nothing is kept.
  package var cache: ProofCache?
  /// Whether what was proved before is proved again.
  package var asksAgain = false

  /// A run.
  package init(items: [Item], prover: Prover?, other: OtherSolver?) {
    self.items = items
    self.prover = prover
    self.other = other
  }

  /// Proves them all, on all processors. The results are in the order of the items.
  ///
  /// - Throws: `SpecificationError` for a file that cannot be read.
  package mutating func perform(progress: @Sendable (Int, Int) -> Void) throws -> [ProofResult] {
    let total = items.count * (other == nil ? 1 : 2)
    let run = self
    let first = try Workers.map(
      items, progress: { done, _ in progress(done, total) }, run.proveUnlessRecalled)
    var results = first.map(\.result)
    if let other {
      let isRecalled = results.map(\.isRecalled)
      let open = results.indices.filter { !isRecalled[$0] }
      // In turns, so that the hard ones, which stand together, are not asked about by one process.
      let count = (open.count + Self.batch - 1) / Self.batch
      let batches = (0..<count).map { first in
        stride(from: first, to: open.count, by: count).map { open[$0] }
      }
      let recalled = items.count - open.count
      let verdicts = try Workers.map(
        batches,
        progress: { done, _ in progress(min(total, run.items.count + recalled + done * Self.batch), total) }
      ) { try run.ask(other, $0.map { run.items[$0] }) }
      for (index, verdict) in zip(batches.joined(), verdicts.joined()) {
        results[index].otherVerdict = verdict
      }
    }
    if let certifier {
      let open = results.indices.filter { !results[$0].isRecalled }
      let certificates = try Workers.map(open.map { items[$0] }) { try Self.certify($0, by: certifier) }
      for (index, certificate) in zip(open, certificates) { results[index].certificate = certificate }
    }
    if prover != nil { for (result, key) in zip(results, first.map(\.key)) { cache?.note(result, key) } }
    return results
  }

  /// How many obligations a process of the second solver is asked about: starting one takes longer than an answer.
  private static let batch = 16

  private func proveUnlessRecalled(_ item: Item) throws -> (result: ProofResult, key: String) {
    let obligation = try ObligationFile(text: Files.text(item.obligation), file: item.obligation)
    let twin = try item.twin.map { try ObligationFile(text: Files.text($0), file: $0) }
    let key = ProofCache.key([
      obligation.text, twin?.text ?? "", prover == nil ? "" : "Z3 \(Prover.version)",
      other.map { "\($0.name) \($0.version)" } ?? "",
      certifier.map { "\($0.solver.name) \($0.solver.version)" } ?? "",
    ])
    var result = ProofResult(
      id: obligation.id, title: obligation.title, clauses: obligation.clauses, file: item.obligation,
      hypotheses: obligation.names.filter { $0 != "goal" })
    guard let prover else { return (result, key) }
    if !asksAgain, cache?.recall(key, into: &result, isOtherAsked: other != nil) == true {
      return (result, key)
    }
    do {
      try askZ3(prover, obligation, twin, &result)
    } catch {
      result.verdict = .error("Z3: \(error)")
    }
    return (result, key)
  }

  /// The proof, that it needs its goal and each hypothesis, that the hypotheses can be true, and the twin.
  private func askZ3(
    _ prover: Prover, _ obligation: ObligationFile, _ twin: ObligationFile?, _ result: inout ProofResult
  ) throws {
    let session = try prover.session(for: obligation)
    let answer = try session.check(obligation)
    result.steps = answer.steps
    guard obligation.expectsContradiction else {
      result.verdict = .init(expecting: .satisfiable, answer.satisfiability, by: "Z3")
      return
    }
    result.verdict = .init(expecting: .unsatisfiable, answer.satisfiability, by: "Z3")
    guard result.verdict == .proved else { return }
    result.unused = result.hypotheses.filter { !answer.core.contains($0) }
    guard answer.core.contains("goal") else {
      result.verdict = .vacuous("the hypotheses contradict each other, whatever the claim")
      return
    }
    let alone = try session.check(obligation, omitting: "goal", needsCore: false)
    guard alone.satisfiability == .satisfiable else {
      result.verdict = .vacuous("the hypotheses alone: \(alone.satisfiability)")
      return
    }
    guard let twin else { return }
    // A twin that only lacks an assertion need not be parsed.
    let broken =
      if let missing = twin.missingAssertion(of: obligation) {
        try session.check(obligation, omitting: missing, needsCore: false)
      } else {
        try session.check(twin, needsCore: false)
      }
    if broken.satisfiability != .satisfiable {
      result.verdict = .vacuous("\(twin.file) is to have a model, and is \(broken.satisfiability)")
    }
  }

  private static func certify(_ item: Item, by certifier: Certifier) throws -> Certificate? {
    let obligation = try ObligationFile(text: Files.text(item.obligation), file: item.obligation)
    let twin = try item.twin.map { try ObligationFile(text: Files.text($0), file: $0) }
    return try certifier.certify(obligation, twin: twin)
  }

  /// What the second solver makes of some obligations, and of one of their twins if not of all.
  private func ask(_ other: OtherSolver, _ items: [Item]) throws -> [ProofVerdict] {
    let files = try items.enumerated().map { index, item in
      let twin = index == 0 || asksAllTwins ? item.twin : nil
      return try [item.obligation, twin].compactMap { $0 }.map {
        try ObligationFile(text: Files.text($0), file: $0)
      }
    }
    var answers = other.check(files.joined().map(\.text))[...]
    return files.map { files in
      let verdicts = files.map { file in
        ProofVerdict(
          expecting: file.expectsContradiction ? .unsat : .sat,
          answers.popFirst() ?? .error("\(other.name) said nothing"), by: "\(other.name), of \(file.file)")
      }
      return verdicts.first { $0 != .proved } ?? .proved
    }
  }
}

extension ProofVerdict {
  /// What Z3's answer means.
  fileprivate init(expecting expected: Satisfiability, _ answer: Satisfiability, by solver: String) {
    switch answer {
    case expected: self = .proved
    case .unknown(let reason): self = .unknown("\(solver): \(reason)")
    default: self = .refuted("\(solver) answers \(answer), expected \(expected)")
    }
  }

  /// What another solver's answer means.
  fileprivate init(expecting expected: OtherSolver.Answer, _ answer: OtherSolver.Answer, by solver: String) {
    switch answer {
    case expected: self = .proved
    case .unknown(let reason): self = .unknown("\(solver): \(reason)")
    case .error(let reason): self = .error(reason)
    default: self = .refuted("\(solver) answers \(answer), expected \(expected)")
    }
  }
}
