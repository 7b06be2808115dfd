/// Makes the runs of a campaign in worker processes, so that a run that traps or hangs ends a worker, and not the campaign.
///
/// - A *batch* of runs is made by one worker. If it dies, the results of the runs before are there already, and it is
///   known which run it was at.
/// - That run is made again, *alone* in a worker, which keeps a journal. If that worker dies as well, the run has failed,
///   and the journal says what it drew. If not, the rest of the batch is made again.
/// - When the failure is made smaller, every candidate is alone in a worker. Only those count that fail in the same way: by
///   the same signal, by hanging, by throwing. What hangs is not waited for as long as in the campaign: see `Patience`.
///   The smallest one is, in the end; if it comes to an end after all, the search for it is repeated with more patience.
final class Isolator: Crew {
  let leastRuns = 1
  let mostRuns = 256
  private(set) var lostWorkers = 0

  private let timeout: Duration
  private let body: Campaign.Body
  private let describe: () -> String
  private let memory: SharedMemory
  /// The text of the value or history that failed last.
  private var failingText: String?
  /// The longest that a run took that ended, within its worker.
  private var slowest = Duration.zero
  /// How a run has to fail to be the failure that is explored; nil if there is none.
  private var explored: Manner?
  /// How long a run that may hang is waited for while a failure is explored.
  private var shortTimeout = Duration.zero

  /// How often the rest of a batch is made again, before it is given up.
  private static let mostRepeats = 3

  /// The manner of a failure: what a smaller one has in common with it.
  private enum Manner: Equatable {
    case threw
    case trapped(String)
    case exited
    case hung

    init(_ error: any Error) {
      switch error {
      case let error as Trapped: self = .trapped(error.signal)
      case is Exited: self = .exited
      case is Hung: self = .hung
      default: self = .threw
      }
    }
  }

  /// - Parameters:
  ///   - timeout: how long a run may take.
  ///   - body: draws and judges a value; called in workers only.
  ///   - describe: the text of the value that failed last; called in workers only.
  /// - Throws: an error if memory is used up.
  init(
    choiceLimit: Int, timeout: Duration, body: @escaping Campaign.Body, describe: @escaping () -> String
  ) throws {
    self.timeout = timeout
    self.body = body
    self.describe = describe
    memory = try SharedMemory(choiceLimit: choiceLimit)
  }

  /// The text of the value or history that failed last, once.
  func takeText() -> String? { failingText.take() }

  // MARK: Batches

  func results(of plans: [RunPlan], choiceLimit: Int) throws -> [RunResult] {
    var results: [RunResult] = []
    var deaths = 0
    while results.count < plans.count {
      let (reports, death) = try batch(plans[results.count...], choiceLimit)
      for report in reports {
        results.append(try result(report))
        if report.ending.isLast { return results }
      }
      guard let death else { continue }
      if results.count < plans.count {
        var source = ChoiceSource(seed: 0, choiceLimit: choiceLimit)
        plans[results.count].begin(&source)
        let (ending, isDead) = try alone(&source, .full(timeout))
        if isDead {
          results.append(
            RunResult(
              ending: ending, notes: source.notes, steps: source.recording.steps.count,
              recording: source.recording))
          if case .failed = ending { return results }
          continue
        }
        failingText = nil
      }
      lostWorkers += 1
      deaths += 1
      if deaths > Self.mostRepeats { throw UnreliableWorkers(deaths: deaths, last: death) }
    }
    return results
  }

  /// Makes runs in one worker.
  ///
  /// - Returns: what it says of those that ended, and what it died of if it did.
  private func batch(
    _ plans: ArraySlice<RunPlan>, _ choiceLimit: Int
  ) throws -> (reports: [RunReport], death: (any EndsProcess)?) {
    let worker = try WorkerProcess(memory.journal, .full(timeout)) { send in
      var source = ChoiceSource(seed: 0, choiceLimit: choiceLimit)
      for plan in plans {
        plan.begin(&source)
        var report = report(&source)
        if report.ending.isLast || !source.notes.scores.isEmpty { report.recording = source.recording }
        send(report.encoded)
        memory.journal.noteProgress()
        if report.ending.isLast { return }
      }
    }
    let reports = RunReport.all(in: worker.output)
    if let death = worker.error(timeout: timeout) { return (Array(reports.prefix(plans.count)), death) }
    // A worker that says that it is finished and is not, did something to its results.
    let isWhole = reports.count == plans.count || reports.last?.ending.isLast == true
    return (reports, isWhole ? nil : Exited(status: 0, message: "its results were lost"))
  }

