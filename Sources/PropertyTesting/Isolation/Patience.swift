/// How long a worker is waited for while it gets nothing done.
enum Patience {
  /// So long.
  case full(Duration)
  /// So long, if it has worked for half of the time; or four times as long, should it sleep, or wait for a processor; but
  /// never longer than `most`.
  ///
  /// A shrinker tries many candidates that hang, and each takes that long.
  case short(Duration, most: Duration)

  /// Whether it is long enough.
  ///
  /// - Parameters:
  ///   - elapsed: how long nothing was got done.
  ///   - worked: how long the worker had a processor meanwhile.
  func isOver(_ elapsed: Duration, worked: () -> Duration) -> Bool {
    switch self {
    case .full(let time): elapsed >= time
    case .short(let time, let most):
      elapsed >= most || elapsed >= time && (elapsed >= time * 4 || worked() >= time / 2)
    }
  }
}
