/// What became of one candidate of the shrinker.
public enum Trial: Sendable {
  /// The value still shows the failure; `record` is what its generator drew, which may be less than it was
  /// given.
  case interesting(record: Recording)
  /// The value does not show the failure.
  case boring
  /// There is no value, or it is outside what the property is about.
  case discarded
}
