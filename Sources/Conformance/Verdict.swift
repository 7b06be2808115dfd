/// What is known of a clause and an implementation: a closed set, never blurred.
///
/// Only a proof is called one. `unknown` is never a pass, and neither is a clause that nothing exercised.
public enum Verdict: String, Codable, CaseIterable, Sendable {
  /// Of this code, for every input, on a named machine model.
  case proved
  /// On every path up to a bound.
  case provedToBound = "proved-to-bound"
  /// On every random run, or everywhere in a recording, and exercised there.
  case passed
  /// Proved unreachable.
  case dead
  /// No run gave the clause anything to say, or nothing but what a finding declares as broken did.
  case vacuous
  /// A recording, or a campaign that was interrupted, gave the clause nothing to say.
  case notExercised = "not-exercised"
  /// A recording does not show what the clause speaks of.
  case notObservable = "not-observable"
  /// Broken, with a counterexample.
  case violated
  /// The solver gave up.
  case unknown
  /// Something other than the code is at fault: the solver, or the judges among each other.
  case error

  /// Whether it makes a run fail.
  public var isFailure: Bool { self == .violated || self == .vacuous || self == .error || self == .unknown }
}

/// The exit codes of the command line: the worst of what happened.
public enum ExitStatus: Int32, Sendable {
  /// Everything conforms.
  case conforms = 0
  /// Something is violated or vacuous, or a finding is stale.
  case violated = 1
  /// The solver gave up or failed.
  case unknown = 2
  /// The command line is wrong.
  case usage = 64
  /// An input file is wrong.
  case badInput = 65
  /// This program is wrong.
  case internalError = 70
  /// A file cannot be written.
  case cannotWrite = 73
}
