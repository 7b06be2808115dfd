import Foundation
public import PropertyTesting

/// How a property is checked in a test.
///
/// What it says explicitly is not changed from outside. For the rest, see `CheckEnvironment`.
public struct CheckOptions: Sendable {
  /// The name of the property, in messages and in the store of failures. By default the file and the test, and the type
  /// of the values. Name the properties of a test that checks several of one type, or has arguments.
  public var name: String?
  /// What makes the runs. Its seed counts only if `hasFixedSeed`.
  public var runner: Runner
  /// Whether the seed of `runner` is to be used. Otherwise every process draws its own.
  public var hasFixedSeed: Bool
  /// Where failures are kept, to be tried first the next time; nil for nowhere, unless the environment says where. A
  /// directory that is not absolute is found from the working directory: that of the package, for `swift test`.
  public var failures: FailureStore?
  /// Whether a pass is a failure if there are more values than were tried.
  public var mustTryEverything: Bool
  /// How long a run may take in a worker process; nil if runs are made in the process of the test. In a worker, a trap, a
  /// crash, an exit or a hang is a failure like any other: see `Runner.checkIsolated`. Synchronous properties only.
  public var timeout: Duration?
  /// The environment variables that are looked at: those of the process, by default.
  public var environment = ProcessInfo.processInfo.environment

  /// Options for a number of runs.
  ///
  /// - Parameters:
  ///   - name: the name of the property; see `name`.
  ///   - runs: how many runs have to pass.
  ///   - seed: where the random choices begin; if nil, every process draws its own seed.
  ///   - failures: where failures are kept; nil for nowhere.
  ///   - mustTryEverything: whether a pass is a failure if there are more values than were tried.
  ///   - timeout: how long a run may take in a worker process; nil if runs are made in the process of the test.
  public init(
    name: String? = nil, runs: Int = 100, seed: Seed? = nil, failures: FailureStore? = nil,
    mustTryEverything: Bool = false, isolatedFor timeout: Duration? = nil
  ) {
    self.name = name
    self.timeout = timeout
    runner = Runner(seed: seed ?? 0, runs: runs)
    hasFixedSeed = seed != nil
    self.failures = failures
    self.mustTryEverything = mustTryEverything
  }

  /// Options with a runner, whose seed is used.
  ///
  /// - Parameters:
  ///   - runner: what makes the runs.
  ///   - name: the name of the property; see `name`.
  ///   - failures: where failures are kept; nil for nowhere.
  ///   - mustTryEverything: whether a pass is a failure if there are more values than were tried.
  public init(
    _ runner: Runner, name: String? = nil, failures: FailureStore? = nil, mustTryEverything: Bool = false
  ) {
    self.name = name
    self.runner = runner
    hasFixedSeed = true
    self.failures = failures
    self.mustTryEverything = mustTryEverything
  }
}
