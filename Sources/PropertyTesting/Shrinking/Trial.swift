/// What became of one candidate of the shrinker.
public enum Trial: Hashable, Sendable {
  /// The value still shows the failure.
  case failed
  /// The value does not show the failure.
  case passed
  /// There is no value, or it is outside what the property is about.
  case discarded
}
