import PropertyTesting
import Testing

/// The check of one property in a test, whatever kind of property it is: searches, and reports what came of it.
struct Check {
  /// In the store of failures.
  let name: String
  /// In messages, whose place says which property it is that has no name.
  let title: String
  let options: CheckOptions
  let watch: IssueWatch
  let sourceLocation: SourceLocation

  init(
    _ options: CheckOptions, _ watch: IssueWatch, _ function: String, _ sourceLocation: SourceLocation,
    _ type: Any.Type
  ) {
    let test = Test.current?.name ?? function
    name = options.name ?? "\(sourceLocation.fileID) \(test) of \(type)"
    title = options.name.map { "property '\($0)'" } ?? "the property"
    self.options = options
    self.watch = watch
    self.sourceLocation = sourceLocation
  }

  /// Checks the property, and records what is wrong.
  ///
  /// - Parameters:
  ///   - check: makes a campaign of a runner.
  ///   - replay: builds the value of a blob and checks it once.
  ///   - aloud: whether the value of a blob fails in the process of the test; nil if `replay` says so.
  nonisolated(nonsending) func perform<Value>(
    check: nonisolated(nonsending) @escaping (Runner) async throws -> CheckOutcome<Value>,
    replay: nonisolated(nonsending) @escaping (Runner, ReplayBlob) async throws -> Runner.Replayed<Value>,
    aloud: (nonisolated(nonsending) (Runner, ReplayBlob) async throws -> Bool)? = nil
  ) async throws {
    let environment = try CheckEnvironment(options.environment)
    var runner = options.runner
    if !options.hasFixedSeed { runner.seed = environment.seed ?? CheckEnvironment.seedOfProcess }
    if let blob = environment.replay {
      try await replayAloud(blob, runner, replay)
      return
    }

    let prepared = runner
    var store = options.failures ?? environment.failures
    var kept: [SavedFailure] = []
    do {
      kept = try store?.failures(of: name) ?? []
    } catch {
      // The property can be checked all the same, but what cannot be read must not be written to.
      record("\(error)")
      store = nil
    }
    let earlier = kept
    let (outcome, review) = try await watch.during(isSilent: true) {
      var review = FailureReview()
      for failure in earlier {
        do {
          review.add(failure, .success(try await replay(prepared, failure.blob)))
        } catch {
          review.add(failure, Result<Runner.Replayed<Value>, any Error>.failure(error))
        }
      }
      var runner = prepared
      runner.saved = review.failing.map(\.blob) + runner.saved
      return (try await check(runner), review)
    }
    remember(outcome, review, store)
    try await report(outcome, runner) { runner, blob in
      if let aloud { return try await aloud(runner, blob) }
      return try await replay(runner, blob).error != nil
    }
  }

  private func remember<Value>(
    _ outcome: CheckOutcome<Value>, _ review: FailureReview, _ store: FailureStore?
  ) {
    guard let store else { return }
    for unfit in review.unfit {
      record(
        """
        \(title): an earlier failure does not fit any more
        \(unfit)
        It is kept. Remove it from \(store.path(of: name)) if the generator is to stay as it is.
        """, severity: .warning)
    }
    do {
      try store.remove(review.passing, from: name)
      if let failure = outcome.failure { try store.add(SavedFailure(failure), to: name) }
    } catch {
      record("\(error)")
    }
  }

  // MARK: Reports

  private nonisolated(nonsending) func report<Value>(
    _ outcome: CheckOutcome<Value>, _ runner: Runner,
    _ fails: nonisolated(nonsending) @escaping (Runner, ReplayBlob) async throws -> Bool
  ) async throws {
    switch outcome {
    case .passed(let tally):
      guard options.mustTryEverything, !tally.isExhaustive else { return }
      record(
        """
        \(title) passes, but not everything was tried: there are more values than runs, or they cannot be gone \
        through
        \(tally)
        to do: make the domain smaller, allow more runs (up to 4096), or do not require that everything is tried
        \(seedLine(runner))
        """)
    case .gaveUp(let tally):
      record(
        """
        \(title) was given up: too many runs were discarded for the others to mean much
        \(tally)
        to do: let the generator draw only what fits, in place of discarding the rest; or raise `discardLimit`
        \(seedLine(runner))
        """)
    case .uncovered(let tally):
      record(
        """
        \(title) passes, but too few runs are of a kind that is required
        \(tally)
        to do: let the generator draw that kind more often, by weights or boundaries; or require a smaller share
        \(seedLine(runner))
        """)
    case .failed(var failure):
      // Aloud, so that expectations are marked where they stand; but not what would end or hang the test's process.
      let isFatal = failure.error is any EndsProcess
      let blob = failure.blob
      let isSeen = try await watch.during(isSilent: false) {
        if isFatal { return true }
        return (try? await fails(runner, blob)) == true
      }
      if !isSeen { failure.isReproduced = false }
      let text = """
        \(title) fails
        \(failure.summary)
        \(replayLine(failure.blob))
        \(seedLine(runner))
        """
      record(text)
      Attachment.record(text, named: "counterexample.txt", sourceLocation: sourceLocation)
      Attachment.record("\(failure.blob)", named: "replay.txt", sourceLocation: sourceLocation)
      if !failure.shrink.log.isEmpty {
        let log = failure.shrink.log.map { "\($0)\n" }.joined()
        Attachment.record(log, named: "shrink.txt", sourceLocation: sourceLocation)
      }
    }
  }

  private nonisolated(nonsending) func replayAloud<Value>(
    _ blob: ReplayBlob, _ runner: Runner,
    _ replay: nonisolated(nonsending) @escaping (Runner, ReplayBlob) async throws -> Runner.Replayed<Value>
  ) async throws {
    let replayed: Runner.Replayed<Value>
    do {
      replayed = try await watch.during(isSilent: false) { try await replay(runner, blob) }
    } catch let error as CancellationError {
      throw error
    } catch {
      let why = error is Discard ? "the generator makes no value of these choices" : "\(error)"
      record(
        """
        \(title) cannot replay \(blob): \(why)
        to do: choose the test that it belongs to by --filter; if this is it, its generator has changed
        """)
      return
    }
    let difference = replayed.difference.map { "\nnot the same value as then: \($0)" } ?? ""
    let value = Self.shown(replayed.value)
    if let error = replayed.error {
      record("\(title) fails on what is replayed\n\(value)\nerror: \(error)\(difference)")
    } else {
      record("\(title) passes on what is replayed\n\(value)\(difference)", severity: .warning)
    }
  }

  private static func shown(_ value: Any) -> String {
    let text = "\(value)"
    guard text.contains("\n") else { return "value: \(text)" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
    return "value:\n" + lines.joined(separator: "\n")
  }

  private func replayLine(_ blob: ReplayBlob) -> String {
    // A name in quotation marks is no identifier, and is matched as it stands in the test's own name.
    let filter = Test.current.map { " --filter '\($0.name.prefix { $0 != "(" })'" } ?? ""
    return "replay it: PROPERTY_REPLAY=\(blob) swift test\(filter)"
  }

  private func seedLine(_ runner: Runner) -> String {
    options.hasFixedSeed
      ? "seed: \(runner.seed), as the test says"
      : "seed: \(runner.seed); the same runs again: PROPERTY_SEED=\(runner.seed) swift test"
  }

  private func record(_ text: String, severity: Issue.Severity = .error) {
    Issue.record(Comment(rawValue: text), severity: severity, sourceLocation: sourceLocation)
  }
}
