/// A failure as it is kept between campaigns: what replays it, and what a person is told of it.
public struct SavedFailure: Hashable, Sendable {
  /// What replays it.
  public var blob: ReplayBlob
  /// How it was found, in words.
  public var origin: String
  /// What the property threw, as text.
  public var error: String
  /// The value that failed, as text.
  public var value: String

  /// A failure of these parts.
  public init(blob: ReplayBlob, origin: String, error: String, value: String) {
    self.blob = blob
    self.origin = origin
    self.error = error
    self.value = value
  }

  /// What is worth keeping of a failure.
  public init<Value>(_ failure: CheckFailure<Value>) {
    let flaky = failure.isReproduced ? "" : "; it did not fail again at once"
    self.init(
      blob: failure.blob,
      origin: "\(failure.origin.rawValue) in run \(failure.run + 1), seed \(failure.seed)\(flaky)",
      error: "\(failure.error)", value: "\(failure.value)")
  }
}
