/// What became of the failures that are kept of a property.
public struct FailureReview: Hashable, Sendable {
  /// A failure that could not be tried again as it was.
  public struct Unfit: Hashable, Sendable, CustomStringConvertible {
    /// The failure.
    public var failure: SavedFailure
    /// Why not.
    public var reason: Reason

    /// Which one, and why not.
    public var description: String { "\(failure.blob): \(reason)" }
  }

  /// Why a failure could not be tried again as it was.
  public enum Reason: Hashable, Sendable, CustomStringConvertible {
    /// The generator draws other choices, and the value it makes of them passes.
    case different(Runner.Difference)
    /// There are too few choices for a value, or it is discarded.
    case noValue
    /// The generator threw an error, of which this is the text.
    case generatorError(String)

    /// That, in words.
    public var description: String {
      switch self {
      case .different(let difference): "\(difference)"
      case .noValue: "the generator makes no value of its choices any more: it draws more, or discards them"
      case .generatorError(let error): "the generator fails on its choices now: \(error)"
      }
    }
  }

  /// Those that still fail, newest first.
  public var failing: [SavedFailure] = []
  /// Those that pass now: they are removed.
  public var passing: [SavedFailure] = []
  /// Those that say nothing of the property as it is now: they are kept.
  public var unfit: [Unfit] = []

  /// Nothing was kept.
  public init() {}

  /// Takes note of what came of a replay.
  public mutating func add<Value>(
    _ failure: SavedFailure, _ replayed: Result<Runner.Replayed<Value>, any Error>
  ) {
    switch replayed {
    case .success(let replayed) where replayed.error != nil: failing.append(failure)
    case .success(let replayed):
      if let difference = replayed.difference {
        unfit.append(Unfit(failure: failure, reason: .different(difference)))
      } else {
        passing.append(failure)
      }
    case .failure(is Discard): unfit.append(Unfit(failure: failure, reason: .noValue))
    case .failure(let error): unfit.append(Unfit(failure: failure, reason: .generatorError("\(error)")))
    }
  }
}

extension FailureReview: CustomStringConvertible {
  /// A line for each failure that is not simply failing; empty if there is none.
  public var description: String {
    let lines =
      passing.map { "an earlier failure passes now, and is forgotten: \($0.blob)" }
      + unfit.map { "an earlier failure does not fit any more, and is kept: \($0)" }
    return lines.joined(separator: "\n")
  }
}
