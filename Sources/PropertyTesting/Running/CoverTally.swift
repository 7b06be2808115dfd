import Foundation

/// Whether enough runs are of some kind: a requirement, and what is known of it.
///
/// It is judged by a sequential probability ratio test between the share that is required and nine tenths of it. After
/// every random run of full size, the runs seen so far either decide for one of the two, or are too few. Whatever the
/// number of runs: where the true share is at least what is required, the test says `unmet` with a probability of at most
/// `errorProbability`; where it is nine tenths of that or less, it says `met` with at most that probability.
///
/// A. Wald, "Sequential tests of statistical hypotheses", Annals of Mathematical Statistics 16(2), 1945,
/// doi:10.1214/aoms/1177731118.
public struct CoverTally: Hashable, Sendable {
  /// What the runs say so far.
  public enum Verdict: String, Hashable, Sendable {
    /// Enough runs are of the kind.
    case met
    /// Too few are.
    case unmet
    /// More runs are needed to say.
    case undecided
  }

  /// The share of runs that are to be of the kind.
  public let share: Double
  /// How likely a wrong verdict may be.
  public let errorProbability: Double
  /// Runs counted.
  public private(set) var runs = 0
  /// The runs counted that are of the kind.
  public private(set) var hits = 0
  /// What was decided, once it is: later runs do not change it.
  public private(set) var verdict = Verdict.undecided

  /// No runs.
  init(share: Double, errorProbability: Double) {
    self.share = share
    self.errorProbability = errorProbability
  }

  /// Counts a run.
  mutating func add(_ isMet: Bool) {
    runs += 1
    if isMet { hits += 1 }
    guard verdict == .undecided else { return }
    let low = 0.9 * share
    let misses = Double(runs - hits)
    let evidence = Double(hits) * log(share / low) + misses * log((1 - share) / (1 - low))
    let enough = log(1 / errorProbability)
    if evidence >= enough { verdict = .met }
    if evidence <= -enough { verdict = .unmet }
  }
}

extension CoverTally: CustomStringConvertible {
  /// The numbers and what they say.
  public var description: String {
    let percent = { (part: Double) in "\((part * 1000).rounded() / 10)%" }
    let found = percent(Double(hits) / Double(max(1, runs)))
    return "\(found) of \(runs) runs, \(percent(share)) required: \(verdict)"
  }
}