  /// What came of a run, as a campaign counts it.
  private func result(_ report: RunReport) throws -> RunResult {
    slowest = max(slowest, .nanoseconds(Int64(clamping: report.nanoseconds)))
    let ending: RunEnding
    switch report.ending {
    case .passed: ending = .passed
    case .discarded: ending = .discarded
    case .failed(let error):
      ending = .failed(error)
      failingText = report.text
    case .threw(let error): throw error
    }
    return RunResult(
      ending: ending, notes: report.notes, steps: Int(clamping: report.steps), recording: report.recording)
  }

  // MARK: Single runs

  /// Makes the run that a source begins with, as the campaign's body would, if it fails like the failure that is explored.
  func judge(_ source: inout ChoiceSource) throws -> RunEnding {
    // What fails otherwise than by hanging may take its time.
    let patience = explored == .hung ? Patience.short(shortTimeout, most: timeout) : .full(timeout)
    let (ending, _) = try alone(&source, patience)
    if case .failed(let error) = ending, let explored, explored != Manner(error) {
      failingText = nil
      return .passed
    }
    return ending
  }

  /// Makes the run that a source begins with in a worker of its own. The source is afterwards as if it had been made here.
  ///
  /// - Returns: how it ended, and whether the worker died of it.
  private func alone(
    _ source: inout ChoiceSource, _ patience: Patience
  ) throws -> (ending: RunEnding, isDead: Bool) {
    let journal = memory.journal
    failingText = nil
    let worker = try WorkerProcess(journal, patience) { send in
      source.journal = journal
      send(report(&source).encoded)
    }
    source.record(from: journal)
    guard let error = worker.error(timeout: timeout) else {
      guard let report = RunReport.all(in: worker.output).first else {
        return (.discarded, isDead: false)
      }
      let result = try result(report)
      source.notes = result.notes
      return (result.ending, isDead: false)
    }
    // What is made of choices that there are not need not make sense.
    if source.hasOverrun { return (.discarded, isDead: true) }
    failingText = journal.text(source.recording)
    return (.failed(error), isDead: true)
  }

  /// Makes a run here, in a worker.
  private func report(_ source: inout ChoiceSource) -> RunReport {
    let clock = ContinuousClock()
    let start = clock.now
    var text = ""
    let ending: RunReport.Ending
    do {
      switch try body(&source) {
      case .passed: ending = .passed
      case .discarded: ending = .discarded
      case .failed(let error):
        text = describe()
        ending = .failed(FailedInWorker(description: "\(error)"))
      }
    } catch {
      ending = .threw(FailedInWorker(description: "\(error)"))
    }
    let time = UInt64(max(0, (clock.now - start) / .nanoseconds(1)))
    return RunReport(
      ending: ending, nanoseconds: time, steps: UInt64(source.recording.steps.count), notes: source.notes,
      text: text, recording: Recording())
  }

  // MARK: Exploring a failure

  func begin(_ stage: FailureStage) {
    switch stage {
    case .exploring(let error):
      explored = Manner(error)
      shortTimeout = min(timeout, max(shortTimeout, .milliseconds(200), slowest * 4))
    case .confirming: explored = nil
    }
  }

  /// What hangs whatever stands there takes long to tell.
  func searchBudget(_ budget: Int) -> Int { explored == .hung ? min(budget, 60) : budget }

  func takesMoreCare() -> Bool {
    if shortTimeout >= timeout { return false }
    shortTimeout *= 5
    return true
  }

  /// What is known of the generator. If drawing alone traps or hangs, nothing is.
  func shape(_ runner: Runner, _ probe: (inout ChoiceSource) throws -> Void) throws -> GeneratorShape {
    let worker = try WorkerProcess(memory.journal, .full(timeout)) { send in
      let shape = GeneratorShape(runner) { source in
        defer { memory.journal.noteProgress() }
        try probe(&source)
      }
      send(shape.encoded)
    }
    guard case .finished = worker.ending else { return .large(rows: []) }
    return try GeneratorShape(decoding: worker.output)
  }
}
