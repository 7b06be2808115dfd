/// Makes the runs of a campaign for it: at the same time, or in other processes.
protocol Crew {
  /// Fewer runs than this are made by the campaign itself.
  var leastRuns: Int { get }
  /// The most runs that are best made together.
  var mostRuns: Int { get }
  /// How many workers died of something that did not happen again.
  var lostWorkers: Int { get }

  /// The results of runs in their order, up to the first that failed.
  ///
  /// - Throws: the error of the first run whose generator threw one, if none before it failed.
  func results(of plans: [RunPlan], choiceLimit: Int) throws -> [RunResult]

  /// Hears that a failure is made smaller, or what came of that is confirmed.
  func begin(_ stage: FailureStage)

  /// The most runs to find out something more of a failure that was made smaller, if so many are allowed.
  func searchBudget(_ budget: Int) -> Int

  /// Whether a failure that was made smaller, and then not confirmed, is to be made smaller again, with more care.
  func takesMoreCare() -> Bool
}

extension Crew {
  var lostWorkers: Int { 0 }
  func begin(_ stage: FailureStage) {}
  func searchBudget(_ budget: Int) -> Int { budget }
  func takesMoreCare() -> Bool { false }
}

/// What is done with a failure.
enum FailureStage {
  /// Many runs are tried for whether they fail like this.
  case exploring(any Error)
  /// The smallest one is made once more.
  case confirming
}
