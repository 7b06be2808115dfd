import Machine
public import Properties
public import PropertyTesting

/// Random histories through which an implementation and the reference are stepped together.
///
/// The blocks of runs are those of `Campaign`: the histories of a seed are the same.
public struct RefinementCampaign: Sendable {
  /// What is compared with the reference.
  public var implementation: Implementation
  /// Where the random numbers begin.
  public var seed: Seed
  /// How many random histories.
  public var runs: Int
  /// Histories to take instead of random ones, if there are any.
  public var histories: [Workload] = []

  /// A campaign.
  public init(_ implementation: Implementation, seed: Seed, runs: Int) {
    self.implementation = implementation
    self.seed = seed
    self.runs = runs
  }

  /// What it came to.
  public struct Result: Codable, Sendable {
    /// What was compared.
    public var implementation = ""
    /// Where the random numbers began.
    public var seed = ""
    /// Histories.
    public var runs = 0
    /// Commands after which both states were compared.
    public var commands = 0
    /// Areas looked at.
    public var areas = 0
    /// Histories that ended early: by a halt of the reference, a misuse, or spent fuel.
    public var cut = 0
    /// Histories in which something did not agree.
    public var mismatches = 0
    /// The first of them.
    public var first: Mismatch?

    /// What did not agree.
    public struct Mismatch: Codable, Sendable {
      /// The run.
      public var run: Int
      /// The command, counted from 1.
      public var step: Int
      /// In words.
      public var problem: String
      /// The history, shrunk if it was drawn.
      public var workload: Workload
      /// The choices it is drawn from, as a blob; nil if it was not drawn.
      public var choices: String?

      /// nil if everything agreed.
      init?(_ refinement: Refinement, run: Int, _ workload: Workload, _ choices: ChoiceSequence? = nil) {
        guard let problem = refinement.mismatch, let step = refinement.step else { return nil }
        self.run = run
        self.step = step + 1
        self.problem = problem
        self.workload = workload
        self.choices = choices.map { "\(ReplayBlob($0))" }
      }
    }

    mutating func add(_ refinement: Refinement, run: Int, _ workload: Workload) {
      runs += 1
      commands += refinement.commands
      areas += refinement.areas
      if refinement.isCut { cut += 1 }
      guard let mismatch = Mismatch(refinement, run: run, workload) else { return }
      mismatches += 1
      if first == nil { first = mismatch }
    }

    mutating func add(_ later: Result) {
      runs += later.runs
      commands += later.commands
      areas += later.areas
      cut += later.cut
      mismatches += later.mismatches
      if first == nil { first = later.first }
    }
  }

  /// Makes the runs; nil if the implementation cannot be compared.
  ///
  /// - Parameters:
  ///   - isCancelled: asked between runs; once it says so, the blocks done so far are the result.
  ///   - progress: told how many runs are done; called from any thread.
  public func perform(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> Result? {
    guard let refine = implementation.refine else { return nil }
    if !histories.isEmpty { return perform(histories, refine, isCancelled, progress) }
    let results = RunBlocks(runs: runs).results(isCancelled: isCancelled, progress: progress) { range in
      perform(range, refine, isCancelled)
    }
    var merged = Result()
    merged.implementation = implementation.name
    merged.seed = "\(seed)"
    for result in results { merged.add(result) }
    if let first = merged.first { merged.first = shrunk(first, refine) }
    return merged
  }

  /// Makes the history of a drawn mismatch small.
  private func shrunk(
    _ mismatch: Result.Mismatch, _ refine: @Sendable (Workload) -> Refinement
  ) -> Result.Mismatch {
    var source = ChoiceSource(seed: seed.run(mismatch.run))
    _ = Workload.generate(&source)
    var smallest = mismatch
    smallest.choices = "\(ReplayBlob(source.recording.sequence))"
    _ = try? Shrinker(budget: 4000).shrink(source.recording) { source in
      let workload = Workload.generate(&source)
      guard !source.hasOverrun, workload.shape != nil else { return .discarded }
      let sequence = source.recording.sequence
      let found = Result.Mismatch(refine(workload), run: mismatch.run, workload, sequence)
      guard let found else { return .passed }
      smallest = found
      return .failed
    }
    return smallest
  }

  private func perform(
    _ range: Range<Int>, _ refine: @Sendable (Workload) -> Refinement, _ isCancelled: () -> Bool
  ) -> Result {
    var result = Result()
    var source = ChoiceSource(seed: seed)
    for run in range {
      if isCancelled() { break }
      source.restart(then: .random(seed.run(run)), size: Runner.size(ofRun: run))
      let workload = Workload.generate(&source)
      guard !source.hasOverrun, workload.shape != nil else { continue }
      result.add(refine(workload), run: run, workload)
    }
    return result
  }

  private func perform(
    _ histories: [Workload], _ refine: @Sendable (Workload) -> Refinement, _ isCancelled: () -> Bool,
    _ progress: (Int) -> Void
  ) -> Result {
    var result = Result()
    result.implementation = implementation.name
    for (run, workload) in histories.enumerated() {
      if isCancelled() { break }
      result.add(refine(workload), run: run, workload)
      progress(run + 1)
    }
    return result
  }
}
