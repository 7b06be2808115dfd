/// The runs of one property: makes them, adds them up in their order, and makes the first failure smaller.
///
/// Runs are made in rounds. What a run of a round begins with depends on its number and on what came of the rounds
/// before, so the runs of one round can be made at the same time.
@usableFromInline
struct Campaign {
  /// Draws and judges a value.
  @usableFromInline typealias Body = (inout ChoiceSource) throws -> RunEnding

  /// How a campaign ended.
  enum Ending {
    case passed
    case gaveUp
    case uncovered
    case failed(Failure)
  }

  /// The first run that failed.
  struct Failure {
    var run: Int
    var purpose: RunPlan.Purpose
    var error: any Error
    var recording: Recording
  }

  let runner: Runner
  /// What came of the runs so far.
  private(set) var tally = CheckTally()
  private var targets = TargetSearch()
  /// How many runs were begun.
  private var begun = 0

  init(_ runner: Runner) { self.runner = runner }

  /// Makes the runs.
  ///
  /// - Parameters:
  ///   - body: draws and judges a value.
  ///   - shape: finds out what can be drawn.
  ///   - crew: makes the runs of a round; nil if the campaign does.
  /// - Throws: errors of the generator.
  mutating func conduct(
    _ body: Body, shape: () throws -> GeneratorShape, crew: (any Crew)? = nil
  ) throws -> Ending {
    let saved = runner.saved.map { RunPlan(purpose: .saved, prefix: $0.sequence, tail: .overrun) }
    if let ending = try perform(saved, body, crew) { return ending }
    switch try shape() {
    case .everything(let all):
      let plans = all.map { RunPlan(purpose: .enumeration, prefix: $0, tail: .overrun) }
      if let ending = try perform(plans, body, crew) { return ending }
      tally.isExhaustive = true
      if tally.passed == 0 { return .gaveUp }
      if tally.covers.isEmpty { return .passed }
    case .large(let rows):
      let plans = rows.enumerated().map { index, row in
        RunPlan(
          purpose: .boundary, prefix: row, tail: .random(runner.seed.run(index)),
          size: Runner.size(ofRun: index))
      }
      if let ending = try perform(plans, body, crew) { return ending }
    }
    return try sample(body, crew)
  }

  /// Makes random runs, and those near targets, until there are enough.
  private mutating func sample(_ body: Body, _ crew: (any Crew)?) throws -> Ending {
    while true {
      if let ending = isDone { return ending }
      // Short rounds where there are targets, as what is found near one is made use of in the next round only.
      let size = targets.isEmpty ? 256 : 16
      let plans = (begun..<begun + size).map { plan($0) }
      if let ending = try perform(plans, body, crew) { return ending }
    }
  }

  /// What run number `run` begins with.
  private func plan(_ run: Int) -> RunPlan {
    let size = Runner.size(ofRun: run)
    if run % 2 == 1, let near = targets.neighbour(runner.seed.run(run)) {
      return RunPlan(purpose: .target, prefix: near, tail: .random(runner.seed.run(run)), size: size)
    }
    return RunPlan(tail: .random(runner.seed.run(run)), size: size)
  }

  /// How the campaign ends if no run fails, once it does.
  private var isDone: Ending? {
    if tally.discarded > runner.discardLimit { return .gaveUp }
    guard tally.isExhaustive || tally.passed >= runner.runs else { return nil }
    let verdicts = tally.covers.values.map(\.verdict)
    if verdicts.contains(.unmet) { return .uncovered }
    guard verdicts.contains(.undecided) else { return .passed }
    return tally.passed + tally.discarded >= runner.coverLimit ? .uncovered : nil
  }

  /// Makes the runs of a round; nil if the campaign goes on.
  private mutating func perform(_ plans: [RunPlan], _ body: Body, _ crew: (any Crew)?) throws -> Ending? {
    if let crew, plans.count >= crew.leastRuns { return try perform(plans, crew) }
    var source = ChoiceSource(seed: runner.seed, choiceLimit: runner.choiceLimit)
    for plan in plans {
      plan.begin(&source)
      let ending = try body(&source)
      let steps = source.recording.steps.count
      if let ending = add(plan, ending, source.notes, steps: steps, source.recording) { return ending }
    }
    return nil
  }

  /// Has a crew make the runs of a round.
  private mutating func perform(_ plans: [RunPlan], _ crew: any Crew) throws -> Ending? {
    var rest = plans[...]
    while !rest.isEmpty {
      // Not many more than are needed, if all goes well.
      let needed = runner.runs > tally.passed && !tally.isExhaustive ? runner.runs - tally.passed : .max
      let part = rest.prefix(min(crew.mostRuns, max(crew.leastRuns, needed)))
      rest = rest.dropFirst(part.count)
      let results = try crew.results(of: Array(part), choiceLimit: runner.choiceLimit)
      tally.lostWorkers = crew.lostWorkers
      for (plan, result) in zip(part, results) {
        if let ending = add(plan, result.ending, result.notes, steps: result.steps, result.recording) {
          return ending
        }
      }
    }
    return nil
  }

  /// Counts a run; nil if the campaign goes on.
  private mutating func add(
    _ plan: RunPlan, _ ending: RunEnding, _ notes: RunNotes, steps: Int,
    _ recording: @autoclosure () -> Recording
  ) -> Ending? {
    begun += 1
    if plan.purpose == .boundary { tally.boundaryRuns += 1 }
    if plan.purpose == .target { tally.targetRuns += 1 }
    switch ending {
    case .passed:
      tally.passed += 1
      tally.steps += steps
    case .discarded: tally.discarded += 1
    case .failed(let error):
      return .failed(
        Failure(run: begun - 1, purpose: plan.purpose, error: error, recording: recording()))
    }
    if case .passed = ending {
      tally.labels.add(notes.labels)
      for (name, cover) in notes.covers {
        var known =
          tally.covers[name]
          ?? CoverTally(share: cover.share, errorProbability: runner.coverErrorProbability)
        if plan.isFairSample { known.add(cover.isMet) }
        tally.covers[name] = known
      }
      if plan.isFairSample {
        for name in tally.covers.keys where notes.covers[name] == nil { tally.covers[name]?.add(false) }
      }
      for (name, score) in notes.scores.sorted(by: { $0.key < $1.key }) {
        tally.scores[name] = max(score, tally.scores[name] ?? -.infinity)
        targets.note(score, name, recording())
      }
    }
    return plan.purpose == .sample || plan.purpose == .target ? isDone : nil
  }
}
