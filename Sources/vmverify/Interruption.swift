import Foundation
import Synchronization

/// Ctrl-C: the first one asks the work to stop and leave a partial report, the second one gives up.
final class Interruption: Sendable {
  private let isRequested = Atomic<Bool>(false)

  /// Begins to listen. To be called before work is spread over threads: they inherit that the signal is not theirs.
  static func listen() -> Interruption {
    let interruption = Interruption()
    // Blocked and waited for on a thread of its own: a handler might do next to nothing, and an ignored signal
    // reaches no dispatch source on Linux.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let awaited = signals
    Thread.detachNewThread { interruption.wait(for: awaited) }
    return interruption
  }

  /// Whether to stop.
  var isCancelled: Bool { isRequested.load(ordering: .relaxed) }

  private func wait(for signals: sigset_t) {
    var signals = signals
    var signal: Int32 = 0
    while sigwait(&signals, &signal) == 0 {
      if isRequested.exchange(true, ordering: .relaxed) { exit(130) }
      Terminal.error(
        "\nvmverify: stopping; what was found will be said to be partial (Ctrl-C again to give up)")
    }
  }
}
