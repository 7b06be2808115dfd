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
    let run = self
    let tasks = try Workers.map(items) { try run.task($0) }
    var results = tasks.map(\.result)
    let open = results.indices.filter { !results[$0].isRecalled }
    // What takes long comes first: no processor is left waiting for one long job at the end.
    let jobs =
      (certifier == nil
        ? [] : open.filter { tasks[$0].obligation.logic == "QF_BV" }.map { Job.certificate($0) })
      + (other == nil ? [] : batches(of: open).map { Job.secondOpinion($0) })
      + (prover == nil ? [] : open.map { Job.proof($0) })
    let answers = try Workers.map(jobs, progress: progress) { try run.answer($0, about: tasks) }
    for case .proof(let index, let result) in answers { results[index] = result }
    for answer in answers {
      switch answer {
      case .proof: break
      case .certificate(let index, let certificate): results[index].certificate = certificate
      case .secondOpinion(let verdicts):
        for (index, verdict) in verdicts { results[index].otherVerdict = verdict }
      }
    }
    if prover != nil { for (result, task) in zip(results, tasks) { cache?.note(result, task.key) } }
    return results
  }

  /// An obligation that was read.
  private struct Task: Sendable {
    var obligation: ObligationFile
    var twin: ObligationFile?
    /// What is known of it.
    var result: ProofResult
    /// What the proof is kept under.
    var key: String
  }

  /// What somebody is asked, about the tasks of some numbers.
  private enum Job: Sendable {
    case certificate(Int)
    case secondOpinion([Int])
    case proof(Int)
  }

  private enum Answer: Sendable {
    case certificate(Int, Certificate?)
    case secondOpinion([(Int, ProofVerdict)])
    case proof(Int, ProofResult)
  }

  private func task(_ item: Item) throws -> Task {
    let obligation = try ObligationFile(text: Files.text(item.obligation), file: item.obligation)
    let twin = try item.twin.map { try ObligationFile(text: Files.text($0), file: $0) }
    let key = ProofCache.key([
      obligation.text, twin?.text ?? "", prover == nil ? "" : "Z3 \(Prover.version) \(Prover.edition)",
      other.map { "\($0.name) \($0.version)" } ?? "",
      certifier.map { "\($0.solver.name) \($0.solver.version) \(Certifier.edition)" } ?? "",
    ])
    var result = ProofResult(
      id: obligation.id, title: obligation.title, clauses: obligation.clauses, file: item.obligation,
      hypotheses: obligation.names.filter { $0 != "goal" })
    if prover != nil, !asksAgain, certifier?.lacks(obligation) != true {
      cache?.recall(key, into: &result, isOtherAsked: other != nil)
    }
    return Task(obligation: obligation, twin: twin, result: result, key: key)
  }

  private func answer(_ job: Job, about tasks: [Task]) throws -> Answer {
    switch job {
    case .certificate(let index):
      return .certificate(index, try certifier?.certify(tasks[index].obligation, twin: tasks[index].twin))
    case .secondOpinion(let indices):
      return .secondOpinion(Array(zip(indices, other.map { ask($0, indices, of: tasks) } ?? [])))
    case .proof(let index):
      var result = tasks[index].result
      guard let prover else { return .proof(index, result) }
      do {
        try askZ3(prover, tasks[index].obligation, tasks[index].twin, &result)
      } catch {
        result.verdict = .error("Z3: \(error)")
      }
      return .proof(index, result)
    }
  }

  /// How many obligations a process of the second solver is asked about: starting one takes longer than an answer.
  private static let batch = 48

  /// Obligations that one process is asked about: in turns, so that the hard ones, which stand together, are not all in
  /// one.
  private func batches(of open: [Int]) -> [[Int]] {
    let count = (open.count + Self.batch - 1) / Self.batch
    return (0..<count).map { first in stride(from: first, to: open.count, by: count).map { open[$0] } }
  }

  /// The proof, that it needs its goal and each hypothesis, that the hypotheses can be true, and the twin.
  private func askZ3(
    _ prover: Prover, _ obligation: ObligationFile, _ twin: ObligationFile?, _ result: inout ProofResult
  ) throws {
    let session = try prover.session(for: obligation)
    // A twin that only lacks an assertion need not be parsed.
    let missing = twin?.missingAssertion(of: obligation)
    let solver = try session.solver(for: obligation, removable: ["goal", missing ?? "goal"])
    let answer = try solver.check()
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
    let alone = try solver.check(omitting: "goal")
    guard alone.satisfiability == .satisfiable else {
      result.verdict = .vacuous("the hypotheses alone: \(alone.satisfiability)")
      return
    }
    guard let twin else { return }
    let broken =
      try missing.map { try solver.check(omitting: $0, readsModel: true) }
      ?? session.check(twin, needsCore: false, readsModel: true)
    result.twin = broken.twin
    if broken.satisfiability != .satisfiable {
      result.verdict = .vacuous("\(twin.file) is to have a model, and is \(broken.satisfiability)")
    }
  }

  /// What the second solver makes of the obligations of some numbers, and of the twin of every 16th of all if not of each.
  private func ask(_ other: OtherSolver, _ indices: [Int], of tasks: [Task]) -> [ProofVerdict] {
    let files = indices.map { index in
      [tasks[index].obligation, index % 16 == 0 || asksAllTwins ? tasks[index].twin : nil].compactMap { $0 }
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
