/// How one run ended.
@usableFromInline
enum RunEnding: Sendable {
  /// What has to hold does.
  case passed
  /// The run means nothing.
  case discarded
  /// It does not hold.
  case failed(any Error)

  /// What it means to the shrinker.
  var trial: Trial {
    switch self {
    case .passed: .passed
    case .discarded: .discarded
    case .failed: .failed
    }
  }
}
