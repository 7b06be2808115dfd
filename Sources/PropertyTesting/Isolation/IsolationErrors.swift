/// An end of a worker process that is a failure of the run it was at. A replay of the run in this process ends it likewise.
public protocol EndsProcess: Error {}

/// The error of a run that ended its process by a signal: a trap, an access to memory that is not there, an `abort`.
public struct Trapped: EndsProcess, Hashable, Sendable, CustomStringConvertible {
  /// The name of the signal, such as SIGILL or SIGTRAP.
  public var signal: String
  /// What the run wrote to standard error last; empty if nothing. A `fatalError` says why; the checks of the language do
  /// in programs that are not optimised.
  public var message: String

  /// The signal and the message.
  public var description: String {
    message.isEmpty
      ? "trapped: \(signal), without a message, as in optimised builds" : "trapped: \(signal): \(message)"
  }
}

/// The error of a run that did not end in the time it was given.
public struct Hung: EndsProcess, Hashable, Sendable, CustomStringConvertible {
  /// How long it was waited for.
  public var timeout: Duration

  /// How long it was waited for.
  public var description: String { "hangs: the run did not end within \(timeout)" }
}

/// The error of a run that ended its process by a call of `exit`.
public struct Exited: EndsProcess, Hashable, Sendable, CustomStringConvertible {
  /// What it handed to `exit`.
  public var status: Int
  /// What the run wrote to standard error last; empty if nothing.
  public var message: String

  /// The status and the message.
  public var description: String {
    "ended the process with exit status \(status)" + (message.isEmpty ? "" : ": \(message)")
  }
}

/// An error that was thrown in a worker process: only its text arrives.
public struct FailedInWorker: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text of the error.
  public var description: String
}

/// Thrown if workers keep dying, and the runs they were at do not die when each is made alone in a worker of its own.
public struct UnreliableWorkers: Error, Sendable, CustomStringConvertible {
  /// How many died, one after the other.
  public var deaths: Int
  /// What the last one died of.
  public var last: any Error

  /// What happened, and what it may come from.
  public var description: String {
    """
    flaky: \(deaths) workers died one after the other, and none of the runs they were at dies alone. Either the property \
    depends on what earlier runs left behind, or on another thread of the process, of which workers have a copy that \
    stands still. The last one: \(last)
    """
  }
}
