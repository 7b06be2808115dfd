/// Checks a property on many values, and makes the first failure as small as possible.
///
/// A *campaign* is all the runs of one check, and a *run* is one value and what the property says of it.
///
/// A campaign first replays the failures it is given. If there are no more values than runs, and no more than 4096, all
/// are tried. Otherwise it combines boundary values of the choices that every value begins with, and then draws random
/// values: small ones first, as failures are found small where small ones exist. Where the property gives scores, every
/// second run is made from one that scored high.
///
/// What comes of a campaign depends on its seed, and not on the number of processors.
public struct Runner: Sendable {
  /// Where the campaign begins. Run *k* has the seed `seed.run(k)`.
  public var seed: Seed
  /// How many runs have to pass.
  public var runs: Int
  /// How many runs may be discarded before the campaign is given up.
  public var discardLimit: Int
  /// The most choices of a run; a run that wants more is discarded.
  public var choiceLimit: Int
  /// What makes a failure smaller.
  public var shrinker: Shrinker
  /// Failures of earlier campaigns, which are replayed first.
  public var saved: [ReplayBlob] = []
  /// The most runs that are made to find out whether enough of them are of a kind that is required.
  public var coverLimit = 1_000_000
  /// How likely it may be that a requirement to cover something is judged wrongly.
  public var coverErrorProbability = 1e-6
  /// The most runs that are made to find out which parts of a counterexample could be anything; 0 for none.
  public var explainBudget = 400

  /// A runner.
  ///
  /// - Parameters:
  ///   - seed: where the campaign begins.
  ///   - runs: how many runs have to pass.
  ///   - discardLimit: how many runs may be discarded; ten times `runs` by default.
  ///   - choiceLimit: the most choices of a run.
  ///   - shrinker: what makes a failure smaller; by default one that goes on with a search through everything smaller, of
  ///     ten replays for each of `runs`, and at most 1000.
  public init(
    seed: Seed, runs: Int = 100, discardLimit: Int? = nil,
    choiceLimit: Int = ChoiceSource.defaultChoiceLimit, shrinker: Shrinker? = nil
  ) {
    precondition(runs >= 0, "a campaign has no negative number of runs")
    self.seed = seed
    self.runs = runs
    self.discardLimit = discardLimit ?? (runs > Int.max / 10 ? .max : runs * 10)
    self.choiceLimit = choiceLimit
    self.shrinker = shrinker ?? Shrinker(proofBudget: 10 * min(runs, 100))
  }

  /// How large values are to be in a run, in percent: they grow over the first hundred runs.
  ///
  /// - Parameter run: the number of the run in its campaign, from 0.
  public static func size(ofRun run: Int) -> Int { min(100, run + 1) }
}
