/// Thrown if a value failed on another processor, and never again: the property depends on more than its value.
public struct Irreproducible: Error, CustomStringConvertible {
  /// What the property threw.
  public var error: any Error
  /// The choices of the value.
  public var sequence: ChoiceSequence

  /// What happened, and how to try again.
  public var description: String {
    "flaky: a run failed (\(error)), and not when it was repeated; the property depends on more than its value. "
      + "replay: \(ReplayBlob(sequence))"
  }
}
