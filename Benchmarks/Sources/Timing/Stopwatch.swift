import Foundation

/// Processor time of this thread: what others do on a shared machine counts little.
public enum Stopwatch {
  /// The nanoseconds that some work takes.
  public static func nanoseconds(_ work: () throws -> Void) rethrows -> Double {
    let begun = now()
    try work()
    return Double(now() - begun)
  }

  /// The nanoseconds of it so far.
  public static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
