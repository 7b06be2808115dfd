/// Thrown to say that a run means nothing: its value is outside what the property is about.
///
/// A discarded run neither passes nor fails. Generators and properties throw it; too many of them make a campaign give
/// up: see ``CheckOutcome/gaveUp(_:)``.
public struct Discard: Error, Hashable, Sendable {
  /// The error of a run that means nothing.
  public init() {}
}
